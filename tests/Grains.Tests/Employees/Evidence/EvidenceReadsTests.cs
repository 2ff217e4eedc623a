using Dapper;
using Grains.Access;
using Grains.Employees.Evidence;
using Grains.Interfaces;
using Grains.Interfaces.Employees.Evidence;
using Grains.Reads;
using Grains.Tests.Fixtures;
using Tests.Fixtures;

namespace Grains.Tests.Employees.Evidence;

/// <summary>A register has ten thousand waivers: no page and no step of a bundle reads them all.</summary>
public sealed class EvidenceReadsTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Pages_and_steps_read_by_an_index()
    {
        var scope = _host.Get<Rights>().ScopeOf(new Caller("c", CallerKind.Customer, GrainHost.Portal, "", ""));

        await AssertSearches(
            EvidenceQueries.NextOf(scope, "p/1", new EvidencePlace(" a b w3", "p/e", 3), 40), "w",
            "employee_waiver_named (company=? AND stage=? AND (words,employee,waiver)>(?,?,?))");
        await AssertSearches(EvidenceQueries.NewestOf(scope, "p/1"), "b", "evidence_bundle_own (company=? AND asked_by=? AND asked_at>?)");
        await AssertSearches(EvidenceQueries.NewestOf(scope, "p/1"), "w", "employee_waiver_changed (company=? AND stage=? AND changed_at>?)");
        await AssertSearches(EvidenceQueries.LinesOf(scope, "p/b", 200, 200), "l", "PRIMARY KEY (bundle=? AND line>?)");
        await AssertSearches(EvidenceQueries.EntriesOf(scope, "p/b", 200), "e", "PRIMARY KEY (bundle=? AND entry>?)");
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
        Assert.DoesNotContain(plan, d => d.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }
}
