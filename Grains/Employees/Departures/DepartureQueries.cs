using System.Text.Json;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Employees;
using Grains.Reads;

namespace Grains.Employees.Departures;

/// <summary>Those whose departure is declared together, as rules and pages need them.</summary>
public sealed class DepartureQueries(IStateStore store, ISqlDialect dialect)
{
    /// <summary>Those of these, <see cref="DepartureService.MostChosen"/> at most, that the caller may see, by name.</summary>
    public Task<IReadOnlyList<Leaver>> Chosen(Scope scope, IReadOnlyList<string> ids, CancellationToken cancel = default) =>
        Of(scope, [.. ids.Take(DepartureService.MostChosen).Select(id => $"{scope.Portal}/{id}")], cancel);

    /// <summary>Those of these, as many as a chunk names, that the caller may see, by name.</summary>
    internal async Task<IReadOnlyList<Leaver>> Of(Scope scope, IReadOnlyList<string> keys, CancellationToken cancel)
    {
        var batch = new StatementBatch(scope);
        var people = batch.Add(People(scope, keys));
        var covers = batch.Add(Covers(scope, keys));
        await batch.Run(store, cancel);
        var held = covers.Value.ToLookup(c => c.Employee, c => c.Cover);
        return [.. people.Value.Select(p => p with { Covers = [.. held[p.Employee]] })];
    }

    internal Statement<IReadOnlyList<Leaver>> People(Scope scope, IReadOnlyList<string> keys) => Statement.Rows<Leaver>(
        scope,
        $"""
        SELECT e.employee, e.last_name, e.first_name, e.birth_date, e.words, e.hired_on, e.email, coalesce(c.name, '') AS company_name, coalesce(s.name, '') AS establishment,
        {EmployeeSets.Current("e")} AS status, CASE WHEN {scope.ActsOnEmployeesAt("e.company", "e.siret")} THEN 1 ELSE 0 END AS acts,
        CASE WHEN EXISTS (SELECT 1 FROM employee_departure d WHERE d.employee = e.employee AND NOT EXISTS (SELECT 1 FROM employee_interval i
          WHERE i.employee = d.employee AND i.from_on > d.last_on AND i.kind NOT IN ({(int)CoverKind.Portability}, {(int)CoverKind.Suspended}))) THEN 1 ELSE 0 END AS declared
        FROM employee_list e LEFT JOIN company_list c ON c.company = e.company LEFT JOIN ref_establishment s ON s.siret = e.siret
        WHERE {dialect.Among("e.employee", "@chosen")} AND {scope.Employees("e")} ORDER BY e.folded, e.employee
        """, ("chosen", JsonSerializer.Serialize(keys)));

    internal Statement<IReadOnlyList<LeaverCover>> Covers(Scope scope, IReadOnlyList<string> keys) => Statement.Rows<LeaverCover>(
        scope,
        $"""
        SELECT i.employee, i.contract, i.from_on, i.kind, i.to_on, i.option_code FROM employee_interval i
        WHERE {dialect.Among("i.employee", "@chosen")} AND EXISTS (SELECT 1 FROM employee_list e WHERE e.employee = i.employee AND {scope.Employees("e")})
        """, ("chosen", JsonSerializer.Serialize(keys)));
}
