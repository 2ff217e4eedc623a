using Dapper;
using Grains.Access;
using Grains.Employees.Imports;
using Grains.Interfaces;
using Grains.Interfaces.Employees.Imports;
using Grains.Reads;
using Grains.Tests.Fixtures;
using Tests.Fixtures;

namespace Grains.Tests.Employees.Imports;

/// <summary>An import has a hundred thousand lines: no page and no job of it reads them all.</summary>
public sealed class ImportReadsTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Pages_and_jobs_read_lines_people_and_claims_by_an_index()
    {
        var scope = _host.Get<Rights>().ScopeOf(new Caller("c", CallerKind.Customer, GrainHost.Portal, "", ""));
        var imports = _host.Get<ImportQueries>();

        await AssertSearches(ImportQueries.ListOf(scope, "p/1"), "i", "import_of_company (company=?)");
        await AssertSearches(ImportQueries.Lines(scope, "p/i", null, 200, 200), "l", "PRIMARY KEY (import=? AND line>?)");
        await AssertSearches(ImportQueries.Lines(scope, "p/i", ImportVerdict.Ready, 200, 200), "l", "import_line_verdict (import=? AND (verdict,line)>(?,?)");
        await AssertSearches(imports.FirstOf(scope, "p/i", ["a", "b"]), "l", "import_line_person (import=? AND person=?)");
        await AssertSearches(_host.Get<KnownPeople>().Claims(scope, "employee-nir", "nirs", ["a", "b"]), "c", "PRIMARY KEY (kind=? AND value=?)");
    }

    private async Task AssertSearches<T>(Statement<T> statement, string alias, string by)
    {
        // Plans of PostgreSQL follow its statistics.
        if (TestStore.IsPostgres)
            return;
        await using var reading = await _host.Store.OpenRead();
        var parameters = statement.Scope.Parameters([.. statement.Parameters.Where(p => p.Value is not null)]);
        var plan = (await reading.QueryAsync<(long Id, long Parent, long Unused, string Detail)>($"EXPLAIN QUERY PLAN {statement.Sql}", parameters))
            .Select(p => p.Detail).ToList();

        Assert.Contains(plan, d => d.StartsWith($"SEARCH {alias} USING", StringComparison.Ordinal) && d.Contains(by, StringComparison.Ordinal));
        Assert.DoesNotContain(plan, d => d == $"SCAN {alias}");
    }
}
