using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Grains.Commits;

namespace Silo.Storage.PostgreSql;

/// <summary>
/// Notices as the text of NOTIFY: <c>[["grain",version,"topic",number,…],…]</c>. PostgreSQL takes less than 8,000 bytes a payload; what
/// is longer is told in several, a notice with very many topics too.
/// </summary>
internal static class NotificationText
{
    private const int MaxBytes = 7_500;
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Bytes that a commit adds to a drain's payloads, roughly.</summary>
    public static int Weight(CommitUnit unit) => unit.Grain.Length + 24 + unit.Effects.OfType<Notify>().Sum(t => t.Topic.Length + 12);

    public static IReadOnlyList<string> Write(IEnumerable<ChangeNotification> notices)
    {
        var payloads = new List<string>();
        var open = new StringBuilder();
        var bytes = 0;
        foreach (var part in notices.SelectMany(Parts))
        {
            var size = Encoding.UTF8.GetByteCount(part) + 1;
            if (open.Length > 0 && bytes + size > MaxBytes)
                Close();
            bytes += size;
            open.Append(open.Length == 0 ? '[' : ',').Append(part);
        }
        if (open.Length > 0)
            Close();
        return payloads;

        void Close()
        {
            payloads.Add(open.Append(']').ToString());
            open.Clear();
            bytes = 0;
        }
    }

    public static IReadOnlyList<ChangeNotification> Read(string payload) => [.. JsonNode.Parse(payload)!.AsArray().Select(node =>
    {
        var values = node!.AsArray();
        var topics = new List<Notify>((values.Count - 2) / 2);
        for (var i = 2; i + 1 < values.Count; i += 2)
            topics.Add(new Notify(values[i]!.GetValue<string>(), values[i + 1]!.GetValue<long>()));
        return new ChangeNotification(values[0]!.GetValue<string>(), values[1]!.GetValue<long>(), topics);
    })];

    private static IEnumerable<string> Parts(ChangeNotification notice)
    {
        var topics = notice.Topics.Count == 0 ? [[]] : notice.Topics.Chunk(40);
        foreach (var some in topics)
        {
            var values = new List<object>(2 + 2 * some.Length) { notice.Grain, notice.Version };
            foreach (var touch in some)
            {
                values.Add(touch.Topic);
                values.Add(touch.Number);
            }
            yield return JsonSerializer.Serialize(values, Plain);
        }
    }
}
