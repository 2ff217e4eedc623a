using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Requests;
using Grains.Requests.Changes;
using Grains.Requests.Drafts;
using Grains.Requests.Forms;
using Grains.Spaces;
using Grains.Tests.Fixtures;
using static Grains.Interfaces.Spaces.UniverseRights;

namespace Grains.Tests.Requests.Drafts;

/// <summary>Nora's draft of Prévoyance about one of her sites: what Hugues, who acts beside her, does with it, and who else may not.</summary>
public sealed class SharedDraftTests : IAsyncLifetime
{
    private const string Company = $"{GrainHost.Portal}/812345676";
    private const string Site = "81234567600011";
    private const string Space = $"{GrainHost.Portal}/s-nora";
    private const string Key = $"{GrainHost.Portal}/1";
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _hugues = null!;

    private IRequestGrain Draft => _host.Request("1");

    public async Task InitializeAsync()
    {
        (_nora, _, _) = await _host.Customer("nora", Company);
        _hugues = await Colleague("hugues", ReadAndAct);
        Assert.True((await Draft.Begin(_nora, _host.Fresh(), "arret", Company)).Ok);
        Assert.True((await Draft.SaveDraft(_nora, _host.Fresh(), new DraftPage(1, TestForms.Answers(Company, Site)))).Ok);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(All, true)]
    [InlineData(ReadAndAct, true)]
    [InlineData(ReadProvident | ActProvident, true)]
    [InlineData(ReadProvident, false)]
    [InlineData(Read | ActHealth, false)]
    [InlineData(None, false)]
    public async Task Who_may_act_on_its_company_and_universe_reads_and_writes_it_and_nobody_else(UniverseRights rights, bool may)
    {
        await _host.Give(Space, _hugues, rights);

        await AssertWorks(_hugues, may);
    }

    [Fact]
    public async Task Hidden_site_takes_it_from_the_space_with_the_commit_that_hides_it()
    {
        await AssertWorks(_hugues, true);
        await _host.Write(Space, new Upsert(new SpaceUntickedRow(Space, Site)));

        await AssertWorks(_hugues, false);

        await _host.Write(Space, Delete.Of<SpaceUntickedRow>(Space, Site));
        await AssertWorks(_hugues, true);
    }

    [Fact]
    public async Task Strangers_and_advisers_hear_of_it_what_they_hear_of_none()
    {
        var sacha = (await _host.Customer("sacha")).Caller;
        var claire = await _host.Adviser("claire");

        await AssertWorks(sacha, false);
        Assert.Equal(RequestRefusal.NotFound, (await Save(claire, "message", "Vu")).Refusal);
        Assert.Null(await _host.Get<RequestQueries>().FindById(ScopeOf(claire), Key));
    }

    [Fact]
    public async Task Draft_whose_company_is_not_named_yet_and_one_that_is_written_on_one_page_stay_their_author_s()
    {
        Assert.True((await _host.Request("2").Begin(_nora, _host.Fresh(), "arret", Company)).Ok);
        Assert.True((await _host.Request("2").SaveDraft(_nora, _host.Fresh(), new DraftPage(1, new Dictionary<string, string> { ["message"] = "Un brouillon" }))).Ok);

        Assert.Null(await _host.Get<RequestQueries>().FindById(ScopeOf(_hugues), $"{GrainHost.Portal}/2"));
        Assert.Equal(RequestRefusal.NotFound, (await _host.Request("2").DiscardDraft(_hugues, _host.Fresh())).Refusal);
        var slot = TestForms.Stop with { Steps = [new("Rappel", [.. TestForms.Stop.Fields, new FormField("creneau", "Créneau", FieldType.Slot)])] };
        Assert.Equal((None, ActProvident), (Shared(slot), Shared(TestForms.Stop)));
        Assert.Equal(Administer, Shared(TestForms.Stop with { Effect = new FormEffect(ChangeKind.Account, ChangeTime.Sent) }));

        static UniverseRights Shared(FormDefinition form) =>
            new RequestState().SharedBy(form, TestForms.Answers(Company, Site), new Matter(Company, ReadProvident));
    }

    [Fact]
    public async Task Two_who_write_in_different_fields_both_are_kept_and_what_was_not_touched_is_not_written_back()
    {
        var seen = await Seen("message", "etablissement");

        Assert.True((await Save(_hugues, seen, ("message", "De Hugues"), ("etablissement", Site))).Ok);
        Assert.True((await Save(_nora, seen, ("message", "Un arrêt de trois semaines"), ("etablissement", ""))).Ok);

        Assert.Equal(("De Hugues", ""), (await Held("message"), await Held("etablissement")));
        var writers = await _host.Get<DraftQueries>().Writers(ScopeOf(_nora), Key);
        Assert.Equal(("c-hugues", "c-nora"), (writers["message"].Account, writers["etablissement"].Account));
        Assert.Equal("hugues Vasselin", writers["message"].Name);
    }

