using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;

namespace Grains.Access;

/// <summary>
/// Who sees and acts on employees: a member of a space with their company and the right to its affiliations, whose administrators have not unticked the establishment where the
/// employee is now.
/// </summary>
public static class EmployeeAccess
{
    private static readonly Rule Establishment = new(
        """
        SELECT q.i, 'space/' || ca.space, ca.ends_at FROM q JOIN company_access ca ON ca.account = q.account AND ca.company = q.company
        WHERE substr(ca.company, 1, length(q.portal) + 1) = q.portal || '/' AND (ca.rights & q.needed) <> 0
        AND NOT EXISTS (SELECT 1 FROM space_unticked u WHERE u.space = ca.space AND u.siret = q.siret)
        """,
        ("account", typeof(string)), ("company", typeof(string)), ("portal", typeof(string)), ("siret", typeof(string)),
        ("needed", typeof(long)));

    /// <summary>The condition of a commit by which the caller acts on employees at these establishments of a company.</summary>
    public static Condition ToActOnEmployees(this Rights rights, Caller caller, Enum refusal, string company, params IReadOnlyList<string> sirets) =>
        Condition.Of(refusal, [.. rights.ToAct(caller, refusal, company).All, .. caller.IsStaff ? [] : sirets.Select(s => Sees(caller, company, s))]);

    /// <summary>The same asked before a verb: nobody learns from a refusal that an employee exists.</summary>
    public static async ValueTask<bool> MayActOnEmployees(this Rights rights, IStateStore store, Caller caller, string company, string siret, DateTimeOffset at) =>
        !caller.IsStaff && await rights.MayAct(caller, company) && await store.Holds([Sees(caller, company, siret)], at);

    /// <summary>True for the employees that the caller may see, of a table with <c>company</c> and <c>siret</c>.</summary>
    public static string Employees(this Scope scope, string alias) => scope.IsStaff ? "1 = 1" :
        $"""
        EXISTS (SELECT 1 FROM company_access ca WHERE ca.account = @account AND ca.company = {alias}.company AND {alias}.portal = @portal
        AND (ca.rights & {(long)UniverseRights.ReadAffiliation}) <> 0
        AND (ca.ends_at IS NULL OR ca.ends_at > @now) AND NOT EXISTS (SELECT 1 FROM space_unticked u WHERE u.space = ca.space AND u.siret = {alias}.siret))
        """;

    private static Requirement Sees(Caller caller, string company, string siret) =>
        new(Establishment, $"space/{caller.Portal}/", caller.Account, company, caller.Portal, siret, (long)UniverseRights.ActAffiliation);
}
