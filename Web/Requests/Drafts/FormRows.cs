using System.Globalization;
using Grains.Requests.Forms;

namespace Web.Requests.Drafts;

/// <summary>« Ajouter » and « Retirer » of a group: buttons of the step, which keep what is typed.</summary>
internal static class FormRows
{
    /// <summary>The answers with a row more, or without one, those below it having moved up; null for any other button.</summary>
    /// <param name="button"><c>ajouter.group</c> or <c>retirer.group.2</c></param>
    public static Dictionary<string, string>? Changed(FormDefinition form, string? button, IReadOnlyDictionary<string, string> typed)
    {
        if (button?.Split('.') is not [var verb, var name, ..] parts || form.Field(name) is not { Type: FieldType.Group } group)
            return null;
        var count = new FormAnswers(form, typed, new FormFacts(default)).Count(group);
        var changed = new Dictionary<string, string>(typed);
        switch (verb)
        {
            case "ajouter" when parts.Length == 2 && count < group.Max:
                changed[name] = Number(count + 1);
                return changed;
            case "retirer" when parts.Length == 3 && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var row)
                && row >= 1 && row <= count:
                for (var at = row; at <= count; at++)
                {
                    foreach (var field in group.Fields)
                        changed[$"{name}.{at}.{field.Name}"] = at == count ? "" : typed.GetValueOrDefault($"{name}.{at + 1}.{field.Name}", "");
                }
                changed[name] = Number(count - 1);
                return changed;
            default:
                return null;
        }
    }

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What of a step a script shows, hides and fills in while one types.</summary>
internal static class FormParts
{
    /// <summary>By input.</summary>
    public static (IReadOnlyDictionary<string, bool> Shown, IReadOnlyDictionary<string, string> Filled) Of(FormView view)
    {
        var fields = Fields(view);
        return (fields.ToDictionary(f => f.Input, f => f.IsShown), fields.Where(f => f.Filled is not null).ToDictionary(f => f.Input, f => f.Filled!));
    }

    /// <summary>The step's inputs, a group's name among them.</summary>
    public static IReadOnlyList<FieldView> Fields(FormView view) => view.IsRecap ? []
        : [
            .. view.Current.Fields.Select(f => new FieldView(view, f)),
            .. view.Current.Fields.Where(f => f.Type is FieldType.Group)
                .SelectMany(g => view.Said.Rows(g).SelectMany(r => g.Fields.Select(f => new FieldView(view, f, r)))),
        ];
}
