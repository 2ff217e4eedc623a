using Dapper;
using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Requests;
using Grains.Tests.Fixtures;
using Tests.Fixtures;

namespace Grains.Tests.Requests;

/// <summary>The badge, the list of what is unread and its count against the plain question, which asks every request.</summary>
public sealed class UnreadTests : IAsyncLifetime
{
    private const string Space = $"{GrainHost.Portal}/s-nora";
    private static readonly string[] Companies = [$"{GrainHost.Portal}/nora-siren", $"{GrainHost.Portal}/second", $"{GrainHost.Portal}/third"];
    private readonly GrainHost _host = new();
    private readonly List<Caller> _people = [];
    private readonly List<string> _requests = [];
    private Caller _claire = null!;

    public async Task InitializeAsync()
    {
        var (nora, _, _) = await _host.Customer("nora");
        _claire = await _host.Adviser("claire");
        _people.Add(nora);
        foreach (var name in new[] { "hugues", "ines" })
        {
            await _host.Register($"c-{name}", CallerKind.Customer, GrainHost.Portal, name);
            _people.Add(await _host.WithSession(new Caller($"c-{name}", CallerKind.Customer, GrainHost.Portal, name, "")));
        }
        // Ines has a space of her own, which sees the first company too.
        await _host.Grains.GetGrain<ISpaceGrain>($"{GrainHost.Portal}/s-ines")
            .Open(_host.Fresh(), "ines", new Member("c-ines", SpaceRole.Administrateur, true, []));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Badge_equals_the_truth_whatever_happened_in_whichever_order(int seed)
    {
        var random = new Random(seed);
        await Ask(_people[0], Companies[0]);
        for (var step = 0; step < 120; step++)
        {
            await Happen(random);
            if (step % 4 == 0)
                await AssertTruth($"seed {seed}, step {step}");
        }
        await AssertTruth($"seed {seed}, at the end");
        Assert.NotEqual(0, await _host.Count("SELECT count(*) FROM request_unread"));
    }

    [Fact]
    public async Task Rows_filled_at_the_upgrade_are_those_that_commits_would_have_written()
    {
        var random = new Random(4);
        await Ask(_people[0], Companies[0]);
        for (var step = 0; step < 120; step++)
            await Happen(random);
        // One that nobody but an adviser has touched since it was sent.
        await Ask(_people[0], Companies[0]);
        await _host.Request(_requests[^1]).TakeCharge(_claire, _host.Fresh());
        var store = _host.Get<Silo.Storage.IHostStore>();
        await store.Execute("DELETE FROM company_arrival", default, default);
        await store.Execute("DELETE FROM request_unread", default, default);

        await store.Execute(Filling(), default, default);

        await AssertTruth("after the upgrade");
        Assert.NotEqual(0, await _host.Count("SELECT count(*) FROM request_unread"));
    }

    [Fact]
    public async Task Colleague_who_comes_late_has_everything_unread_and_counts_to_a_hundred()
    {
        var (nora, hugues) = (_people[0], _people[1]);
        var store = _host.Get<Silo.Storage.IHostStore>();
        await Ask(nora, Companies[0]);
        await _host.Request("1").TakeCharge(_claire, _host.Fresh());
        await store.Execute(Copies, default, default, 130L);
        await _host.Grains.GetGrain<ISpaceGrain>(Space).Admit(_host.Fresh(), new Member(hugues.Account, SpaceRole.Collaborateur, true, []));
        var queries = _host.Get<RequestQueries>();

        var counts = await queries.Counts(ScopeOf(hugues));
        var pages = new List<RequestPage> { await queries.List(ScopeOf(hugues), new RequestFilter(ListView.Unread, Take: 50)) };
        while (pages[^1].Next is { } next)
            pages.Add(await queries.List(ScopeOf(hugues), new RequestFilter(ListView.Unread, After: next, Take: 50)));

        Assert.Equal((RequestCounts.Most, RequestCounts.Most), (counts.Unread, counts.All));
        Assert.Equal(131, pages.SelectMany(p => p.Rows).Select(r => r.Request).Distinct().Count());
        Assert.All(pages.SelectMany(p => p.Rows), r => Assert.True(r.Unread));
    }

    private const string Copies =
        """
        INSERT INTO request_list (request, number, portal, company, form, subject, team, author, author_name, status, turn_since, created_at, sent_at, last_at,
          excerpt, last_tick, last_seq, customer_news, staff_news, step, version)
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)
        SELECT r.request || '-' || n.i, 'F-' || n.i, r.portal, r.company, r.form, r.subject, r.team, r.author, r.author_name, 2, r.turn_since, r.created_at, r.sent_at,
          r.last_at - n.i, r.excerpt, r.last_tick, r.last_seq, r.customer_news, r.staff_news, r.step, 1
        FROM n CROSS JOIN request_list r WHERE r.number = '2026-1'
        """;

    private static string Filling()
    {
        var assembly = typeof(Silo.NodeSettings).Assembly;
        var name = assembly.GetManifestResourceNames()
            .Single(n => n.Contains(TestStore.IsPostgres ? ".PostgreSql.Migrations.0013" : ".Sqlite.Migrations.0014", StringComparison.Ordinal));
        using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
        var all = text.ReadToEnd();
        var from = all.IndexOf("INSERT INTO request_unread", StringComparison.Ordinal);
        return all[from..all.IndexOf(';', from)];
    }

    private async Task Happen(Random random)
    {
        var (who, space) = (_people[random.Next(3)], _host.Grains.GetGrain<ISpaceGrain>(Space));
        var request = _requests.Count == 0 ? null : _host.Request(_requests[random.Next(_requests.Count)]);
        switch (random.Next(14))
        {
            case 0 or 1:
                await Ask(who, Companies[random.Next(3)]);
                break;
            case 2 or 3 or 4:
                await request!.TakeCharge(_claire, _host.Fresh());
                await request.Post(_claire, _host.Fresh(), new NewMessage("Une réponse", []));
                break;
            case 5:
                await request!.Post(who, _host.Fresh(), new NewMessage("Une question", []));
                break;
            case 6 or 7:
                await request!.Seen(who, random.Next(1, 12), read: random.Next(4) > 0);
                break;
            case 8:
                await request!.Close(_claire, _host.Fresh(), "Répondu");
                break;
            case 9:
                await space.Admit(_host.Fresh(), new Member(_people[1].Account, SpaceRole.Collaborateur, random.Next(2) == 0, [Companies[random.Next(3)]]));
                break;
            case 10:
                await space.Restrict(_people[0], _host.Fresh(), _people[1].Account, random.Next(2) == 0 ? [] : [Companies[random.Next(3)], Companies[0]]);
                break;
            case 11:
                await space.Remove(_people[0], _host.Fresh(), _people[1].Account);
                break;
            case 12:
                await space.AddCompany(_host.Fresh(), Companies[random.Next(3)], isHome: false);
                break;
            default:
                await _host.Grains.GetGrain<ISpaceGrain>($"{GrainHost.Portal}/s-ines").AddCompany(_host.Fresh(), Companies[random.Next(3)], isHome: false);
                break;
        }
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    private async Task Ask(Caller by, string company)
    {
        var id = $"{_requests.Count + 1}";
        if (!(await _host.Request(id).Begin(by, _host.Fresh(), "contact", company)).Ok)
            return;
        _requests.Add(id);
        await _host.Request(id).SaveDraft(by, _host.Fresh(), new DraftPage(5, GrainHost.Answers(company)));
        await _host.Request(id).Send(by, _host.Fresh(), $"2026-{id}");
    }

    private async Task AssertTruth(string when)
    {
        var queries = _host.Get<RequestQueries>();
        foreach (var person in _people)
        {
            var scope = ScopeOf(person);
            await using var reading = await _host.Store.OpenRead();
            var rows = (await reading.QueryAsync<(string Request, long Status, bool Unread)>(
                $"""
                SELECT r.request, r.status, CASE WHEN r.status > 0 AND r.customer_news > coalesce(p.read, 0) THEN 1 ELSE 0 END
                FROM request_list r LEFT JOIN request_reader p ON p.request = r.request AND p.account = @account
                WHERE {scope.Requests("r")} ORDER BY r.last_at DESC, r.request DESC
                """, scope.Parameters())).ToList();
            var unread = rows.Where(r => r.Unread).Select(r => r.Request).ToList();
            var counts = await queries.Counts(scope);

            Assert.True(unread.Count == await queries.UnreadCount(scope), $"{person.Account} at {when}");
            Assert.Equal((rows.Count, unread.Count), (counts.All, counts.Unread));
            Assert.Equal((rows.Count(r => r.Status is 0 or 3), rows.Count(r => r.Status is 4)), (counts.Yours, counts.Closed));
            await AssertList(scope, ListView.Unread, unread);
            await AssertList(scope, ListView.All, [.. rows.Select(r => r.Request)]);
            await AssertList(scope, ListView.Yours, [.. rows.Where(r => r.Status is 0 or 3).Select(r => r.Request)]);
            await AssertList(scope, ListView.Closed, [.. rows.Where(r => r.Status is 4).Select(r => r.Request)]);
        }

        async Task AssertList(Scope scope, ListView view, IReadOnlyList<string> expected)
        {
            var (found, next) = (new List<string>(), (string?)null);
            do
            {
                var page = await queries.List(scope, new RequestFilter(view, After: next, Take: 3));
                found.AddRange(page.Rows.Select(r => r.Request));
                next = page.Next;
            }
            while (next is not null);
            Assert.Equal(expected, found);
        }
    }

    private Scope ScopeOf(Caller caller) => _host.Get<Rights>().ScopeOf(caller);
}
