using Dapper;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Requests;
using Grains.Spaces;
using Grains.Tests.Fixtures;
using Tests.Fixtures;

namespace Grains.Tests.Requests;

/// <summary>The badge, the list of what is unread and its count against the plain question, which asks every request.</summary>
public sealed class UnreadTests : IAsyncLifetime
{
    private const string Space = $"{GrainHost.Portal}/s-nora";
    private static readonly string[] Companies = [$"{GrainHost.Portal}/812345676", $"{GrainHost.Portal}/552081317", $"{GrainHost.Portal}/300000007"];
    private readonly GrainHost _host = new();
    private readonly List<Caller> _people = [];
    private readonly List<string> _requests = [];
    private Caller _claire = null!;

    public async Task InitializeAsync()
    {
        var (nora, _, _) = await _host.Customer("nora", Companies[0]);
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
    public async Task Rows_and_floors_filled_at_the_upgrade_say_what_was_read()
    {
        var random = new Random(4);
        await Ask(_people[0], Companies[0]);
        for (var step = 0; step < 120; step++)
            await Happen(random);
        // One that nobody but an adviser has touched since it was sent.
        await Ask(_people[0], Companies[0]);
        await _host.Request(_requests[^1]).TakeCharge(_claire, _host.Fresh());
        var store = _host.Get<Silo.Storage.IHostStore>();
        const string Instants = "SELECT string_agg(request || ' ' || news_at, ', ') FROM (SELECT request, news_at FROM request_list WHERE news_at IS NOT NULL ORDER BY request) r";
        var instants = await Text(Instants);
        foreach (var emptied in new[] { "DELETE FROM request_unread", "DELETE FROM unread_floor", "UPDATE request_list SET news_at = NULL" })
            await store.Execute(emptied, default, default);

        foreach (var filling in Fillings())
            await store.Execute(filling, default, default);

        Assert.Equal(instants, await Text(Instants));
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
        await store.Execute(UnreadFloorTests.Copies, default, default, 130L);
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

    private static IEnumerable<string> Fillings()
    {
        var assembly = typeof(Silo.NodeSettings).Assembly;
        var name = assembly.GetManifestResourceNames().Single(n =>
            n.Contains(TestStore.IsPostgres ? ".PostgreSql." : ".Sqlite.", StringComparison.Ordinal) && n.EndsWith("request_rights.sql", StringComparison.Ordinal));
        using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
        var all = text.ReadToEnd();
        foreach (var first in new[] { "UPDATE request_list", "INSERT INTO request_unread", "INSERT INTO unread_floor" })
        {
            var from = all.IndexOf(first, StringComparison.Ordinal);
            yield return all[from..all.IndexOf(';', from)];
        }
    }

    private async Task<string?> Text(string sql)
    {
        await using var reading = await _host.Store.OpenRead();
        return await reading.QuerySingleAsync<string?>(sql);
    }

    private async Task Happen(Random random)
    {
        var (who, space) = (_people[random.Next(3)], _host.Grains.GetGrain<ISpaceGrain>(Space));
        var request = _requests.Count == 0 ? null : _host.Request(_requests[random.Next(_requests.Count)]);
        switch (random.Next(16))
        {
            case 0 or 1:
                await Ask(who, Companies[random.Next(3)], random.Next(2) == 0);
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
            case 13:
                await _host.Grains.GetGrain<ISpaceGrain>($"{GrainHost.Portal}/s-ines").AddCompany(_host.Fresh(), Companies[random.Next(3)], isHome: false);
                break;
            case 14:
                await _host.Write(Space, random.Next(2) == 0 ? new Upsert(new SpaceUntickedRow(Space, SiteOf(Companies[0])))
                    : Delete.Of<SpaceUntickedRow>(Space, SiteOf(Companies[0])));
                break;
            default:
                var rights = random.Next(2) == 0 ? UniverseRights.ReadAndAct : UniverseRights.ReadHealth | UniverseRights.ActHealth;
                await _host.Give($"{GrainHost.Portal}/s-ines", _people[2], rights);
                break;
        }
        // Some in one instant, some in the last minute before a reading.
        _host.Clock.Advance(TimeSpan.FromSeconds(random.Next(4) * 30));
    }

    /// <param name="isOfASite">Belongs to Prévoyance and to an establishment.</param>
    private async Task Ask(Caller by, string company, bool isOfASite = false)
    {
        var id = $"{_requests.Count + 1}";
        if (!(await _host.Request(id).Begin(by, _host.Fresh(), isOfASite ? "arret" : "contact", company)).Ok)
            return;
        _requests.Add(id);
        var answers = isOfASite ? TestForms.Answers(company, SiteOf(company)) : GrainHost.Answers(company);
        await _host.Request(id).SaveDraft(by, _host.Fresh(), new DraftPage(5, answers));
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

            Assert.True(Counted(unread.Count) == await queries.UnreadCount(scope), $"{person.Account} at {when}");
            Assert.Equal((Counted(rows.Count), Counted(unread.Count)), (counts.All, counts.Unread));
            Assert.Equal((rows.Count(r => r.Status is 0 or 3), rows.Count(r => r.Status is 4)), (counts.Yours, counts.Closed));
            await AssertList(scope, ListView.Unread, unread);
            await AssertList(scope, ListView.All, [.. rows.Select(r => r.Request)]);
            await AssertList(scope, ListView.Yours, [.. rows.Where(r => r.Status is 0 or 3).Select(r => r.Request)]);
            await AssertList(scope, ListView.Closed, [.. rows.Where(r => r.Status is 4).Select(r => r.Request)]);
        }

        int Counted(int all) => Math.Min(all, RequestCounts.Most);

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

    private static string SiteOf(string company) => $"{company.Split('/')[1]}00011";

    private Scope ScopeOf(Caller caller) => _host.Get<Rights>().ScopeOf(caller);
}
