using Dapper;
using Grains.Access;
using Grains.Interfaces;
using Grains.Reads;
using Grains.Requests;
using Grains.Requests.Drafts;
using Grains.Text;
using Grains.Tests.Fixtures;
using Tests.Fixtures;

namespace Grains.Tests.Requests;

/// <summary>
/// A list's page is the beginning of an index, in its order: SQLite, which plans without statistics, is asked how it would read. How many rows there are
/// does not change its mind.
/// </summary>
public sealed class BoundedReadsTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(ListView.All, "request_company")]
    [InlineData(ListView.Unread, "request_company", "request_company_news")]
    [InlineData(ListView.Yours, "request_company_status", "request_author")]
    [InlineData(ListView.Closed, "request_company_status")]
    public async Task Page_of_a_customer_reads_by_an_index_of_its_company(ListView view, params string[] indexes)
    {
        var scope = ScopeOf(new Caller("c", CallerKind.Customer, GrainHost.Portal, "", ""));

        foreach (var after in new[] { null, "5_x" })
            await AssertReads(_host.Get<RequestQueries>().PageOf(scope, new RequestFilter(view, After: after)), indexes);
    }

    [Theory]
    [InlineData(QueueView.Mine, null, "request_handler")]
    [InlineData(QueueView.Unassigned, null, "request_unassigned", "request_handler")]
    [InlineData(QueueView.Waiting, null, "request_status")]
    [InlineData(QueueView.Closed, null, "request_status")]
    [InlineData(QueueView.Snoozed, null)]
    [InlineData(QueueView.Advice, null)]
    [InlineData(QueueView.Followed, null)]
    [InlineData(QueueView.Overdue, null, "request_promise_due")]
    [InlineData(QueueView.Overdue, "sante", "request_promise_team")]
    [InlineData(QueueView.All, null, "request_status")]
    [InlineData(QueueView.All, "sante", "request_queue")]
    public async Task Page_of_a_queue_reads_by_an_index_of_its_status(QueueView view, string? team, params string[] indexes)
    {
        var scope = ScopeOf(new Caller("a", CallerKind.Staff, Caller.StaffPortal, "", ""));

        foreach (var after in new[] { null, "5_x" })
            await AssertReads(_host.Get<RequestQueries>().PageOf(scope, new QueueFilter(view, team, After: after)), indexes);
    }

    [Theory]
    [InlineData(QueueView.Mine, null, "request_promise_handler")]
    [InlineData(QueueView.Unassigned, null, "request_promise_handler")]
    [InlineData(QueueView.All, null, "request_promise_due")]
    [InlineData(QueueView.All, "sante", "request_promise_team")]
    public async Task Page_of_a_queue_by_promise_reads_by_an_index_of_what_is_due(QueueView view, string? team, string index)
    {
        var scope = ScopeOf(new Caller("a", CallerKind.Staff, Caller.StaffPortal, "", ""));

        foreach (var after in new[] { null, "5_x" })
            await AssertReads(_host.Get<RequestQueries>().PageOf(scope, new QueueFilter(view, team, After: after) { ByPromise = true }), [index]);
    }

    [Fact]
    public async Task Search_by_author_employee_form_and_file_looks_into_each_request_by_its_key()
    {
        var only = new RequestNarrowing(WithFiles: true) { Form = "contact", Author = "nora", Employee = "maelys" };
        var list = RequestQueries.SetOf(new QueueFilter(QueueView.Everywhere) { Only = only });
        var asking = new RequestSearch.Asking(
            ScopeOf(new Caller("a", CallerKind.Staff, Caller.StaffPortal, "", "")), list,
            [.. new (string Word, long? Tick)[] { ("mot", null), ("nora", SearchRow.Author), ("maelys", SearchRow.Employee) }
                .Select(w => new RequestSearch.Wanted(Assert.Single(SearchText.Terms(w.Word)), w.Tick))], only);
        var search = new RequestSearch(_host.Store, _host.Get<ISearchFragments>(), _host.Get<ISqlDialect>());

        foreach (var statement in new[] { search.Walk(asking, RequestSearch.First), search.ByWord(asking, 1) })
        {
            var plan = await Plan(statement);
            Assert.DoesNotContain(plan, d => d is "SCAN x" or "SCAN r" or "SCAN t" or "SCAN a" or "SCAN u");
            if (plan.Count > 0)
                Assert.Equal(2, plan.Count(d => d.StartsWith("SEARCH t ", StringComparison.Ordinal) && d.Contains("(request=? AND tick=?)", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Counts_read_by_indexes()
    {
        var customer = ScopeOf(new Caller("c", CallerKind.Customer, GrainHost.Portal, "", ""));
        var staff = ScopeOf(new Caller("a", CallerKind.Staff, Caller.StaffPortal, "", ""));

        await AssertReads(_host.Get<RequestQueries>().CountsOf(customer),
            ["request_company", "request_company_news", "request_company_status", "request_author"]);
        await AssertReads(_host.Get<RequestQueries>().UnreadCountOf(customer), ["request_company_news"]);
        await AssertReads(RequestQueries.QueueCountsOf(staff, ["accueil"]), ["request_handler", "request_status", "request_unassigned", "request_queue", "request_promise_due"]);
    }

    [Fact]
    public async Task Active_draft_is_found_by_keys()
    {
        var plan = await Plan(DraftQueries.ActiveOf(ScopeOf(new Caller("c", CallerKind.Customer, GrainHost.Portal, "", "")), "multi-siren/1"));

        foreach (var table in plan.Count > 0 ? "pkr" : "")
        {
            Assert.Contains(plan, d => d.StartsWith($"SEARCH {table} USING", StringComparison.Ordinal));
            Assert.DoesNotContain(plan, d => d.StartsWith($"SCAN {table}", StringComparison.Ordinal));
        }
    }

    private async Task AssertReads<T>(Statement<T> statement, string[] indexes)
    {
        if (TestStore.IsPostgres)
            return;
        var plan = await Plan(statement);

        var read = plan.Where(d => d.StartsWith("SEARCH x ", StringComparison.Ordinal) && !d.Contains("PRIMARY KEY", StringComparison.Ordinal)).ToList();
        Assert.Equal(indexes.Order(), read.Select(d => d.Split(' ')[d.Contains("COVERING", StringComparison.Ordinal) ? 5 : 4]).Distinct().Order());
        Assert.DoesNotContain(plan, d => d is "SCAN x" or "SCAN r" or "SCAN u" or "SCAN request_list");
    }

    // Nothing of PostgreSQL, whose plans follow its statistics.
    private async Task<IReadOnlyList<string>> Plan<T>(Statement<T> statement)
    {
        if (TestStore.IsPostgres)
            return [];
        await using var reading = await _host.Store.OpenRead();
        var parameters = statement.Scope.Parameters([.. statement.Parameters.Where(p => p.Value is not null)]);
        return [.. (await reading.QueryAsync<(long Id, long Parent, long Unused, string Detail)>($"EXPLAIN QUERY PLAN {statement.Sql}", parameters)).Select(p => p.Detail)];
    }

    private Scope ScopeOf(Caller caller) => _host.Get<Rights>().ScopeOf(caller);
}
