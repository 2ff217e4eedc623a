using Dapper;
using Grains.Access;
using Grains.Commits;
using Grains.Employees.Waivers;
using Grains.Interfaces;
using Grains.Interfaces.Employees.Waivers;
using Grains.Interfaces.Spaces;
using Grains.Reads;
using Grains.Tests.Fixtures;
using Silo.Storage;
using Tests.Fixtures;

namespace Grains.Tests.Employees.Waivers;

/// <summary>The register of a company's waivers: its lists, its search, its pages, and that it reads no more than it shows.</summary>
public sealed class WaiverRegisterTests : IAsyncLifetime
{
    private WaiverStaff _staff = null!;

    private WaiverQueries Queries => _staff.Host.Get<WaiverQueries>();

    private Scope Scope => _staff.Host.Get<Rights>().ScopeOf(_staff.Nora);

    public async Task InitializeAsync() => _staff = await WaiverStaff.Open();

    public async Task DisposeAsync() => await _staff.DisposeAsync();

    [Fact]
    public async Task Each_waiver_stands_in_the_list_of_what_became_of_it()
    {
        Assert.Equal("0, 0, 0, 0, 0, 0", await Counts());
        await _staff.Asking("W3");
        var (late, _, _) = await _staff.Asking("W3", hiredDaysAgo: 60);
        Assert.True((await _staff.Forward(late)).Ok);
        var (soon, _, _) = await _staff.Asking("W2", until: _staff.Today.AddDays(40));
        var (far, _, _) = await _staff.Asking("W2", until: _staff.Today.AddDays(61));
        var (short1, _, _) = await _staff.Asking("W2", until: _staff.Today.AddDays(1));
        var (refused, _, _) = await _staff.Asking("W6", until: _staff.Today.AddDays(90));
        foreach (var id in new[] { soon, far, short1 })
            Assert.True((await _staff.Accept(id)).Ok);
        Assert.True((await _staff.Refuse(refused)).Ok);

        Assert.Equal("1, 1, 3, 2, 0, 1", await Counts());
        Assert.Equal([short1, soon, far], await Ids(WaiverList.Current));
        Assert.Equal([short1, soon], await Ids(WaiverList.ToRenew));
        _staff.Pass(TimeSpan.FromDays(2));

        Assert.Equal("1, 1, 2, 2, 1, 1", await Counts());
        Assert.Equal([short1], await Ids(WaiverList.Ended));
        Assert.Equal([refused], await Ids(WaiverList.Refused));
    }

    [Fact]
    public async Task Names_and_cases_are_found_by_their_beginnings_and_pages_go_on_where_the_last_one_ended()
    {
        await Insert(45, WaiverStage.Accepted);

        var first = await Page(new WaiverFilter(_staff.Company, WaiverList.Current));
        var second = await Page(new WaiverFilter(_staff.Company, WaiverList.Current, After: first.Next));
        var third = await Page(new WaiverFilter(_staff.Company, WaiverList.Current, After: second.Next));

        Assert.Equal((20, 20, 5), (first.Rows.Count, second.Rows.Count, third.Rows.Count));
        Assert.Equal(45, first.Rows.Concat(second.Rows).Concat(third.Rows).Select(r => r.Employee).Distinct().Count());
        Assert.Null(third.Next);
        Assert.Equal("Nom1007", Assert.Single((await Page(new WaiverFilter(_staff.Company, WaiverList.Current, "NÔM1007 w3"))).Rows).LastName);
        Assert.Empty((await Page(new WaiverFilter(_staff.Company, WaiverList.Current, "om1007"))).Rows);
        Assert.Empty((await Page(new WaiverFilter(_staff.Company, WaiverList.Current, "W4"))).Rows);
        Assert.Equal(20, (await Page(new WaiverFilter(_staff.Company, WaiverList.Current, "W3"))).Rows.Count);
        Assert.Equal(20, (await Page(new WaiverFilter(_staff.Company, WaiverList.Current, After: "broken"))).Rows.Count);
        Assert.Empty((await Page(new WaiverFilter(_staff.Company, WaiverList.Ended))).Rows);
    }

