using System.Text.Json;

namespace Grains.Requests;

/// <summary>The e-mail that tells of news nobody read within the time of the portal's policy: a link, never the content.</summary>
public static class UnreadMail
{
    public const string JobKind = "request-unread";

    public sealed record Payload(string Request, long Tick)
    {
        public string ToJson() => JsonSerializer.Serialize(this);

        public static Payload Read(string json) => JsonSerializer.Deserialize<Payload>(json)!;
    }
}
