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

    /// <summary>The same by which the caller reads of employees at these establishments, all of them.</summary>
    public static Condition ToReadEmployees(this Rights rights, Caller caller, Enum refusal, string company, params IReadOnlyList<string> sirets) =>
        rights.ToRead(caller, refusal, [.. sirets.DefaultIfEmpty("").Select(siret => new Matter(company, Universe, siret))]);

    /// <summary>The same asked before a verb: nobody learns from a refusal that an employee exists.</summary>
    public static async ValueTask<bool> MayActOnEmployees(this Rights rights, Caller caller, string company, string siret) =>
        !caller.IsStaff && await rights.MayAct(caller, company, Universe, siret);

    /// <summary>The same of what reading is enough for.</summary>
    public static async ValueTask<bool> MayReadEmployees(this Rights rights, Caller caller, string company, string siret) =>
        !caller.IsStaff && await rights.MayRead(caller, company, Universe, siret);

    /// <summary>True where the caller acts on the employees of a company of their portal at an establishment, each SQL.</summary>
    public static string ActsOnEmployeesAt(this Scope scope, string company, string siret) =>
        scope.IsStaff ? "1 = 0" : scope.Sees(company, $"{(int)Universe << 4}", siret);

    /// <summary>True for the employees that the caller may see, of a table with <c>company</c>, <c>portal</c> and <c>siret</c>.</summary>
    public static string Employees(this Scope scope, string alias) => scope.IsStaff ? "1 = 1"
        : $"({alias}.portal = @portal AND {scope.EmployeesAt($"{alias}.company", $"{alias}.siret")})";

    /// <summary>The same of a company of the caller's portal and an establishment, each SQL.</summary>
    public static string EmployeesAt(this Scope scope, string company, string siret) => scope.Sees(company, $"{(int)Universe}", siret);

    /// <summary>
    /// The condition of a commit on an import that an account began: the right to begin one for its company. Its lines name people at any establishment,
    /// so that who is not shown all of them has to have been shown what the account was.
    /// </summary>
    public static Condition ToActOnImport(this Rights rights, Caller caller, Enum refusal, string company, string reader) =>
        rights.ToActOnWhole(caller, refusal, company, Universe, reader);

    /// <summary>True for the imports on which the caller may act, by the same rule.</summary>
    public static string Imports(this Scope scope, string alias) => scope.SeesWhole($"{alias}.company", $"{(int)Universe << 4}", $"{alias}.reader");

    /// <summary>True for the imports that the caller began, whose numbers they may read whatever became of their right.</summary>
    public static string BegunImports(this Scope scope, string alias) => scope.IsStaff ? "1 = 0" : $"{alias}.reader = @account";

    /// <summary>True for the evidence bundles that are the caller's own, while they read the company's affiliations.</summary>
    public static string Evidence(this Scope scope, string alias) => scope.IsStaff ? "1 = 0"
        : $"({alias}.asked_by = @account AND {scope.EmployeesAt($"{alias}.company", "''")})";

    /// <summary>True of a person who may see the employees of a company at an establishment at <c>@now</c>, each SQL: whom the host tells of them.</summary>
    public static string MayHear(string account, string company, string siret) =>
        $"""
        EXISTS (SELECT 1 FROM company_access ca JOIN account_list a ON a.account = ca.account WHERE ca.account = {account} AND ca.company = {company} AND a.active = 1
        AND (ca.from_at IS NULL OR ca.from_at <= @now) AND (ca.ends_at IS NULL OR ca.ends_at > @now) AND (ca.rights & {(int)Universe}) <> 0
        AND NOT EXISTS (SELECT 1 FROM space_unticked t WHERE t.space = ca.space AND t.siret = {siret}))
        """;

    /// <summary>
    /// The companies whose employees the caller may see, each once: <c>company</c>, and <c>open</c>, 1 where nobody there has to be judged by
    /// themselves. Staff name the company.
    /// </summary>
    /// <param name="company">True to keep to the parameter's.</param>
    public static string EmployeeCompanies(this Scope scope, bool company) => scope.IsStaff
        ? $"SELECT c.company, 1 AS open FROM company_list c WHERE {(company ? "c.company = @company" : "1 = 0")}"
        : Scope.CompaniesReading($"{(int)Universe}", company ? "AND ca.company = @company" : "");
}
