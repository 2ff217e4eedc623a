using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Requests;
using Grains.Requests.Drafts;
using Grains.Requests.Forms;
using Grains.Tests.Fixtures;
using static Grains.Interfaces.Spaces.UniverseRights;

namespace Grains.Tests.Requests.Drafts;

/// <summary>Nora and Hugues declare the same: one of their drafts is the active one, and one at a time.</summary>
public sealed class DraftPlaceTests : IAsyncLifetime
{
    private const string Company = $"{GrainHost.Portal}/812345676";
    private const string Site = "81234567600011";
    private const string OtherSite = "81234567600029";
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _hugues = null!;

    public async Task InitializeAsync()
    {
        (_nora, _, _) = await _host.Customer("nora", Company);
        await _host.Register("c-hugues", CallerKind.Customer, GrainHost.Portal, "hugues");
        _hugues = await _host.WithSession(new Caller("c-hugues", CallerKind.Customer, GrainHost.Portal, "hugues Vasselin", ""));
        await _host.Give($"{GrainHost.Portal}/s-nora", _hugues, ReadAndAct);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Of_many_begun_at_once_one_is_the_active_one_and_all_are_kept()
    {
        var ids = Enumerable.Range(1, 10).Select(i => $"{i}").ToList();

        var saved = await Task.WhenAll(ids.Select(i => Begin(i, i is "1" or "3" or "5" ? _nora : _hugues)));

        Assert.All(saved, s => Assert.True(s.Ok));
        var active = await Holder(Site);
        foreach (var id in ids)
        {
            var (by, other) = id is "1" or "3" or "5" ? (_nora, _hugues) : (_hugues, _nora);
            Assert.Equal(active == Key(id) ? null : active, (await Active(by, id))?.Request);
            Assert.Equal((await Active(by, id))?.Request, (await Active(other, id))?.Request);
            Assert.Equal("Un arrêt de trois semaines", (await _host.Get<RequestQueries>().DraftFields(Key(id)))["message"]);
            Assert.Equal(active == Key(id) ? null : RequestRefusal.AnotherActive, active == Key(id) ? null : (await Send(by, id)).Refusal);
        }
        Assert.True((await Send(_nora, active![(GrainHost.Portal.Length + 1)..])).Ok);
    }

    [Fact]
    public async Task Who_was_asked_goes_on_in_theirs_which_takes_the_place_of_the_one_they_were_asked_about_and_of_no_other()
    {
        await Begin("1", _nora);
        await Begin("2", _hugues);
        await Begin("3", _nora);

        Assert.True((await Save("2", _hugues, [Key("3")])).Ok);
        Assert.Equal(Key("1"), await Holder(Site));
        Assert.True((await Save("2", _hugues, [Key("3"), Key("1")])).Ok);
        Assert.Equal((Key("2"), Key("2"), null), (await Holder(Site), (await Active(_nora, "1"))?.Request, await Active(_hugues, "2")));
        // The other was asked about the one that was put aside meanwhile.
        Assert.True((await Save("3", _nora, [Key("1")])).Ok);
        Assert.Equal(Key("2"), await Holder(Site));

        Assert.Equal(RequestRefusal.AnotherActive, (await Send(_nora, "1")).Refusal);
        Assert.True((await Send(_hugues, "2")).Ok);
        Assert.Null(await Holder(Site));
        Assert.True((await Send(_nora, "1")).Ok);
    }

    [Fact]
    public async Task What_is_thrown_away_or_comes_to_be_about_something_else_leaves_its_place_and_the_next_to_be_kept_takes_it()
    {
        await Begin("1", _nora);
        await Begin("2", _hugues);

        Assert.True((await Save("1", _nora, [], OtherSite)).Ok);
        Assert.Equal((Key("1"), null), (await Holder(OtherSite), await Holder(Site)));
        Assert.True((await Save("2", _hugues, [])).Ok);
        Assert.Equal(Key("2"), await Holder(Site));

        Assert.True((await _host.Request("2").DiscardDraft(_hugues, _host.Fresh())).Ok);
        Assert.Null(await Holder(Site));
        Assert.Equal(0, await _host.Count("SELECT count(*) FROM draft_place WHERE request = 'multi-siren/2'"));
        // Nor does one that was put aside give away what another holds.
        await Begin("3", _hugues, OtherSite);
        Assert.True((await _host.Request("3").DiscardDraft(_hugues, _host.Fresh())).Ok);
        Assert.Equal(Key("1"), await Holder(OtherSite));
    }

    [Fact]
    public async Task Who_may_not_work_on_the_active_one_is_not_told_of_it()
    {
        await Begin("1", _nora);
        await Begin("2", _hugues);
        await _host.Give($"{GrainHost.Portal}/s-nora", _hugues, Read | ActHealth);

        Assert.NotNull(await Active(_nora, "2"));
        Assert.Null(await Active(_hugues, "2"));
    }

    [Fact]
    public void Place_is_a_form_what_it_is_about_and_the_employee_it_names()
    {
        var contact = new FormCatalogue().Get("contact");
        var (stop, rib, mine) = (new FormCatalogue().Get("arret-travail"), new FormCatalogue().Get("rib"), new FormCatalogue().Get("adresse"));
        var matter = new Matter(Company, ReadProvident, Site);

        Assert.Equal($"{Company}/arret-travail/{(int)ReadProvident}/{Site}/maelys", Of(stop, "maelys"));
        Assert.Equal($"{Company}/rib/{(int)ReadProvident}/{Site}/", Of(rib, ""));
        Assert.Equal($"{Company}/contact/{(int)ReadProvident}/{Site}/maelys", Of(contact, "maelys"));
        Assert.Equal($"{Company}/adresse/{(int)ReadProvident}/{Site}/", Of(mine, "", None));
        Assert.Equal(["", "", "", "", ""],
            [Of(stop, ""), Of(stop, FormField.Other), Of(contact, ""), Of(rib, "", None), Of(new FormCatalogue().Get("rappel"), "")]);

        string Of(FormDefinition form, string employee, UniverseRights rights = ActProvident) =>
            DraftPlace.Of(form, matter, rights, new Dictionary<string, string> { ["salarie"] = employee });
    }

    private async Task<Result<RequestRefusal>> Begin(string id, Caller by, string site = Site)
    {
        Assert.True((await _host.Request(id).Begin(by, _host.Fresh(), "arret", Company)).Ok);
        return await Save(id, by, [], site);
    }

    private Task<Result<RequestRefusal>> Save(string id, Caller by, IReadOnlyList<string> others, string site = Site) =>
        _host.Request(id).SaveDraft(by, _host.Fresh(), new DraftPage(1, TestForms.Answers(Company, site)) { InPlaceOf = others });

    private Task<Result<Sent, RequestRefusal>> Send(Caller by, string id) => _host.Request(id).Send(by, _host.Fresh(), $"2026-{id}");

    private Task<RequestSummary?> Active(Caller by, string id) => _host.Get<DraftQueries>().Active(_host.Get<Rights>().ScopeOf(by), Key(id));

    private async Task<string?> Holder(string site) =>
        (await _host.Store.FindClaim(DraftPlace.Claim, $"{Company}/arret/{(int)ReadProvident}/{site}/", _host.Clock.GetUtcNow()))?["request/".Length..];

    private static string Key(string id) => $"{GrainHost.Portal}/{id}";
}