    [Fact]
    public async Task Second_who_writes_in_the_same_field_is_refused_with_nothing_kept_until_they_have_seen_the_first()
    {
        var seen = await Seen("message", "etablissement");
        Assert.True((await Save(_hugues, seen, ("message", "De Hugues"))).Ok);

        Assert.Equal(RequestRefusal.Meanwhile, (await Save(_nora, seen, ("message", "De Nora"), ("etablissement", ""))).Refusal);

        Assert.Equal(("De Hugues", Site), (await Held("message"), await Held("etablissement")));
        Assert.True((await Save(_nora, seen, ("message", "De Hugues"))).Ok);
        Assert.True((await Save(_nora, await Seen("message"), ("message", "De Nora"))).Ok);
        Assert.Equal("De Nora", await Held("message"));
    }

    [Fact]
    public async Task Sent_by_a_colleague_it_is_theirs_once_and_who_wrote_in_it_follows()
    {
        var ines = await Colleague("ines", ReadAndAct);
        Assert.True((await Save(ines, "message", "D’Ines")).Ok);

        var sent = await Task.WhenAll(Draft.Send(_hugues, _host.Fresh(), "2026-1"), Draft.Send(_nora, _host.Fresh(), "2026-2"));

        var number = Assert.Single(sent, s => s.Ok).Value!.Number;
        Assert.Equal(RequestRefusal.AlreadySent, Assert.Single(sent, s => !s.Ok).Refusal);
        var (sender, other) = number == "2026-1" ? (_hugues, _nora) : (_nora, _hugues);
        var request = (await _host.Get<RequestQueries>().FindById(ScopeOf(sender), Key))!;
        Assert.Equal((sender.Account, sender.Name, true), (request.Author, request.AuthorName, request.Follows));
        Assert.Equal(number == "2026-1", (await _host.Get<RequestQueries>().FindById(ScopeOf(_nora), Key)) is { Follows: true, IsOwn: false });
        Assert.True((await _host.Get<RequestQueries>().FindById(ScopeOf(ines), Key))!.Follows);
        Assert.Equal(RequestRefusal.NotADraft, (await Save(other, "message", "Trop tard")).Refusal);
        Assert.Equal(1, await _host.MailCount("request-sent"));
    }

    [Fact]
    public async Task Only_its_author_throws_it_away_or_takes_it_to_another_company()
    {
        const string other = $"{GrainHost.Portal}/437201957";
        Assert.True((await _host.Grains.GetGrain<ISpaceGrain>(Space).AddCompany(_host.Fresh(), other, isHome: false)).Ok);

        Assert.Equal(RequestRefusal.NotAllowed, (await Draft.DiscardDraft(_hugues, _host.Fresh())).Refusal);
        Assert.Equal(RequestRefusal.NotAllowed, (await Save(_hugues, "company", other)).Refusal);

        Assert.True((await Save(_nora, "company", other)).Ok);
        Assert.True((await Draft.DiscardDraft(_nora, _host.Fresh())).Ok);
    }

    [Fact]
    public async Task Nobody_places_it_where_its_author_sees_nothing_as_long_as_the_author_sees_it()
    {
        const string hidden = "81234567600029";
        var (irene, _, _) = await _host.Customer("irene", Company);
        await _host.Write(Space, new Upsert(new SpaceUntickedRow(Space, hidden)));

        Assert.Equal(RequestRefusal.HiddenFromAuthor, (await Save(irene, new Dictionary<string, string>(), ("etablissement", hidden), ("message", "D’Irène"))).Refusal);

        Assert.Equal((Site, "Un arrêt de trois semaines"), (await Held("etablissement"), await Held("message")));
        Assert.NotNull(await _host.Get<RequestQueries>().FindById(ScopeOf(_nora), Key));
        Assert.True((await Save(irene, "etablissement", "")).Ok);
        await _host.Give(Space, _nora, None);
        Assert.True((await Save(irene, "etablissement", hidden)).Ok);
    }

