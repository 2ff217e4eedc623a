using System.Text.Json;
using Grains.Requests.Drafts;
using Grains.Requests.Forms;

namespace Web.Requests.Drafts.Together;

/// <summary>What a page of a draft gives back with each save: by input, what it showed and what the draft held (<see cref="DraftMerge"/>).</summary>
internal static class SeenInputs
{
    public const string Field = "lu";

    /// <summary>A page that gives back none, or what we did not write, has seen nothing.</summary>
    public static IReadOnlyDictionary<string, string> Read(HttpRequest request)
    {
        try
        {
            return request.Form[Field].ToString() is { Length: > 0 } text ? JsonSerializer.Deserialize<Dictionary<string, string>>(text) ?? [] : [];
        }
        catch (JsonException)
        {
            return new Dictionary<string, string>();
        }
    }

    /// <param name="held">The page as it is without what was typed and not kept.</param>
    public static Dictionary<string, string> Of(FormView held)
    {
        if (held.IsNew || held.IsRecap)
            return [];
        var shown = FormParts.Fields(held).Where(f => f.Field.Type is not FieldType.Files).ToDictionary(f => f.Input, f => f.Sent);
        foreach (var piece in held.Current.Fields.Any(f => f.Type is FieldType.Files) ? held.Said.Pieces().Where(p => p.Due is PieceDue.Later) : [])
            shown[piece.Input] = held.Said.ComesLater(piece) ? FormPiece.Later : "";
        return shown.ToDictionary(s => s.Key, s => DraftMerge.Marks(held.Form, held.Answers, s.Key, s.Value));
    }

    /// <summary>
    /// Those that hold of a page that has just been kept without being drawn again: of what it sent as the draft now holds it, and of what a script fills in.
    /// What another wrote in a field that was not touched stands there only once it is shown.
    /// </summary>
    /// <param name="view">The step as it is now.</param>
    public static Dictionary<string, string> After(FormView view, IReadOnlyDictionary<string, string> kept)
    {
        var fields = FormParts.Fields(view).ToDictionary(f => f.Input);
        return view.Seen.Where(s => kept.TryGetValue(s.Key, out var sent)
            && (sent == view.Answers.GetValueOrDefault(s.Key, "") || (fields.TryGetValue(s.Key, out var field)
                && (sent == field.Sent || (field.Filled is not null && view.Answers.GetValueOrDefault(s.Key, "").Length == 0))))).ToDictionary();
    }

    public static string Json(IReadOnlyDictionary<string, string> marks) => JsonSerializer.Serialize(marks);
}
