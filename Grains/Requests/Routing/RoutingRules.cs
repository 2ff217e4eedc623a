using Grains.Interfaces.Requests;
using Grains.Requests.Bulk;
using Grains.Requests.Forms;

namespace Grains.Requests.Routing;

/// <summary>What decides where a request goes.</summary>
/// <param name="Domain">Empty for none; see <see cref="RoutingRule.Domain"/>.</param>
/// <param name="Siren">Of the company; empty for what people ask for themselves.</param>
public sealed record Routed(string Form, string Domain, string Theme, string Siren, bool IsComplaint)
{
    /// <param name="company"><c>portal/siren</c>, or a person's own file.</param>
    public static Routed Of(FormDefinition form, IReadOnlyDictionary<string, string> answers, string company)
    {
        var choices = form.Fields.Where(f => f.Cascade is not null).ToDictionary(f => f.Cascade!.Value, f => answers.GetValueOrDefault(f.Name, ""));
        var siren = company[(company.IndexOf('/', StringComparison.Ordinal) + 1)..];
        return new Routed(
            form.Id, choices.GetValueOrDefault(0) is { Length: > 0 } domain ? domain : form.Team ?? "", choices.GetValueOrDefault(1) ?? "",
            siren.All(char.IsAsciiDigit) ? siren : "", form.Team == BulkRules.Complaints);
    }
}

/// <summary>Which team a request goes to: the first rule that holds, else what its form says.</summary>
public static class RoutingRules
{
    /// <summary>Null where no rule holds.</summary>
    public static string? TeamOf(IEnumerable<RoutingRule> rules, Routed what) => rules.FirstOrDefault(r => Holds(r, what))?.Team;

    // A complaint leaves those who answer complaints by a rule that names it, and by no other.
    private static bool Holds(RoutingRule rule, Routed what) =>
        (rule.Form.Length == 0 ? !what.IsComplaint : rule.Form == what.Form)
        && (rule.Domain.Length == 0 || rule.Domain == what.Domain)
        && (rule.Theme.Length == 0 || rule.Theme == what.Theme)
        && (rule.Siren.Length == 0 || rule.Siren == what.Siren);
}