    [Fact]
    public async Task Lists_and_counts_of_who_may_work_on_it_show_it_with_its_author_and_the_question_is_asked_of_them_alone()
    {
        var (queries, drafts) = (_host.Get<RequestQueries>(), _host.Get<DraftQueries>());
        var sacha = (await _host.Customer("sacha")).Caller;

        foreach (var filter in new[] { new RequestFilter(), new RequestFilter(ListView.Yours), new RequestFilter(ListView.Yours, Company: Company) })
        {
            var row = Assert.Single((await queries.List(ScopeOf(_hugues), filter)).Rows);
            Assert.Equal((RequestStatus.Draft, "nora Vasselin", false), (row.Status, row.AuthorName, row.IsOwn));
        }
        Assert.Equal((1, 1), ((await queries.Counts(ScopeOf(_hugues))).Yours, (await queries.Counts(ScopeOf(_hugues))).All));
        Assert.Single(await Same(_hugues, null));
        Assert.Empty(await Same(_hugues, ("message", "autre chose")));
        Assert.Empty(await Same(sacha, null));
        await _host.Give(Space, _hugues, Read);
        Assert.Empty((await queries.List(ScopeOf(_hugues), new RequestFilter())).Rows);
        Assert.Equal((0, 0), ((await queries.Counts(ScopeOf(_hugues))).Yours, (await queries.Counts(ScopeOf(_hugues))).All));
        Assert.Empty(await Same(_hugues, null));

        Task<IReadOnlyList<RequestSummary>> Same(Caller who, (string, string)? about) => drafts.Same(ScopeOf(who), Company, "arret", about, "", 3);
    }

    [Fact]
    public async Task Who_works_on_it_is_told_before_it_goes_and_where_nobody_may_the_administrators_of_the_company_s_own_space()
    {
        Assert.True((await _host.Grains.GetGrain<ISpaceGrain>(Space).AddCompany(_host.Fresh(), Company, isHome: true)).Ok);
        var ines = await Colleague("ines", None);
        Assert.True((await _host.Grains.GetGrain<ISpaceGrain>(Space).Admit(_host.Fresh(), new Member(ines.Account, SpaceRole.Administrateur, true, []))).Ok);
        Assert.True((await Save(_hugues, "message", "De Hugues")).Ok);
        Assert.Equal(["c-hugues", "c-nora"], (await Warned())!.Accounts);

        await _host.Give(Space, _hugues, Read);
        Assert.Equal(["c-nora"], (await Warned())!.Accounts);

        // Nora is out of it, and nothing was handed over: it stays where it is, for who may send it.
        await _host.Give(Space, _nora, None);
        Assert.Equal([ines.Account], (await Warned())!.Accounts);
        Assert.True((await Save(ines, "message", "D’Ines")).Ok);
        Assert.True((await Draft.Send(ines, _host.Fresh(), "2026-1")).Ok);
        Assert.Null(await Warned());

        Task<WarnedDraft?> Warned() => _host.Get<DraftQueries>().Warned(Key, _host.Clock.GetUtcNow());
    }

    // Reading, writing, handing in and listing go together.
    private async Task AssertWorks(Caller who, bool may)
    {
        var key = $"{Guid.NewGuid():N}";
        RequestRefusal? refused = may ? null : RequestRefusal.NotFound;
        Assert.Equal(may, await _host.Get<RequestQueries>().FindById(ScopeOf(who), Key) is not null);
        Assert.Equal(may, (await _host.Get<RequestQueries>().Among(ScopeOf(who), [Key])).Count == 1);
        Assert.Equal(may, (await _host.Get<ThreadQueries>().Draft(ScopeOf(who), Key)).Count > 0);
        Assert.Equal(refused, (await Save(who, "message", key)).Refusal);
        Assert.Equal(may, await Held("message") == key);
        Assert.Equal(may ? RequestRefusal.FileNotFound : RequestRefusal.NotFound, (await Draft.AttachToDraft(who, _host.Fresh(), "none")).Refusal);
        Assert.Equal(may ? RequestRefusal.NotAllowed : RequestRefusal.NotFound, (await Draft.DiscardDraft(who, _host.Fresh())).Refusal);
    }

    private Task<Result<RequestRefusal>> Save(Caller by, string field, string text) => Save(by, new Dictionary<string, string>(), (field, text));

    private Task<Result<RequestRefusal>> Save(Caller by, IReadOnlyDictionary<string, string> seen, params (string Field, string Text)[] typed) =>
        Draft.SaveDraft(by, _host.Fresh(), new DraftPage(1, typed.ToDictionary(t => t.Field, t => t.Text)) { Seen = seen });

    private async Task<IReadOnlyDictionary<string, string>> Seen(params string[] inputs)
    {
        var held = await _host.Get<RequestQueries>().DraftFields(Key);
        return inputs.ToDictionary(i => i, i => DraftMerge.Marks(TestForms.Stop, held, i, held[i]));
    }

    private async Task<string> Held(string field) => (await _host.Get<RequestQueries>().DraftFields(Key)).GetValueOrDefault(field, "");

    private async Task<Caller> Colleague(string name, UniverseRights rights)
    {
        await _host.Register($"c-{name}", CallerKind.Customer, GrainHost.Portal, name);
        var caller = await _host.WithSession(new Caller($"c-{name}", CallerKind.Customer, GrainHost.Portal, $"{name} Vasselin", ""));
        await _host.Give(Space, caller, rights);
        return caller;
    }

    private Scope ScopeOf(Caller caller) => _host.Get<Rights>().ScopeOf(caller);
}
