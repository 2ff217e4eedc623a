using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Tests.Fixtures;
using Silo.Storage;

namespace Grains.Tests.Requests;

/// <summary>What a search finds among Nora's requests, and that it finds it however many there are.</summary>
public sealed class RequestSearchTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _claire = null!;
    private string _company = "";

    public async Task InitializeAsync()
    {
        (_nora, _company, _) = await _host.Customer("nora");
        _claire = await _host.Adviser("claire");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("Une œuvre d’art", "oeuvre", true)]
    [InlineData("Une oeuvre d'art", "Œuvre ART", true)]
    [InlineData("Depuis l'été dernier", "ete", true)]
    [InlineData("Depuis l’été dernier", "l'été", true)]
    [InlineData("Le site de Saint-Étienne", "saint etienne", true)]
    [InlineData("Le site de SAINT ETIENNE", "Saint-Étienne", true)]
    [InlineData("Le site de Saint-Étienne", "tienne", false)]
    [InlineData("SIREN 552 100 554", "552100554", true)]
    [InlineData("SIREN 552 100 554", "552 100", true)]
    [InlineData("SIREN 552100554", "552 100 554", true)]
    [InlineData("SIREN 552100554", "552 100 555", false)]
    [InlineData("Montant : 1\u202f234,50 €", "1234", true)]
    [InlineData("un % et un _", "%", false)]
    [InlineData("un ' et un \"", "\" OR 1=1 --", false)]
    public async Task Words_are_found_however_they_are_written(string message, string query, bool found)
    {
        await Post(await _host.SentRequest(_nora, _company, "1"), message);

        var page = await Find(query);

        Assert.Equal(found, page.Rows.Count == 1);
        Assert.Equal(found ? message : null, page.Hits.Values.SingleOrDefault()?.Text);
    }

    [Theory]
    [InlineData("2026-77")]
    [InlineData("2026 77")]
    [InlineData("202677")]
    public async Task Request_is_found_by_its_number(string query)
    {
        await _host.SentRequest(_nora, _company, "77");
        await _host.SentRequest(_nora, _company, "78");

        Assert.Equal("2026-77", Assert.Single((await Find(query)).Rows).Number);
    }

    [Fact]
    public async Task Hit_is_the_newest_message_with_the_most_words()
    {
        var request = await _host.SentRequest(_nora, _company, "1");
        await Post(request, "La facture de lunettes");
        await Post(request, "Encore une facture de lunettes");
        await Post(request, "Une facture");

        var hit = Assert.Single((await Find("facture lunettes")).Hits).Value;

        Assert.Equal(("Encore une facture de lunettes", 3, "nora Vasselin"), (hit.Text, hit.Seq, hit.AuthorName));
    }

    [Fact]
    public async Task Nobody_finds_what_they_may_not_read()
    {
        var (stranger, _, _) = await _host.Customer("hugues");
        await Post(await _host.SentRequest(_nora, _company, "1"), "Le mot zanzibar");
        Assert.True((await _host.Request("2").Begin(_nora, _host.Fresh(), "contact", _company)).Ok);
        Assert.True((await _host.Request("2").SaveDraft(_nora, _host.Fresh(), new DraftPage(5, GrainHost.Answers(_company)))).Ok);

        Assert.Single((await Find("zanzibar")).Rows);
        Assert.Single((await Find("remboursement")).Rows);
        Assert.Single((await FindAsAdviser("zanzibar")).Rows);
        var page = await _host.Get<RequestQueries>().List(ScopeOf(stranger), new RequestFilter(Search: "zanzibar"));
        Assert.Equal((0, 0, null), (page.Rows.Count, page.Hits.Count, page.Next));
    }

    [Theory]
    [InlineData(70)]
    [InlineData(3200)]
    public async Task Rare_word_is_found_behind_many_newer_requests(int newer)
    {
        await Post(await _host.SentRequest(_nora, _company, "1"), "Le mot zanzibar");
        await Copies(newer, "bonjour");
        await Strangers(50, "zanzibar");

        foreach (var query in new[] { "zanzibar", "zanz mot" })
        {
            var page = await Find(query);
            Assert.Equal(("2026-1", null, false), (Assert.Single(page.Rows).Number, page.Next, page.Stopped));
        }
        Assert.Equal(20, (await Find("bonjour")).Rows.Count);
    }

    [Fact]
    public async Task Common_word_of_others_is_looked_for_further_from_page_to_page_and_nothing_is_lost()
    {
        await Post(await _host.SentRequest(_nora, _company, "1"), "Le mot zanzibar");
        await Copies(3500, "bonjour");
        await Strangers(RequestSearch.Rare, "zanzibar");

        var first = await Find("zanzibar");
        var second = await Find("zanzibar", first.Next);

        Assert.Equal((0, true), (first.Rows.Count, first.Stopped));
        Assert.Equal(("2026-1", false, null), (Assert.Single(second.Rows).Number, second.Stopped, second.Next));
    }

    [Fact]
    public async Task Pages_of_a_search_follow_each_other_without_a_gap()
    {
        await _host.SentRequest(_nora, _company, "1");
        await Copies(130, "bonjour");

        foreach (var word in new[] { "bonjour", "copie1" })
        {
            var (found, after) = (new List<string>(), (string?)null);
            do
            {
                var page = await Find(word, after);
                found.AddRange(page.Rows.Select(r => r.Number!));
                after = page.Next;
            }
            while (after is not null);
            // 1, 10 to 19, 100 to 130.
            Assert.Equal(word == "bonjour" ? 130 : 42, found.Count);
            Assert.Equal(found.Count, found.Distinct().Count());
        }
    }

    [Fact]
    public async Task Filters_narrow_a_list_with_words_and_without()
    {
        var first = await _host.SentRequest(_nora, _company, "1");
        _host.Clock.Advance(TimeSpan.FromDays(10));
        await _host.SentRequest(_nora, _company, "2");
        Assert.True((await first.TakeCharge(_claire, _host.Fresh())).Ok);
        var second = _host.Clock.GetUtcNow();
        _host.Clock.Advance(TimeSpan.FromDays(10));
        await _host.SentRequest(_nora, _company, "3");

        foreach (var word in new[] { null, "remboursement" })
        {
            Assert.Equal(["2026-1"], await Numbers(word, new RequestNarrowing(Status: RequestStatus.InProgress)));
            Assert.Equal(["2026-3"], await Numbers(word, new RequestNarrowing(Since: second.AddDays(1))));
            Assert.Equal(["2026-1", "2026-2"], (await Numbers(word, new RequestNarrowing(Until: second.AddDays(1)))).Order());
            Assert.Equal([], await Numbers(word, new RequestNarrowing(WithFiles: true)));
        }
    }

    private async Task<IEnumerable<string?>> Numbers(string? word, RequestNarrowing only) =>
        (await _host.Get<RequestQueries>().List(ScopeOf(_nora), new RequestFilter(Search: word) { Only = only })).Rows.Select(r => r.Number);

    private async Task Post(IRequestGrain request, string text) => Assert.True((await request.Post(_nora, _host.Fresh(), new NewMessage(text, []))).Ok);

    private Task<RequestPage> Find(string query, string? after = null) =>
        _host.Get<RequestQueries>().List(ScopeOf(_nora), new RequestFilter(Search: query, After: after));

    private async Task<RequestPage> FindAsAdviser(string query) =>
        (await _host.Get<RequestQueries>().Queue(ScopeOf(_claire), new QueueFilter(QueueView.Everywhere, Search: query), ["accueil"])).Page;

    // Newer requests of the same company, each a minute later, with one message: the word, and copie1, copie2…
    private Task Copies(int count, string word) => Fill(count, word, _company, "c", 60_000);

    private Task Strangers(int count, string word) => Fill(count, word, $"{GrainHost.Portal}/999999999", "x", 1);

    private async Task Fill(int count, string word, string company, string prefix, int apart)
    {
        var store = _host.Get<IHostStore>();
        await store.Execute(
            """
            INSERT INTO request_list (request, number, portal, company, form, subject, team, author, author_name, status, turn_since, created_at, sent_at, last_at, excerpt,
              last_tick, last_seq, customer_news, staff_news, step, version)
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)
            SELECT r.portal || '/' || $2 || n.i, $2 || '-' || n.i, r.portal, $3, r.form, r.subject, r.team, r.author, r.author_name, r.status, r.turn_since, r.created_at,
              r.sent_at, r.last_at + n.i * $4, r.excerpt, r.last_tick, r.last_seq, r.customer_news, r.staff_news, r.step, r.version
            FROM n CROSS JOIN request_list r WHERE r.number = '2026-1'
            """, CommitLane.Bulk, default, (long)count, prefix, company, (long)apart);
        await store.Execute(
            """
            INSERT INTO search_text (request, tick, words)
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)
            SELECT $2 || n.i, 2, $3 || ' copie' || n.i FROM n
            """, CommitLane.Bulk, default, (long)count, $"{GrainHost.Portal}/{prefix}", word);
    }

    private Scope ScopeOf(Caller caller) => _host.Get<Rights>().ScopeOf(caller);
}
