using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;
using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Requests;
using Grains.Tests.Fixtures;
using Tests.Fixtures;

namespace Grains.Tests.Requests;

/// <summary>« Notifications »: what an adviser does in a request is told to whom reads it, as long as they do, and is read by reading the request.</summary>
public sealed class NoticeTests : IAsyncLifetime
{
    private const string Company = $"{GrainHost.Portal}/812345676";
    private const string Space = $"{GrainHost.Portal}/s-nora";
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _hugues = null!;
    private Caller _claire = null!;

    public async Task InitializeAsync()
    {
        (_nora, _, _) = await _host.Customer("nora", Company);
        await _host.Register("c-hugues", CallerKind.Customer, GrainHost.Portal, "hugues");
        _hugues = await _host.WithSession(new Caller("c-hugues", CallerKind.Customer, GrainHost.Portal, "hugues", ""));
        _claire = await _host.Adviser("claire");
        await _host.SentRequest(_nora, Company, "1");
        await _host.Request("1").TakeCharge(_claire, _host.Fresh());
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Newest_come_first_with_what_was_done_and_own_acts_are_not_there()
    {
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        await _host.Request("1").AskFor(_claire, _host.Fresh(), ["RIB", "Kbis"], "Merci");
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        await _host.Request("1").Post(_nora, _host.Fresh(), new NewMessage("Voici", []));
        await _host.SentRequest(_nora, Company, "2");

        var notices = await Last(_nora);

        Assert.Equal([EntryKind.Asked, EntryKind.Message, EntryKind.TakenInCharge], notices.Select(n => n.Kind));
        Assert.Equal(notices.OrderByDescending(n => n.At).ThenByDescending(n => n.Tick), notices);
        Assert.All(notices, n => Assert.Equal(("2026-1", _claire.Name), (n.Number, n.AuthorName)));
        Assert.Equal("RIB\nKbis", notices.Single(n => n.Kind is EntryKind.Asked).Text);
    }

    [Fact]
    public async Task Reading_the_request_reads_its_notices_for_who_read_it_alone()
    {
        await _host.Give(Space, _hugues, UniverseRights.ReadAndAct);
        Assert.True(Assert.Single(await Last(_nora)).Unread);
        Assert.Equal(1, await Unread(_nora));

        await _host.Request("1").Seen(_nora, 99, read: true);

        Assert.False(Assert.Single(await Last(_nora)).Unread);
        Assert.Equal(0, await Unread(_nora));
        Assert.Empty(await Last(_nora, unread: true));
        Assert.Single(await Last(_hugues, unread: true));

        await Say();
        Assert.Equal(1, await Unread(_nora));
        Assert.Single(await Last(_nora, unread: true));
        Assert.Equal(2, (await Last(_nora)).Count);
    }

    [Theory]
    [InlineData(UniverseRights.None)]
    [InlineData(UniverseRights.ReadRetirement)]
    public async Task Who_may_not_read_the_request_hears_nothing_of_it(UniverseRights rights)
    {
        await _host.Give(Space, _hugues, UniverseRights.ReadAndAct);
        Assert.Single(await Last(_hugues));
        await _host.Get<Silo.Storage.IHostStore>().Execute("UPDATE request_list SET universes = 1", default, default);

        await _host.Give(Space, _hugues, rights);

        Assert.Empty(await Last(_hugues));
        Assert.Empty(await Last(_hugues, unread: true));
        Assert.Equal(0, await Unread(_hugues));
    }

    [Fact]
    public async Task Two_hundred_are_listed_the_last_ones_in_order()
    {
        var store = _host.Get<Silo.Storage.IHostStore>();
        await store.Execute(
            """
            INSERT INTO entry (request, tick, seq, kind, staff, author, author_name, text, at)
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
            SELECT e.request, e.tick + n.i, NULL, e.kind, 1, e.author, e.author_name, '', e.at + n.i FROM n CROSS JOIN entry e WHERE e.kind = 2
            """, default, default);
        await store.Execute("UPDATE request_list SET customer_news = customer_news + 300, last_tick = last_tick + 300", default, default);

        var notices = await Last(_nora);

        Assert.Equal(NoticeQueries.Most, notices.Count);
        Assert.Equal(await _host.Count("SELECT max(tick) FROM entry"), notices[0].Tick);
        Assert.Equal(notices.OrderByDescending(n => n.Tick), notices);
    }

    [Fact]
    public async Task What_came_after_the_page_was_drawn_is_not_marked_as_read()
    {
        var drawn = _host.Clock.GetUtcNow();
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        await Say();
        await _host.SentRequest(_nora, Company, "2");
        await _host.Request("2").TakeCharge(_claire, _host.Fresh());

        var upTo = (await Notices.Unread(Of(_nora), drawn)).ToDictionary(u => u.Request, u => u.Tick);

        var taken = await _host.Count("SELECT tick FROM entry WHERE kind = 2 AND request LIKE '%/1'");
        Assert.Equal(new Dictionary<string, long?> { [$"{GrainHost.Portal}/1"] = taken, [$"{GrainHost.Portal}/2"] = null }, upTo);
    }

    /// <summary>Among 20,000 requests the list reads the newest of an index, on both stores.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_20_000_requests_a_few_hundred_are_read(bool unread)
    {
        var store = _host.Get<Silo.Storage.IHostStore>();
        await store.Execute(UnreadFloorTests.Copies, default, default, 20_000L);
        await store.Execute("UPDATE request_list SET news_at = news_at - 60000 * CAST(substr(number, 3) AS bigint) WHERE number LIKE 'F-%'", default, default);
        if (TestStore.IsPostgres)
            await store.Execute("ANALYZE", default, default);
        var statement = _host.Get<NoticeQueries>().LastOf(Of(_nora), unread);
        await using var reading = await _host.Store.OpenRead();
        var parameters = statement.Scope.Parameters([.. statement.Parameters]);

        if (TestStore.IsPostgres)
        {
            var plan = (await reading.QueryAsync<string>($"EXPLAIN (ANALYZE, TIMING OFF) {statement.Sql}", parameters)).ToList();
            var read = plan.Select((line, i) => line.Contains(" on request_list", StringComparison.Ordinal) || line.Contains(" on entry", StringComparison.Ordinal)
                ? (Amount(line, "actual rows=") * Amount(line, "loops=")) + plan.Skip(i + 1).TakeWhile(l => !l.Contains("->", StringComparison.Ordinal)).Sum(l => Amount(l, "Removed by Filter: "))
                : 0);
            Assert.InRange(read.Sum(), 1, 2_000);
        }
        else
        {
            var plan = (await reading.QueryAsync<(long Id, long Parent, long Unused, string Detail)>($"EXPLAIN QUERY PLAN {statement.Sql}", parameters)).Select(p => p.Detail).ToList();
            Assert.Contains(plan, d => d.StartsWith("SEARCH x ", StringComparison.Ordinal) && d.Contains("request_company_news", StringComparison.Ordinal));
            Assert.DoesNotContain(plan, d => d is "SCAN x" or "SCAN e" or "SCAN r" or "SCAN k" or "SCAN request_list" or "SCAN entry");
        }

        static int Amount(string line, string of) => int.Parse($"0{Regex.Match(line, $@"(?<={of})\d+").Value}", CultureInfo.InvariantCulture);
    }

    private NoticeQueries Notices => _host.Get<NoticeQueries>();

    private Scope Of(Caller caller) => _host.Get<Rights>().ScopeOf(caller);

    private Task<IReadOnlyList<Notice>> Last(Caller caller, bool unread = false) => Notices.Last(Of(caller), unread);

    private async Task<int> Unread(Caller caller) => (await _host.Get<Grains.Reads.PortalQueries>().Badge(Of(caller))).Unread;

    private async Task Say() => Assert.True((await _host.Request("1").Post(_claire, _host.Fresh(), new NewMessage("Une réponse", []))).Ok);
}
