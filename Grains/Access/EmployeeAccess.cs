using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;

namespace Grains.Access;

/// <summary>
/// Who sees and acts on employees: a member of a space with their company and the right to its affiliations, whose administrators have not unticked
/// the establishment where the employee is now.
/// </summary>
public static class EmployeeAccess
{
    private const UniverseRights Universe = UniverseRights.ReadAffiliation;

    /// <summary>The condition of a commit by which the caller acts on employees at these establishments of a company, all of them.</summary>
    public static Condition ToActOnEmployees(this Rights rights, Caller caller, Enum refusal, string company, params IReadOnlyList<string> sirets) =>
        rights.ToAct(caller, refusal, [.. sirets.DefaultIfEmpty("").Select(siret => new Matter(company, Universe, siret))]);

    /// <summary>The same asked before a verb: nobody learns from a refusal that an employee exists.</summary>
    public static async ValueTask<bool> MayActOnEmployees(this Rights rights, Caller caller, string company, string siret) =>
        !caller.IsStaff && await rights.MayAct(caller, company, Universe, siret);

    /// <summary>True for the employees on whom the caller may act, of such a table.</summary>
    public static string ActsOnEmployees(this Scope scope, string alias) => scope.IsStaff ? "1 = 0"
        : $"({alias}.portal = @portal AND {scope.Sees($"{alias}.company", $"{(int)Universe << 4}", $"{alias}.siret")})";

    /// <summary>True for the employees that the caller may see, of a table with <c>company</c>, <c>portal</c> and <c>siret</c>.</summary>
    public static string Employees(this Scope scope, string alias) => scope.IsStaff ? "1 = 1"
        : $"({alias}.portal = @portal AND {scope.Sees($"{alias}.company", $"{(int)Universe}", $"{alias}.siret")})";
}
