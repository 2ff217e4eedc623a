using Dapper;
using Grains.Access;
using Grains.Interfaces;
using Grains.Reads;
using Grains.Tests.Fixtures;
using Tests.Fixtures;

namespace Grains.Tests.Employees;

/// <summary>Who is to be reminded is found without reading who is not: SQLite, which plans without statistics, is asked how it would read.</summary>
public sealed class EmployeeRemindersTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Count_reads_by_the_index_of_those_who_are_to_be_reminded()
    {
        var scope = _host.Get<Rights>().ScopeOf(new Caller("c", CallerKind.Customer, GrainHost.Portal, "", ""));
        var statement = _host.Get<WaitQueries>().Of(scope);
        await using var reading = await _host.Store.OpenRead();

        Assert.Empty(await reading.QueryAsync(statement.Sql, scope.Parameters()));
        if (TestStore.IsPostgres)
            return;
        var plan = (await reading.QueryAsync<(long Id, long Parent, long Unused, string Detail)>($"EXPLAIN QUERY PLAN {statement.Sql}", scope.Parameters()))
            .Select(p => p.Detail).ToList();
        Assert.Contains(plan, d => d.StartsWith("SEARCH x USING", StringComparison.Ordinal) && d.Contains("employee_phase_due", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, d => d is "SCAN x" or "SCAN r" or "SCAN employee_list");
    }
}
