using Dapper;
using Grains.Access;
using Grains.Commits;
using Grains.Employees;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Spaces;
using Grains.Tests.Fixtures;
using Grains.Text;
using Tests.Fixtures;

namespace Grains.Tests.Employees;

public sealed class EmployeeListTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private string _company = "";
    private string _space = "";

    private EmployeeQueries Queries => _host.Get<EmployeeQueries>();

    private Scope Scope => _host.Get<Rights>().ScopeOf(_nora);

    public async Task InitializeAsync() => (_nora, _company, _space) = await _host.Customer("nora");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(null, null)]
    [InlineData(null, EmployeeStatus.Covered)]
    [InlineData("mar", null)]
    [InlineData("mar nom1", EmployeeStatus.Covered)]
    public async Task Employees_of_many_companies_are_paged_in_one_order_each_once(string? search, EmployeeStatus? status)
    {
        string[] companies = [_company, await _host.AddCompany(_space, "bravo"), await _host.AddCompany(_space, "charlie"), await _host.AddCompany(_space, "delta")];
        // Neighbours in the list are of different companies, and one company holds the first and the last.
        foreach (var (company, from, until) in new[] { (0, 0, 2), (1, 2, 5), (2, 5, 6), (0, 6, 9), (2, 9, 11), (1, 11, 12), (0, 12, 13) })
            await _host.InsertEmployees(companies[company], from, until);
        var filter = new EmployeeFilter(null, status, Search: search, Take: 2);
        var names = Enumerable.Range(0, 13).Select(i => $"Nom{100_000 + i}").ToList();

        Assert.Equal(names, await All(filter));
        Assert.Equal(Enumerable.Reverse(names), await All(filter with { Descending = true }));
        Assert.Equal(13, (await Queries.Counts(Scope, filter)).All);
        Assert.Equal(new EmployeeCount(3, IsMore: false), (await Queries.Counts(Scope, filter with { Company = companies[2] })).In(EmployeeStatus.Covered));
    }

    [Fact]
    public async Task Only_companies_that_hide_an_establishment_are_judged_row_by_row_and_each_tells_of_its_own()
    {
        string[] companies = [_company, await _host.AddCompany(_space, "552081317"), await _host.AddCompany(_space, "552081318"), await _host.AddCompany(_space, "552081316")];
        foreach (var hidden in new[] { "55208131766522", "55208131600011", "55208131600029" })
            await _host.Write(_space, new Upsert(new SpaceUntickedRow(_space, hidden)));

        Assert.Equal(
            [(companies[3], 0, 2), (companies[1], 0, 1), (companies[2], 1, 0), (companies[0], 1, 0)],
            (await Queries.Sights(Scope, null, default)).Select(s => (s.Company, s.Open, s.Hidden)));
    }

    [Fact]
    public async Task Row_filter_counts_and_export_are_right_over_two_known_changes_though_nobody_told_of_them()
    {
        var today = Paris.Day(_host.Clock.GetUtcNow());
        await _host.Grains.GetGrain<IEmployeeGrain>($"{GrainHost.Portal}/leaver").Describe(_host.Fresh(), new EmployeeFacts(
            _company, new Person("Partante", "Zoé", new DateOnly(1990, 1, 2)), "", new Employment("1", new DateOnly(2020, 1, 1)),
            [
                new CoverInterval("SA1", CoverKind.Covered, new DateOnly(2020, 1, 1), today.AddDays(9)),
                new CoverInterval("SA1", CoverKind.Portability, today.AddDays(10), today.AddDays(19)),
            ]));
        var commits = await _host.Count("SELECT sum(version) FROM grain");

        await Reads(EmployeeStatus.Covered, EmployeeStatus.Portability);
        _host.Clock.SetUtcNow(AffiliationClock.Midnight(today.AddDays(10)).AddSeconds(-1));
        await Reads(EmployeeStatus.Covered, EmployeeStatus.Portability);
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        await Reads(EmployeeStatus.Portability, EmployeeStatus.Covered);
        _host.Clock.SetUtcNow(AffiliationClock.Midnight(today.AddDays(20)));
        await Reads(EmployeeStatus.Removed, EmployeeStatus.Portability);
        Assert.Equal(commits, await _host.Count("SELECT sum(version) FROM grain"));

        async Task Reads(EmployeeStatus status, EmployeeStatus not)
        {
            // A session ends by itself while the clock is moved over days.
            _nora = _nora with { Session = "" };
            foreach (var filter in new[] { new EmployeeFilter(_company), new EmployeeFilter(_company, Contract: "SA1"), new EmployeeFilter(_company, Search: "parta") })
            {
                Assert.Equal(status, (await Queries.Page(Scope, filter)).Rows.Single().Status);
                Assert.Equal("Partante", (await Queries.Page(Scope, filter with { Status = status })).Rows.Single().LastName);
                Assert.Empty((await Queries.Page(Scope, filter with { Status = not })).Rows);
                var counts = await Queries.Counts(Scope, filter);
                Assert.Equal((1, 0, 1), (counts.In(status).Count, counts.In(not).Count, counts.In(null).Count));
                var given = new List<EmployeeStatus>();
                await foreach (var block in (await _host.Get<EmployeeExport>().Open(_nora, filter with { Status = status }))!)
                    given.AddRange(block.Select(r => r.Status));
                Assert.Equal([status], given);
            }
        }
    }

    [Fact]
    public async Task More_than_ten_thousand_are_said_to_be_more()
    {
        await _host.InsertEmployees(_company, 0, EmployeeCounts.Most + 50);
        await _host.InsertEmployees(_company, 20_000, 20_003, EmployeeStatus.Removed);

        var counts = await Queries.Counts(Scope, new EmployeeFilter(_company));
        var found = await Queries.Counts(Scope, new EmployeeFilter(_company, Search: "ma"));

        Assert.Equal(new EmployeeCount(EmployeeCounts.Most, IsMore: true), counts.In(EmployeeStatus.Covered));
        Assert.Equal(new EmployeeCount(3, IsMore: false), counts.In(EmployeeStatus.Removed));
        Assert.True(counts.In(null).IsMore);
        Assert.True(found.In(null).IsMore);
        Assert.Equal(new EmployeeCount(3, IsMore: false), (await Queries.Counts(Scope, new EmployeeFilter(_company, Search: "nom12"))).In(null));
    }

    [Fact]
    public async Task Lists_counts_and_searches_read_no_table_from_end_to_end()
    {
        if (TestStore.IsPostgres)
            return;
        await using var reading = await _host.Store.OpenRead();
        foreach (var filter in new EmployeeFilter[]
        {
            new(), new(_company), new(_company, EmployeeStatus.ToRemind), new(Contract: "SA1"), new(_company, Siret: "1"), new(Search: "ma"), new(_company, Search: "ma nom"),
            new(_company, EmployeeStatus.Covered, "1", "SA1", "ma", After: "marie_nom_1"),
        })
        {
            var sets = new EmployeeSets(_host.Get<ISqlDialect>(), Scope, filter);
            foreach (var sql in new[] { sets.Keys(21), sets.Counts() })
            {
                var plan = await reading.QueryAsync<(long Id, long Parent, long Unused, string Detail)>($"EXPLAIN QUERY PLAN {sql}", Scope.Parameters([.. sets.Parameters()]));
                Assert.DoesNotContain(plan, p => new[] { "SCAN x", "SCAN k", "SCAN h", "SCAN o1", "SCAN b" }.Any(scan => $"{p.Detail} ".StartsWith($"{scan} ", StringComparison.Ordinal)));
            }
        }
    }

    private async Task<IReadOnlyList<string>> All(EmployeeFilter filter)
    {
        var names = new List<string>();
        do
        {
            var page = await Queries.Page(Scope, filter);
            Assert.True(page.Rows.Count <= filter.Take);
            names.AddRange(page.Rows.Select(r => r.LastName));
            filter = filter with { After = page.Next };
        }
        while (filter.After is not null && names.Count < 100);
        return names;
    }
}
