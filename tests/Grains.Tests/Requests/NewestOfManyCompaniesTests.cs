using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Tests.Fixtures;
using Silo.Storage;

namespace Grains.Tests.Requests;

/// <summary>A list over many companies is read from the beginnings of an index for each: its pages are the ones that sorting everything would give.</summary>
public sealed class NewestOfManyCompaniesTests : IAsyncLifetime
{
    private const int Companies = 30;
    private const int Each = 7;
    private readonly GrainHost _host = new();
    private Caller _nora = null!;

    public async Task InitializeAsync()
    {
        (_nora, var company, var space) = await _host.Customer("nora");
        await _host.SentRequest(_nora, company, "1");
        var store = _host.Get<IHostStore>();
        var numbers = "RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ";
        await store.Execute(
            $"INSERT INTO space_company (space, company) WITH {numbers} {Companies}) SELECT '{space}', '{GrainHost.Portal}/' || (900000000 + i) FROM n", default, default);
        // Neighbours in time stand in different companies, and some share an instant; one company has the newest five.
        await store.Execute(
            $"""
            INSERT INTO request_list (request, number, portal, company, form, subject, team, author, author_name, status, turn_since, created_at, sent_at, last_at,
              excerpt, last_tick, last_seq, customer_news, staff_news, step, version, news_at)
            WITH {numbers} {Companies * Each})
            SELECT 'x' || n.i, 'F-' || n.i, r.portal, '{GrainHost.Portal}/' || (900000001 + CASE WHEN n.i <= 5 THEN 0 ELSE n.i * 13 % {Companies} END), r.form, r.subject, r.team,
              r.author, r.author_name, CASE n.i % 3 WHEN 0 THEN 3 WHEN 1 THEN 4 ELSE 2 END, r.turn_since, r.created_at, r.sent_at, r.last_at - n.i / 2, r.excerpt, r.last_tick,
              r.last_seq, r.last_tick + 1, r.staff_news, r.step, 1, r.last_at - n.i / 2
            FROM n CROSS JOIN request_list r WHERE r.number = '2026-1'
            """, default, default);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(ListView.All)]
    [InlineData(ListView.Unread)]
    [InlineData(ListView.Yours)]
    [InlineData(ListView.Closed)]
    public async Task Pages_follow_each_other_as_if_everything_had_been_sorted(ListView view)
    {
        var queries = _host.Get<RequestQueries>();
        var scope = _host.Get<Rights>().ScopeOf(_nora);
        List<RequestSummary> rows = [];
        string? after = null;
        do
        {
            var page = await queries.List(scope, new RequestFilter(view, After: after, Take: 4));
            rows.AddRange(page.Rows);
            after = page.Next;
        }
        while (after is not null);

        var every = (await queries.List(scope, new RequestFilter(ListView.All, Take: 100))).Rows;
        Assert.Equal(100, every.Count);
        Assert.Equal(rows.Count, rows.Select(r => r.Request).Distinct().Count());
        Assert.Equal(rows.OrderByDescending(r => r.LastAt).ThenByDescending(r => r.Request, StringComparer.Ordinal).Select(r => r.Request), rows.Select(r => r.Request));
        Assert.Equal(await _host.Count($"SELECT count(*) FROM request_list WHERE {Wanted(view)}"), rows.Count);
    }

    private static string Wanted(ListView view) => view switch
    {
        ListView.Unread => "status > 0 AND customer_news > 0 AND number LIKE 'F-%'",
        ListView.Yours => "status = 3",
        ListView.Closed => "status = 4",
        _ => "status > 0",
    };
}
