using Dapper;
using Grains.Access;
using Grains.Commits;
using Grains.Employees;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Tests.Fixtures;
using Silo.Storage;
using Tests.Fixtures;

namespace Grains.Tests.Employees;

/// <summary>
/// Who sees hundreds of companies is shown employees by a walk over those of everybody: the same rows in the same order as when each company is asked, whoever
/// else's stand between them.
/// </summary>
public sealed class EmployeeWalkTests : IAsyncLifetime
{
    private const int Companies = EmployeeWalk.Many + 20;
    private const int FirstSiren = 100_000_000;
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private string _space = "";

    private EmployeeQueries Queries => _host.Get<EmployeeQueries>();

    private Scope Scope => _host.Get<Rights>().ScopeOf(_nora);

    public async Task InitializeAsync() => (_nora, _, _space) = await _host.Customer("nora");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(null, null)]
    [InlineData(EmployeeStatus.Pending, null)]
    [InlineData(EmployeeStatus.Portability, null)]
    [InlineData(null, "mar")]
    [InlineData(EmployeeStatus.Waived, "mar")]
    [InlineData(EmployeeStatus.Pending, "nom1")]
    [InlineData(null, "zoe martin")]
    [InlineData(EmployeeStatus.Removed, "marine nom1")]
    public async Task Rows_order_and_counts_are_those_of_asking_each_company(EmployeeStatus? status, string? search)
    {
        await Fill(Companies, others: 300);
        var filter = new EmployeeFilter(null, status, Search: search, Take: 40);
        foreach (var asked in new[] { filter, filter with { Descending = true } })
        {
            var (walked, probed) = (await Rows(asked, walk: true), await Rows(asked, walk: false));
            Assert.Equal(probed.Rows, walked.Rows);
            Assert.Equal(walked.Rows, await Pages(asked));
            Assert.True(walked.Enough);
            Assert.NotEmpty(walked.Rows);
        }
        Assert.Equal(await Counts(filter, walk: false), await Counts(filter, walk: true));
        // Nobody has to be judged by themselves any more.
        await Run($"DELETE FROM space_unticked WHERE space = '{_space}'");
        Assert.Equal(await Counts(filter, walk: false), await Counts(filter, walk: true));
    }

    [Fact]
    public async Task Few_employees_among_very_many_of_others_are_found_all_the_same()
    {
        // Others' names come first: the walk looks at its bound of them and sees none of the caller's.
        await Fill(Companies, others: EmployeeWalk.Bound + 200);
        var filter = new EmployeeFilter(Take: 40);

        var walked = await Rows(filter, walk: true);

        Assert.False(walked.Enough);
        Assert.Equal((await Rows(filter, walk: false)).Rows, walked.Rows);
        Assert.Equal(40, walked.Rows.Count);
    }

    [Fact]
    public async Task Who_has_several_words_is_found_by_the_row_of_one_of_them()
    {
        await Fill(Companies, others: 10);
        await Run($"UPDATE employee_list SET words = ' nom7 martinet' WHERE employee = '{GrainHost.Portal}/own7'");
        await Run($"UPDATE employee_list SET words = ' martinet zoe' WHERE employee = '{GrainHost.Portal}/own14'");

        foreach (var walk in new[] { true, false })
        {
            var found = await Rows(new EmployeeFilter(Search: "nom7 martinet", Take: 40), walk);
            Assert.Equal(($"{GrainHost.Portal}/own7", walk), (Assert.Single(found.Rows), found.Enough));
            Assert.Equal(1, (await Counts(new EmployeeFilter(Search: "nom7 martinet"), walk)).Sum(c => c.Item2));
        }
    }

    [Fact]
    public async Task Who_sees_few_companies_walks_over_nobody()
    {
        await Fill(40, others: 10);

        var walked = await Rows(new EmployeeFilter(Take: 40), walk: true);

        Assert.False(walked.Enough);
        Assert.Equal((await Rows(new EmployeeFilter(Take: 40), walk: false)).Rows, walked.Rows);
    }

    // The keys that the list is made of, and whether the walk was enough for them.
    private async Task<(IReadOnlyList<string> Rows, bool Enough)> Rows(EmployeeFilter filter, bool walk)
    {
        var sets = new EmployeeSets(_host.Get<ISqlDialect>(), Scope, filter, walk);
        await using var reading = await _host.Store.OpenRead();
        var parameters = Scope.Parameters([.. sets.Parameters()]);
        var found = (await reading.QueryAsync<(string Employee, string Word)>(
            $"SELECT e.employee, x.word FROM ({sets.Keys(filter.Take)}) x JOIN employee_list e ON e.employee = x.employee {sets.Sorted("x", "e")}", parameters)).ToList();
        var enough = walk && await reading.ExecuteScalarAsync<long>($"{sets.WalkedAlone(filter.Take)} SELECT e.enough FROM enough e", parameters) == 1;
        return ([.. found.Select(r => r.Employee)], enough);
    }

    private async Task<IReadOnlyList<(long, long)>> Counts(EmployeeFilter filter, bool walk)
    {
        var sets = new EmployeeSets(_host.Get<ISqlDialect>(), Scope, filter, walk);
        await using var reading = await _host.Store.OpenRead();
        var rows = await reading.QueryAsync<(long Status, long Count, long Found)>(sets.Counts(), Scope.Parameters([.. sets.Parameters()]));
        return [.. rows.Where(r => r.Count > 0).Select(r => (r.Status, r.Count)).Order()];
    }

    // As the page reads them, ten at a time.
    private async Task<IReadOnlyList<string>> Pages(EmployeeFilter filter)
    {
        var rows = new List<string>();
        for (var next = filter with { Take = 10 }; rows.Count < filter.Take;)
        {
            var page = await Queries.Page(Scope, next);
            rows.AddRange(page.Rows.Select(r => r.Employee));
            if (page.Next is null)
                break;
            next = next with { After = page.Next };
        }
        return rows;
    }

    // Every eighth company hides an establishment; each third status changes at an instant that is past, each fifth at one to come. Names of others come before and between.
    private async Task Fill(int companies, int others)
    {
        var now = _host.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var portal = GrainHost.Portal;
        var each = $"WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {companies}) SELECT '{_space}',";
        await Run($"INSERT INTO space_company (space, company, busy) {each} '{portal}/' || ({FirstSiren} + n.i), 1 FROM n");
        await Run($"INSERT INTO space_unticked (space, siret) {each} ({FirstSiren} + n.i) || '00025' FROM n WHERE n.i % 8 = 0");
        await Insert("own", $"'{portal}/' || ({FirstSiren} + n.i % {companies})", companies + 100, "CASE n.i % 7 WHEN 0 THEN 'martin' WHEN 1 THEN 'marchand' ELSE 'nom' || n.i END");
        for (var from = 0; from < others; from += 1000)
            await Insert($"other{from}", $"'{portal}/z' || (n.i % 50)", Math.Min(1000, others - from), "CASE n.i % 3 WHEN 0 THEN 'marbre' WHEN 1 THEN 'aaa' ELSE 'bbb' || n.i END");

        Task Insert(string key, string company, int count, string name) => Run(
            $"""
            INSERT INTO employee_list (employee, portal, company, siret, last_name, first_name, civility, birth_date, hired_on, number, email, folded, words, contracts,
              status1, from2, status2, reminders, step, mail, nir_hint, iban_hint, waiver, mandate, version)
            WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {count})
            SELECT '{portal}/{key}' || n.i, '{portal}', {company}, substr({company}, {portal.Length + 2}) || CASE WHEN n.i % 4 = 0 THEN '00025' ELSE '00017' END, {name}, 'Zoé', '', '1990-01-01', '2020-01-01', '', '',
              {name} || ' zoe', ' ' || {name} || ' zoe marine', 'SA1', 1 + n.i % 6, CASE WHEN n.i % 3 = 0 THEN {now - 1000} WHEN n.i % 5 = 0 THEN {now + 1000} END,
              CASE WHEN n.i % 3 = 0 OR n.i % 5 = 0 THEN 1 + (n.i + 1) % 6 END, 0, 0, '', '', '', '', '', 1 FROM n
            """);
    }

    private Task Run(string sql) => _host.Get<IHostStore>().Execute(sql, CommitLane.Bulk, default).AsTask();
}
