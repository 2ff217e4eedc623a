using System.Text.Json;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Employees;
using Grains.Reads;

namespace Grains.Employees.Imports;

/// <summary>Whom lines mean among the employees of their company: as many as a chunk has in two questions, by claims that nobody can read.</summary>
public sealed class KnownPeople(IStateStore store, ISqlDialect dialect, ISealer sealer)
{
    internal async Task<KnownChunk> Of(Scope scope, IReadOnlyList<NewEmployee> people, CancellationToken cancel)
    {
        var (numbered, named) = await Holders(
            scope, [.. people.Where(p => p.Nir.Length > 0).Select(NirOf)],
            [.. people.SelectMany(p => new[] { EmployeeClaims.NameOf(p.Company, p.Person), EmployeeClaims.NameOf(p.Company, p.Person, 2) })], cancel);
        var keys = JsonSerializer.Serialize(numbered.Concat(named).Select(c => c.Value).Distinct());
        var second = new StatementBatch(scope);
        var asked = second.Add(Statement.Rows<string>(
            scope,
            $"SELECT e.employee FROM employee_list e WHERE {dialect.Among("e.employee", "@keys")} AND e.invited_at IS NOT NULL AND {scope.Employees("e")}",
            ("keys", keys)));
        var covered = second.Add(Statement.Rows<Cover>(
            scope,
            $"""
            SELECT v.employee, v.contract, v.to_on FROM employee_interval v WHERE {dialect.Among("v.employee", "@keys")} AND v.kind = {(int)CoverKind.Covered}
            """, ("keys", keys)));
        await second.Run(store, cancel);
        return new KnownChunk(numbered, named, asked.Value.ToHashSet(), covered.Value.ToLookup(c => c.Employee), NirOf);
    }

    /// <summary>Keys of the employees who hold these numbers and names, by what they hold.</summary>
    internal async Task<(IReadOnlyDictionary<string, string> Numbered, IReadOnlyDictionary<string, string> Named)> Holders(
        Scope scope, IReadOnlyList<string> nirs, IReadOnlyList<string> names, CancellationToken cancel)
    {
        var all = new StatementBatch(scope);
        var (numbered, named) = (all.Add(Claims(scope, EmployeeClaims.Nir, "nirs", nirs)), all.Add(Claims(scope, EmployeeClaims.Name, "names", names)));
        await all.Run(store, cancel);
        return (numbered.Value.ToDictionary(c => c.Value, c => KeyOf(c.Owner)), named.Value.ToDictionary(c => c.Value, c => KeyOf(c.Owner)));
    }

    internal string NirOf(string company, string nir) => EmployeeClaims.NirOf(company, EmployeeClaims.MacOf(sealer, nir));

    private string NirOf(NewEmployee person) => NirOf(person.Company, person.Nir);

    internal Statement<IReadOnlyList<Claim>> Claims(Scope scope, string kind, string name, IReadOnlyList<string> values) => Statement.Rows<Claim>(
        scope, $"SELECT c.value, c.owner FROM claim c WHERE c.kind = '{kind}' AND {dialect.Among("c.value", $"@{name}")}",
        (name, JsonSerializer.Serialize(values)));

    private static string KeyOf(string owner) => owner["employee/".Length..];

    internal sealed record Claim
    {
        public string Value { get; init; } = "";

        public string Owner { get; init; } = "";
    }

    internal sealed record Cover
    {
        public string Employee { get; init; } = "";

        public string Contract { get; init; } = "";

        public string ToOn { get; init; } = "";
    }
}
