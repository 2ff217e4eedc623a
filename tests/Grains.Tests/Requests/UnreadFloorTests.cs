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

/// <summary>Up to the floor what is unread stands as rows; what each reading and each message writes of it.</summary>
public sealed class UnreadFloorTests : IAsyncLifetime
{
    private const string Space = $"{GrainHost.Portal}/s-nora";
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _claire = null!;
    private string _company = "";
    private int _asked;

    public async Task InitializeAsync()
    {
        (_nora, _company, _) = await _host.Customer("nora");
        _claire = await _host.Adviser("claire");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(130, 60_000, 64)]
    [InlineData(130, 0, 130)]
    [InlineData(10, 60_000, 10)]
    public async Task One_reading_turns_at_most_64_further_requests_to_rows_and_all_of_the_last_one_s_instant(int copies, long apart, int rows)
    {
        await Ask();
        await _host.Request("1").TakeCharge(_claire, _host.Fresh());
        var store = _host.Get<Silo.Storage.IHostStore>();
        await store.Execute(Copies, default, default, (long)copies);
        await store.Execute($"UPDATE request_list SET news_at = news_at - {apart} * CAST(substr(number, 3) AS bigint) WHERE number LIKE 'F-%'", default, default);
        _host.Clock.Advance(TimeSpan.FromMinutes(2));

        await _host.Request("1").Seen(_nora, 9, read: true);

        Assert.Equal(rows, await _host.Count("SELECT count(*) FROM request_unread"));
        Assert.Equal(Math.Min(copies, RequestCounts.Most), await Unread());
    }

    [Theory]
    [InlineData(59, 0)]
    [InlineData(60, 1)]
    public async Task Last_minute_stays_above_the_floor(int seconds, int rows)
    {
        foreach (var id in new[] { "1", "2" })
        {
            await Ask();
            await _host.Request(id).TakeCharge(_claire, _host.Fresh());
        }
        _host.Clock.Advance(TimeSpan.FromSeconds(seconds));

        await _host.Request("1").Seen(_nora, 9, read: true);

        Assert.Equal(rows, await _host.Count("SELECT count(*) FROM request_unread"));
        Assert.Equal(rows, await _host.Count("SELECT count(*) FROM unread_floor"));
    }

    [Fact]
    public async Task Message_of_an_adviser_writes_no_row_of_any_member()
    {
        await Ask();
        await _host.Request("1").TakeCharge(_claire, _host.Fresh());
        await _host.Grains.GetGrain<ISpaceGrain>(Space).Admit(_host.Fresh(), new Member("c-hugues", SpaceRole.Collaborateur, true, []));
        _host.Clock.Advance(TimeSpan.FromMinutes(2));
        await _host.Request("1").Seen(_nora, 9, read: true);

        await _host.Request("1").Post(_claire, _host.Fresh(), new NewMessage("Une réponse", []));

        Assert.Equal(0, await _host.Count("SELECT count(*) FROM request_unread"));
        Assert.Equal(1, await Unread());
    }

    [Fact]
    public async Task News_from_before_a_floor_are_unread_too()
    {
        await Ask();
        await Ask();
        _host.Clock.Advance(TimeSpan.FromMinutes(2));
        foreach (var id in new[] { "1", "2" })
            await _host.Request(id).TakeCharge(_claire, _host.Fresh());
        _host.Clock.Advance(TimeSpan.FromMinutes(2));
        foreach (var id in new[] { "1", "2" })
            await _host.Request(id).Seen(_nora, 9, read: true);
        Assert.Equal(0, await Unread());

        // A commit that was held up: its instant is from before what the floor was moved to.
        await _host.Get<Silo.Storage.IHostStore>().Execute(
            "UPDATE request_list SET customer_news = customer_news + 1, last_tick = last_tick + 1, news_at = news_at - 30000 WHERE number = '2026-2'", default, default);

        Assert.Equal(1, await Unread());
    }

    /// <summary>PostgreSQL plans by what it knows of the rows: few that are unread among many led it to read them all.</summary>
    [Fact]
    public async Task An_archive_that_is_read_is_not_read_again_to_count_the_unread()
    {
        if (!TestStore.IsPostgres)
            return;
        await Ask();
        await _host.Request("1").TakeCharge(_claire, _host.Fresh());
        var store = _host.Get<Silo.Storage.IHostStore>();
        await store.Execute(Copies, default, default, 5_000L);
        await store.Execute(
            """
            UPDATE request_list SET status = 4, news_at = news_at - 60000 * CAST(substr(number, 3) AS bigint) WHERE number LIKE 'F-%';
            INSERT INTO request_reader (request, account, name, staff, received, read) SELECT request, author, '', 0, 99, 99 FROM request_list WHERE number LIKE 'F-%';
            DELETE FROM request_unread;
            INSERT INTO unread_floor (account, company, news_at) SELECT author, company, max(news_at) - 1 FROM request_list GROUP BY author, company
            ON CONFLICT (account, company) DO UPDATE SET news_at = EXCLUDED.news_at;
            ANALYZE
            """, default, default);
        var statement = _host.Get<RequestQueries>().UnreadCountOf(_host.Get<Rights>().ScopeOf(_nora));
        await using var reading = await _host.Store.OpenRead();

        var parameters = statement.Scope.Parameters([.. statement.Parameters]);
        var plan = (await reading.QueryAsync<string>($"EXPLAIN (ANALYZE, TIMING OFF) {statement.Sql}", parameters)).ToList();

        var read = plan.Select((line, i) => line.Contains(" on request_list", StringComparison.Ordinal) ? Rows(line) + Dropped(i + 1) : 0);
        Assert.InRange(read.Sum(), 0, 300);
        Assert.Equal(1, await Unread());

        int Dropped(int from) => plan.Skip(from).TakeWhile(l => !l.Contains("->", StringComparison.Ordinal)).Sum(l => Amount(l, "Removed by Filter: "));

        static int Rows(string line) => Amount(line, "actual rows=") * Amount(line, "loops=");

        static int Amount(string line, string of) => int.Parse($"0{Regex.Match(line, $@"(?<={of})\d+").Value}", CultureInfo.InvariantCulture);
    }

    /// <summary>So many of the first request, by their number.</summary>
    internal const string Copies =
        """
        INSERT INTO request_list (request, number, portal, company, form, subject, team, author, author_name, status, turn_since, created_at, sent_at, last_at,
          excerpt, last_tick, last_seq, customer_news, staff_news, step, version, news_at)
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)
        SELECT r.request || '-' || n.i, 'F-' || n.i, r.portal, r.company, r.form, r.subject, r.team, r.author, r.author_name, 2, r.turn_since, r.created_at, r.sent_at,
          r.last_at - n.i, r.excerpt, r.last_tick, r.last_seq, r.customer_news, r.staff_news, r.step, 1, r.news_at
        FROM n CROSS JOIN request_list r WHERE r.number = '2026-1'
        """;

    private async Task Ask() => await _host.SentRequest(_nora, _company, $"{++_asked}");

    private Task<int> Unread() => _host.Get<RequestQueries>().UnreadCount(_host.Get<Rights>().ScopeOf(_nora));
}
