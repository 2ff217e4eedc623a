using Grains.Requests.Forms;

namespace Web.Requests.Drafts.Together;

/// <summary>What was typed on a page that was not kept, nor ever will be: for the person to read and copy.</summary>
/// <param name="Form">Null where the page does not say which; nothing typed is known then.</param>
/// <param name="Typed">Label and answer.</param>
/// <param name="ListPath">Where one goes on.</param>
public sealed record UnkeptPage(FormDefinition? Form, IReadOnlyList<(string Label, string Text)> Typed, string ListPath)
{
    /// <param name="view">The form with what was typed as its answers.</param>
    public static IReadOnlyList<(string Label, string Text)> Of(FormView view) =>
    [
        .. view.Form.Steps.SelectMany(s => s.Fields).SelectMany(f => f.Type is FieldType.Group
            ? view.Said.Rows(f).SelectMany(r => f.Fields.Select(inner => ($"{f.Label} {r.Number}, {inner.Label}", FieldKinds.Shown(inner, r.Typed(inner)))))
            : view.Answers.ContainsKey(f.Name) ? [(f.Label, view.Shown(f))] : []).Where(said => said.Item2.Length > 0),
    ];
}
