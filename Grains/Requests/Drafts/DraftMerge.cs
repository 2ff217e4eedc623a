using System.Security.Cryptography;
using System.Text;
using Grains.Requests.Forms;

namespace Grains.Requests.Drafts;

/// <summary>
/// What a page of a draft says anew, where others write in it too. The page gives back by input what stood in it and what the draft held as it was drawn, as
/// <see cref="Marks"/>: what nobody touched is not written, and what was touched only where the draft still holds that, or the same. Whoever writes
/// another field is in nobody's way; a group's rows are one.
/// </summary>
/// <param name="Typed">To be kept.</param>
/// <param name="Conflicts">Inputs that were typed here and, meanwhile, by another.</param>
public sealed record DraftMerge(IReadOnlyDictionary<string, string> Typed, IReadOnlyList<string> Conflicts)
{
    /// <param name="seen">By input; of one that is not among them everything is new.</param>
    public static DraftMerge Of(
        FormDefinition form, IReadOnlyDictionary<string, string> kept, IReadOnlyDictionary<string, string> typed, IReadOnlyDictionary<string, string> seen)
    {
        var (anew, conflicts) = (new Dictionary<string, string>(), new List<string>());
        foreach (var (input, text) in typed)
        {
            if (!seen.TryGetValue(input, out var marks) || marks.Split('.') is not [var shown, var before])
                anew[input] = text;
            else if (Mark(text) == shown)
                continue;
            else if (before == KeptMark(form, kept, input) || kept.GetValueOrDefault(input, "") == text)
                anew[input] = text;
            else
                conflicts.Add(input);
        }
        return new(anew, conflicts);
    }

    /// <summary>What an input is known by: what stands in it, and what the draft holds there.</summary>
    public static string Marks(FormDefinition form, IReadOnlyDictionary<string, string> kept, string input, string shown) =>
        $"{Mark(shown)}.{KeptMark(form, kept, input)}";

    private static string KeptMark(FormDefinition form, IReadOnlyDictionary<string, string> kept, string input)
    {
        var name = input.Split('.')[0];
        return form.Field(name) is not { Type: FieldType.Group } ? Mark(kept.GetValueOrDefault(input, ""))
            : Mark(string.Join('\n', kept.Where(k => k.Key == name || k.Key.StartsWith($"{name}.", StringComparison.Ordinal))
                .OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => $"{k.Key}={k.Value}")));
    }

    private static string Mark(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
}
