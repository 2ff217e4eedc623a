using Dapper;
using Grains.Access;
using Grains.Commits;
using Grains.Employees;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Companies;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Spaces;
using Grains.Tests.Fixtures;
using Grains.Text;
using Silo.Storage;
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
        string[] companies = [_company, await Add("bravo"), await Add("charlie"), await Add("delta")];
        // Neighbours in the list are of different companies, and one company holds the first and the last.
        foreach (var (company, from, until) in new[] { (0, 0, 2), (1, 2, 5), (2, 5, 6), (0, 6, 9), (2, 9, 11), (1, 11, 12), (0, 12, 13) })
            await Insert(companies[company], from, until);
        var filter = new EmployeeFilter(null, status, Search: search, Take: 2);
        var names = Enumerable.Range(0, 13).Select(i => $"Nom{100_000 + i}").ToList();

        Assert.Equal(names, await All(filter));
        Assert.Equal(Enumerable.Reverse(names), await All(filter with { Descending = true }));
        Assert.Equal(13, (await Queries.Counts(Scope, filter)).All);
        Assert.Equal(new EmployeeCount(3, IsMore: false), (await Queries.Counts(Scope, filter with { Company = companies[2] })).In(EmployeeStatus.Covered));
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
        await Insert(_company, 0, EmployeeCounts.Most + 50);
        await Insert(_company, 20_000, 20_003, EmployeeStatus.Removed);

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

    [Fact]
    public async Task An_export_gives_everybody_in_blocks_and_is_cut_when_the_right_is_lost()
    {
        var second = await Add("zulu");
        await Insert(_company, 0, (2 * EmployeeExport.Block) + 300);
        await Insert(second, 5000, 5003);
        var export = _host.Get<EmployeeExport>();

        var blocks = new List<int>();
        await foreach (var block in (await export.Open(_nora, new EmployeeFilter()))!)
            blocks.Add(block.Count);
        Assert.Equal([EmployeeExport.Block, EmployeeExport.Block, 300, 3], blocks);

        var given = 0;
        await Assert.ThrowsAsync<AccessLostException>(async () =>
        {
            await foreach (var block in (await export.Open(_nora, new EmployeeFilter(_company)))!)
            {
                if (given++ == 0)
                    await _host.Give(_space, _nora, UniverseRights.ReadHealth);
            }
        });
        Assert.Equal(1, given);
        Assert.Null(await export.Open(_nora, new EmployeeFilter(_company)));
    }

    [Fact]
    public async Task A_session_that_ends_between_two_blocks_cuts_the_export_before_the_next()
    {
        await Insert(_company, 0, (2 * EmployeeExport.Block) + 300);
        var given = 0;

        await Assert.ThrowsAsync<AccessLostException>(async () =>
        {
            await foreach (var block in (await _host.Get<EmployeeExport>().Open(_nora, new EmployeeFilter(_company)))!)
            {
                if (given++ == 0)
                    await _host.Grains.GetGrain<IAccountRecoveryGrain>(_nora.Account).EndSessions(_host.Fresh(), [_nora.Session]);
            }
        });

        Assert.Equal(1, given);
    }

    [Fact]
    public async Task An_establishment_that_is_unticked_in_the_middle_of_an_export_is_in_no_block_after()
    {
        await _host.Register("c-hugues", CallerKind.Customer, GrainHost.Portal, "hugues");
        var hugues = await _host.WithSession(new Caller("c-hugues", CallerKind.Customer, GrainHost.Portal, "Hugues", ""));
        var space = _host.Grains.GetGrain<ISpaceGrain>($"{GrainHost.Portal}/s-hugues");
        await space.Found(_host.Fresh(), "Hugues", new Member(hugues.Account, SpaceRole.Administrateur, true, []), _company, []);
        await Insert(_company, 0, (2 * EmployeeExport.Block) + 300);
        // The one that will be unticked stands in every block.
        await Execute("UPDATE employee_list SET siret = '2' WHERE last_name LIKE '%7'");
        var rows = new List<string>();
        var blocks = 0;

        await Assert.ThrowsAsync<AccessLostException>(async () =>
        {
            await foreach (var block in (await _host.Get<EmployeeExport>().Open(hugues, new EmployeeFilter(_company)))!)
            {
                if (blocks++ == 0)
                    await Execute($"INSERT INTO space_unticked (space, siret) VALUES ('{GrainHost.Portal}/s-hugues', '2')");
                else
                    rows.AddRange(block.Select(r => r.LastName));
            }
        });

        Assert.Equal(1, blocks);
        Assert.DoesNotContain(rows, name => name.EndsWith('7'));

        ValueTask<int> Execute(string sql) => _host.Get<IHostStore>().Execute(sql, CommitLane.Bulk, default);
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

    private async Task<string> Add(string name)
    {
        var company = $"{GrainHost.Portal}/{name}-siren";
        await _host.Grains.GetGrain<ICompanyGrain>(company).Describe(_host.Fresh(), new CompanyFacts($"{name}-siren", $"Maison {name}", "Bellerive", 1));
        Assert.True((await _host.Grains.GetGrain<ISpaceGrain>(_space).AddCompany(_host.Fresh(), company, isHome: false)).Ok);
        return company;
    }

    // Two words of each begin alike.
    private async Task Insert(string company, int from, int until, EmployeeStatus status = EmployeeStatus.Covered)
    {
        var store = _host.Get<IHostStore>();
        await store.Execute(
            """
            INSERT INTO employee_list (employee, portal, company, siret, last_name, first_name, civility, birth_date, hired_on, number, email, folded, words, contracts,
              status1, reminders, step, mail, nir_hint, iban_hint, waiver, mandate, version)
            WITH RECURSIVE n (i) AS (SELECT $1 + 100000 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $2 + 100000)
            SELECT $3 || '/e' || n.i, $3, $4, '1', 'Nom' || n.i, 'Marie', '', '1990-01-01', '2020-01-01', '', '', 'nom' || n.i || ' marie', ' nom' || n.i || ' marie marine',
              'SA1', $5, 0, 0, '', '', '', '', '', 1 FROM n
            """, CommitLane.Bulk, default, (long)from, (long)until, GrainHost.Portal, company, (long)status);
    }
}
