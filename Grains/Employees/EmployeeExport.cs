using System.Runtime.CompilerServices;
using Grains.Access;
using Grains.Interfaces;

namespace Grains.Employees;

/// <summary>
/// All employees of a list, however long, a company after the other and in the list's order within. Each block is one statement by key; no connection is
/// held between two, however slowly the reader takes them. The right is asked again after each: what is lost ends the reading by
/// <see cref="AccessLostException"/>.
/// </summary>
public sealed class EmployeeExport(EmployeeQueries employees, Rights rights)
{
    public const int Block = 1000;

    /// <summary>Null when the caller sees none of the companies.</summary>
    public async Task<IAsyncEnumerable<IReadOnlyList<EmployeeSummary>>?> Open(Caller caller, EmployeeFilter filter, CancellationToken cancel = default)
    {
        var seen = await employees.Sights(rights.ScopeOf(caller), filter.Company, cancel);
        return seen.Count == 0 ? null : Read(caller, filter with { Take = Block }, seen, cancel);
    }

    private async IAsyncEnumerable<IReadOnlyList<EmployeeSummary>> Read(
        Caller caller, EmployeeFilter filter, IReadOnlyList<EmployeeSight> seen, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var company in seen)
        {
            string? after = null;
            do
            {
                var page = await employees.Page(rights.ScopeOf(caller), filter with { Company = company.Company, After = after }, cancel);
                // After the statement: what was lost before it is known now.
                await Check(caller, [company], company.Company, cancel);
                if (page.Rows.Count > 0)
                    yield return page.Rows;
                after = page.Next;
            }
            while (after is not null);
        }
        // What was given of the first may have been lost since.
        await Check(caller, seen, filter.Company, cancel);
    }

    private async Task Check(Caller caller, IReadOnlyList<EmployeeSight> seen, string? company, CancellationToken cancel)
    {
        var now = (await employees.Sights(rights.ScopeOf(caller), company, cancel)).ToDictionary(s => s.Company);
        if (seen.Any(s => !now.TryGetValue(s.Company, out var still) || still.IsLessThan(s)) || !await rights.MayCall(caller))
            throw new AccessLostException();
    }
}
