using Grains.Interfaces.Requests;
using Grains.Requests.Forms;
using Grains.Requests.Routing;
using Web.Requests.Drafts;
using Web.Requests.Workbench;

namespace Web.Requests.Routing;

/// <summary>What a rule can ask for, as the forms on offer say it.</summary>
public sealed class RoutingChoices(FormCatalogue forms, WorkbenchTeams teams)
{
    private const string FormPrefix = "demarche/";
    private const string ThemePrefix = "theme/";

    /// <summary>Value and label of each domain, theme by theme, then of each form.</summary>
    public IReadOnlyList<(string Group, IReadOnlyList<(string Value, string Label)> Choices)> Groups =>
    [
        (RoutingTexts.Themes, [.. Themes.Select(t => ($"{ThemePrefix}{t.Domain}/{t.Theme}", t.Theme.Length == 0 ? string.Format(RoutingTexts.WholeDomain, t.Label) : t.Label))]),
        (RoutingTexts.Forms, [.. forms.All.OrderBy(f => f.Title, StringComparer.InvariantCulture).Select(f => (FormPrefix + f.Id, Titled(f)))]),
    ];

    public IReadOnlyList<(string Key, string Name)> Teams => teams.All;

    // Of forms whose choices go from a domain to a theme, each once.
    private IEnumerable<(string Domain, string Theme, string Label)> Themes => forms.All
        .Where(f => f.Fields.Any(x => x.Cascade == 0) && f.Fields.Any(x => x.Cascade == 1)).OrderBy(f => f.Id != FormService.Form)
        .SelectMany(f => f.Cascade).SelectMany(d => (d.Options ?? []).Select(t => (d.Value, t.Value, $"{d.Label} · {t.Label}")).Prepend((d.Value, "", d.Label)))
        .DistinctBy(t => (t.Item1, t.Item2));

    /// <summary>Null for a choice that there is not.</summary>
    public RoutingRule? Read(string? what, string siren, string? team)
    {
        var chosen = what ?? "";
        if (chosen.Length > 0 && !Groups.SelectMany(g => g.Choices).Any(c => c.Value == chosen) || !string.IsNullOrEmpty(team) && !teams.Has(team))
            return null;
        return chosen.StartsWith(FormPrefix, StringComparison.Ordinal) ? new RoutingRule(chosen[FormPrefix.Length..], "", "", siren, team ?? "")
            : chosen.StartsWith(ThemePrefix, StringComparison.Ordinal) && chosen[ThemePrefix.Length..].Split('/') is [var domain, var theme]
                ? new RoutingRule("", domain, theme, siren, team ?? "")
            : new RoutingRule("", "", "", siren, team ?? "");
    }

    /// <summary>What a rule asks for, in words; what no form says any more by its key.</summary>
    public string Words(RoutingRuleView rule) => string.Join(" · ", new[]
    {
        rule.Form.Length > 0 ? forms.Find(rule.Form) is { } form ? Titled(form) : rule.Form : "",
        rule.Domain.Length + rule.Theme.Length > 0 ? Themes.Where(t => t.Domain == rule.Domain && t.Theme == rule.Theme).Select(t => t.Label).FirstOrDefault() ?? $"{rule.Domain} · {rule.Theme}" : "",
        rule.Siren.Length > 0 ? string.Format(RoutingTexts.OfCompany, Display.French.Siren(rule.Siren)) : "",
    }.Where(w => w.Length > 0));

    public string TeamName(string team) => teams.NameOf(team);

    // Employers and people have forms of the same title.
    private static string Titled(FormDefinition form) => form.IsPersonal ? string.Format(RoutingTexts.Personal, form.Title) : form.Title;
}