    [Fact]
    public async Task A_search_looks_at_so_many_rows_and_goes_on_from_there()
    {
        await Insert(WaiverQueries.Looked + 50, WaiverStage.Accepted);
        var wanted = new WaiverFilter(_staff.Company, WaiverList.Current, $"nom{1000 + WaiverQueries.Looked + 20}");

        var first = await Page(wanted);
        Assert.Empty(first.Rows);
        var second = await Page(wanted with { After = first.Next });

        Assert.Single(second.Rows);
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task Nobody_reads_a_register_that_is_not_theirs_nor_what_an_unticked_establishment_has()
    {
        await _staff.Asking("W3");
        await _staff.Asking("W3", siret: WaiverStaff.Site2);
        var (stranger, _, _) = await _staff.Host.Customer("stranger");
        await _staff.Host.Register("c-hugues", CallerKind.Customer, GrainHost.Portal, "hugues");
        var hugues = new Caller("c-hugues", CallerKind.Customer, GrainHost.Portal, "Hugues", "");
        await _staff.Host.Grains.GetGrain<ISpaceGrain>($"{GrainHost.Portal}/s-hugues").Found(
            _staff.Host.Fresh(), "Hugues", new Member(hugues.Account, SpaceRole.Administrateur, true, []), _staff.Company, [WaiverStaff.Site2]);

        foreach (var (by, seen) in new[] { (_staff.Nora, 2), (hugues, 1), (stranger, 0) })
        {
            var scope = _staff.Host.Get<Rights>().ScopeOf(by);
            var (page, decide, _, counts) = await Queries.Register(scope, new WaiverFilter(_staff.Company, WaiverList.Current));
            Assert.Equal((seen, seen, 0), (decide.Rows.Count, counts.In(WaiverList.ToDecide), page.Rows.Count));
            Assert.Equal(seen, (await Queries.Page(scope, new WaiverFilter(null, WaiverList.ToDecide))).Rows.Count);
            Assert.Equal(seen, (await _staff.Host.Get<WaitQueries>().Of(scope).Alone(_staff.Host.Store, default)).Sum(w => w.Waivers));
            Assert.Empty(await Queries.Waiting(scope));
        }
    }

    [Fact]
    public async Task Every_list_is_the_beginning_of_an_index()
    {
        foreach (var list in Enum.GetValues<WaiverList>())
        {
            foreach (var filter in new[] { new WaiverFilter(_staff.Company, list), new WaiverFilter(null, list, After: "2026-11-24_5_x/y"), new WaiverFilter(_staff.Company, list, "martin w3") })
                await AssertReads(Queries.PageOf(Scope, filter));
        }
        await AssertReads(Queries.CountsOf(Scope, _staff.Company));
        await AssertReads(WaiverQueries.WaitingCountOf(_staff.Host.Get<Rights>().ScopeOf(await _staff.Host.Adviser("claire"))), "w", "employee_waiver_insurer");
    }

    private async Task AssertReads<T>(Statement<T> statement, string alias = "x", string index = "employee_waiver_register")
    {
        await statement.Alone(_staff.Host.Store, default);
        if (TestStore.IsPostgres)
            return;
        await using var reading = await _staff.Host.Store.OpenRead();
        var parameters = statement.Scope.Parameters([.. statement.Parameters.Where(p => p.Value is not null)]);
        foreach (var sql in statement.Sql.Split(";\n"))
        {
            var plan = (await reading.QueryAsync<(long Id, long Parent, long Unused, string Detail)>($"EXPLAIN QUERY PLAN {sql}", parameters)).Select(p => p.Detail).ToList();
            Assert.Contains(plan, d => d.StartsWith($"SEARCH {alias} ", StringComparison.Ordinal) && d.Contains(index, StringComparison.Ordinal)
                || d.StartsWith($"SCAN {alias} ", StringComparison.Ordinal) && d.Contains(index, StringComparison.Ordinal) && alias == "w");
            Assert.DoesNotContain(plan, d => d is "SCAN x" or "SCAN r" or "SCAN u" or "SCAN w");
        }
    }

    private async Task<string> Counts()
    {
        var (_, _, _, counts) = await Queries.Register(Scope, new WaiverFilter(_staff.Company, WaiverList.Current));
        return string.Join(", ", Enum.GetValues<WaiverList>().Select(counts.In));
    }

    private async Task<IEnumerable<string>> Ids(WaiverList list) => (await Page(new WaiverFilter(_staff.Company, list))).Rows.Select(r => r.Id);

    private Task<WaiverPage> Page(WaiverFilter filter) => Queries.Page(Scope, filter);

    // Rows without their grains, as many as a page needs; all end on one day.
    private async Task Insert(int count, WaiverStage stage) => await _staff.Host.Get<IHostStore>().Execute(
        """
        INSERT INTO employee_waiver (employee, waiver, portal, company, siret, contract, case_code, last_name, first_name, words, stage, register_on, from_on, until_on,
          since_on, in_window, reason, asked_at, file, file_name, by_insurer, word)
        WITH RECURSIVE n (i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $1 + 1000)
        SELECT $2 || '/e' || n.i, 3, $2, $3, '1', 'SA1', 'W3', 'Nom' || n.i, 'Marie', ' nom' || n.i || ' marie w3', $4, '2027-06-30', '2026-07-01', '2027-06-30', '', 1, 'Ailleurs',
          0, '', '', 0, '' FROM n
        """, CommitLane.Bulk, default, (long)count, GrainHost.Portal, _staff.Company, (long)stage);
}
