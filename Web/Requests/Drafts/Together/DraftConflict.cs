using Grains.Requests.Drafts;
using Grains.Requests.Forms;

namespace Web.Requests.Drafts.Together;

/// <summary>What another wrote in a field, or in a group's rows, while this person did.</summary>
/// <param name="Input">Of a group, its name.</param>
/// <param name="By">Who wrote it; empty where that is not known.</param>
/// <param name="Text">As a person reads it; empty for nothing.</param>
public sealed record DraftConflict(string Input, string Label, string By, string Text)
{
    /// <summary>The button that leaves what the other wrote.</summary>
    public const string Take = "reprendre";

    /// <summary>One a field or group.</summary>
    /// <param name="held">The page as the draft holds it.</param>
    public static IReadOnlyDictionary<string, DraftConflict> Of(FormView held, IReadOnlyList<string> inputs, IReadOnlyDictionary<string, DraftWriter> writers) =>
        inputs.Select(NameOf).Distinct().Where(n => held.Form.Field(n) is not null || n.StartsWith("piece.", StringComparison.Ordinal))
            .ToDictionary(n => n, n => Of(held, n, writers));

    /// <summary>Is it one of the inputs of what two people wrote in?</summary>
    public static bool Concerns(string name, string input) => NameOf(input) == name;

    /// <summary>Are both of one field, or rows of one group?</summary>
    public static bool Same(string one, string other) => NameOf(one) == NameOf(other);

    // A group is one; a piece is not a group of pieces.
    private static string NameOf(string input) => input.Split('.') switch
    {
        ["piece", ..] => input,
        var parts => parts[0],
    };

    private static DraftConflict Of(FormView held, string name, IReadOnlyDictionary<string, DraftWriter> writers)
    {
        var by = writers.GetValueOrDefault(name) ?? writers.Values.FirstOrDefault(w => Concerns(name, w.Field));
        return held.Form.Field(name) is not { } field ? new(name, held.Form.Pieces.FirstOrDefault(p => p.Input == name)?.Label ?? "", by?.Name ?? "",
                held.Answers.GetValueOrDefault(name) == FormPiece.Later ? FormTexts.PieceLater : "")
            : new(name, field.Label, by?.Name ?? "", field.Type is FieldType.Group
                ? string.Join(" / ", held.Said.Rows(field).Select(r => string.Join(" · ", r.Shown.Select(f => FieldKinds.Shown(f, r.Typed(f))).Where(s => s.Length > 0))))
                : held.Shown(field));
    }
}
