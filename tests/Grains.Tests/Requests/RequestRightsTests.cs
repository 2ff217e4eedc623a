using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Requests;
using Grains.Spaces;
using Grains.Tests.Fixtures;
using static Grains.Interfaces.Spaces.UniverseRights;

namespace Grains.Tests.Requests;

/// <summary>Nora's request about one of her sites, of Prévoyance: what Hugues, her colleague, and she herself see and do of it with which rights.</summary>
public sealed class RequestRightsTests : IAsyncLifetime
{
    private const string Company = $"{GrainHost.Portal}/812345676";
    private const string Site = "81234567600011";
    private const string Space = $"{GrainHost.Portal}/s-nora";
    private const string Firm = $"{GrainHost.Portal}/s-firm";
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _hugues = null!;
    private Caller _claire = null!;

    public async Task InitializeAsync()
    {
        (_nora, _, _) = await _host.Customer("nora", Company);
        await _host.Register("c-hugues", CallerKind.Customer, GrainHost.Portal, "hugues");
        _hugues = await _host.WithSession(new Caller("c-hugues", CallerKind.Customer, GrainHost.Portal, "Hugues Tarbelle", ""));
        _claire = await _host.Adviser("claire");
        await _host.Grains.GetGrain<ISpaceGrain>(Firm).Open(_host.Fresh(), "firm", new Member("c-ines", SpaceRole.Administrateur, true, []));
        await _host.Grains.GetGrain<ISpaceGrain>(Firm).AddCompany(_host.Fresh(), Company, isHome: false);
        Assert.True((await Stop("1", _nora, Site)).Ok);
        Assert.True((await _host.Request("1").TakeCharge(_claire, _host.Fresh())).Ok);
        Assert.True((await _host.Request("1").Post(_claire, _host.Fresh(), new NewMessage("Une réponse", []))).Ok);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(All, true, true)]
    [InlineData(ReadAndAct, true, true)]
    [InlineData(ReadProvident | ActProvident, true, true)]
    [InlineData(ReadProvident, true, false)]
    [InlineData(Read | ActHealth, true, false)]
    [InlineData(ReadHealth | ActHealth | ReadAffiliation, false, false)]
    [InlineData(None, false, false)]
    public async Task Colleague_reads_and_writes_by_the_request_s_universe(UniverseRights rights, bool reads, bool acts)
    {
        await Give(Space, _hugues, rights);

        await AssertSees(_hugues, reads, acts);
    }

    [Theory]
    [InlineData(ReadHealth, true, false)]
    [InlineData(None, false, false)]
    public async Task Author_reads_it_with_any_right_on_the_company(UniverseRights rights, bool reads, bool acts)
    {
        await Give(Space, _nora, rights);

        await AssertSees(_nora, reads, acts);
    }

    [Fact]
    public async Task Hidden_site_takes_the_request_from_everybody_of_the_space_and_gives_it_back_as_it_was()
    {
        await Give(Space, _hugues, ReadAndAct);
        await Hide(Site);

        await AssertSees(_hugues, false, false);
        await AssertSees(_nora, false, false);

        await Show(Site);

        await AssertSees(_hugues, true, true);
    }

    [Fact]
    public async Task Other_hidden_site_changes_nothing()
    {
        await Give(Space, _hugues, ReadAndAct);
        await Hide("81234567600029");

        await AssertSees(_hugues, true, true);
    }

    [Fact]
    public async Task Second_space_that_shows_the_site_still_shows_it()
    {
        await Give(Space, _hugues, ReadAndAct);
        await Hide(Site);
        await Give(Firm, _hugues, ReadProvident);

        await AssertSees(_hugues, true, false);
    }

    [Fact]
    public async Task Draft_of_a_universe_or_a_site_that_is_not_one_s_own_is_not_begun_nor_turned_to_it()
    {
        await Give(Space, _hugues, ReadAndAct & ~ActProvident);
        Assert.Equal(RequestRefusal.NotFound, (await _host.Request("2").Begin(_hugues, _host.Fresh(), "arret", Company)).Refusal);

        await Give(Space, _hugues, ReadAndAct);
        await Hide(Site);
        Assert.True((await _host.Request("2").Begin(_hugues, _host.Fresh(), "arret", Company)).Ok);
        var turned = new DraftPage(1, TestForms.Answers(Company, Site));
        Assert.Equal(RequestRefusal.NotFound, (await _host.Request("2").SaveDraft(_hugues, _host.Fresh(), turned)).Refusal);
        Assert.Equal(0, await _host.Count("SELECT count(*) FROM request_list WHERE request LIKE '%/2' AND siret <> ''"));

        await Show(Site);
        Assert.True((await _host.Request("2").SaveDraft(_hugues, _host.Fresh(), turned)).Ok);
        Assert.Equal(1, await _host.Count($"SELECT count(*) FROM request_list WHERE request LIKE '%/2' AND siret = '{Site}' AND universes = {(int)ReadProvident}"));
    }

    [Fact]
    public async Task Request_without_a_universe_is_everybody_s_who_has_any_right()
    {
        await _host.SentRequest(_nora, Company, "3");
        await Give(Space, _hugues, ReadAffiliation);

        Assert.NotNull(await _host.Get<RequestQueries>().FindById(ScopeOf(_hugues), $"{GrainHost.Portal}/3"));
    }

    private async Task AssertSees(Caller who, bool reads, bool acts)
    {
        var (queries, scope, key, one) = (_host.Get<RequestQueries>(), ScopeOf(who), $"{GrainHost.Portal}/1", reads ? 1 : 0);

        var counts = await queries.Counts(scope);
        Assert.Equal((one, one), (counts.All, counts.Unread));
        Assert.Equal(one, await queries.UnreadCount(scope));
        foreach (var filter in new[] { new RequestFilter(), new(ListView.Unread), new(Search: "semaines"), new(Search: "2026-1"), new(Company: Company) })
            Assert.Equal(one, (await queries.List(scope, filter)).Rows.Count);
        Assert.Equal(one, (await queries.Among(scope, [key])).Count);
        Assert.Equal(reads, await _host.Get<ThreadQueries>().Slice(scope, key) is not null);
        var found = await queries.Find(scope, "2026-1");
        Assert.Equal((reads, acts), (found is not null, found is { MayAct: true }));
        Assert.Equal(reads ? null : RequestRefusal.NotFound, (await _host.Request("1").Seen(who, 1, read: true)).Refusal);
        Assert.Equal(acts ? null : RequestRefusal.NotFound, (await _host.Request("1").Post(who, _host.Fresh(), new NewMessage("Bonjour", []))).Refusal);
    }

    private async Task<Result<Sent, RequestRefusal>> Stop(string id, Caller by, string siret)
    {
        Assert.True((await _host.Request(id).Begin(by, _host.Fresh(), "arret", Company)).Ok);
        Assert.True((await _host.Request(id).SaveDraft(by, _host.Fresh(), new DraftPage(1, TestForms.Answers(Company, siret)))).Ok);
        return await _host.Request(id).Send(by, _host.Fresh(), $"2026-{id}");
    }

    private Task Give(string space, Caller member, UniverseRights rights) => _host.Give(space, member, rights);

    private Task Hide(string siret) => _host.Write(Space, new Upsert(new SpaceUntickedRow(Space, siret)));

    private Task Show(string siret) => _host.Write(Space, Delete.Of<SpaceUntickedRow>(Space, siret));

    private Scope ScopeOf(Caller caller) => _host.Get<Rights>().ScopeOf(caller);
}
