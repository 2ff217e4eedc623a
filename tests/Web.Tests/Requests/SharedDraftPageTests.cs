using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Grains.Commits;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Orleans;
using Silo.Demo;
using Tests.Fixtures;
using Web.Tests.Access;
using Web.Tests.Fixtures;

namespace Web.Tests.Requests;

/// <summary>A draft of Nora's on the pages of who may act beside her, and of who may not; without scripts, and as their scripts ask.</summary>
public sealed class SharedDraftPageTests(Site site) : IClassFixture<Site>
{
    private static readonly string Space = $"{DemoPeople.Portal}/brumont";
    private readonly Site _site = site;

    [Fact]
    public async Task Colleague_finds_it_with_its_author_s_name_is_asked_whether_to_resume_it_and_sends_it()
    {
        var draft = await Begun();
        using var hugues = await _site.SignIn(DemoPeople.Hugues);
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var page = $"/multi-siren/demandes/brouillons/{draft}";

        foreach (var list in new[] { "accueil", "demandes?vue=a-vous", "demarches", $"demarches/contact?entreprise={DemoPeople.Brumont.Siren}" })
        {
            var html = await hugues.Read($"/multi-siren/{list}");
            Assert.Contains($"/multi-siren/demandes/brouillons/{draft}", html, StringComparison.Ordinal);
            Assert.Contains("Commencé par <bdi>Nora Vasselin</bdi>", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        }
        Assert.Contains("commencé par <bdi>Nora Vasselin</bdi>", await hugues.Read($"{page}?etape=2"), StringComparison.Ordinal);
        var recap = await hugues.Read($"{page}?etape=5");
        Assert.DoesNotContain("handler=effacer", recap, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await hugues.Send($"{page}?handler=effacer", await hugues.Form(page))).StatusCode);

        var theirs = await nora.Form($"{page}?etape=5");
        var sent = await hugues.Send($"{page}?handler=envoyer", await hugues.Form($"{page}?etape=5"));
        var late = await nora.Send($"{page}?handler=envoyer", theirs);

        var number = sent.Headers.Location!.ToString().Split('/')[^2];
        Assert.EndsWith($"/demandes/{number}/confirmation", late.Headers.Location!.ToString(), StringComparison.Ordinal);
        var told = WebUtility.HtmlDecode(await (await nora.Fragment($"{page}?etape=2")).Content.ReadAsStringAsync());
        Assert.Contains("Envoyé par <bdi>Hugues Tarbelle</bdi>", told, StringComparison.Ordinal);
        Assert.Contains($"href=\"/multi-siren/demandes/{number}\"", told, StringComparison.Ordinal);
        using var kept = JsonDocument.Parse(await (await nora.Send($"{page}?handler=garder&etape=3", theirs, ("message", "Trop tard"))).Content.ReadAsStringAsync());
        Assert.Equal(($"/multi-siren/demandes/{number}", "Hugues Tarbelle"), (kept.RootElement.GetProperty("sent").GetString(), kept.RootElement.GetProperty("by").GetString()));
    }

    [Theory]
    [InlineData(UniverseRights.Read, false)]
    [InlineData(UniverseRights.ReadHealth | UniverseRights.ActHealth, true)]
    public async Task Who_may_not_act_on_it_is_answered_as_about_none(UniverseRights rights, bool may)
    {
        var draft = await Begun();
        var page = $"/multi-siren/demandes/brouillons/{draft}";
        var none = $"/multi-siren/demandes/brouillons/{Things.Random()}";
        using var colleague = await _site.SignIn(await WithRights($"brouillon-{(int)rights}", rights));
        var keys = await colleague.Form("/multi-siren/demandes/nouvelle");

        var (found, missing) = (await colleague.Ask($"{page}?etape=3"), await colleague.Ask($"{none}?etape=3"));
        var saved = await colleague.Send($"{page}?handler=garder&etape=3", keys, ("message", "De passage"));
        var list = await colleague.Read("/multi-siren/demandes?vue=a-vous");

        Assert.Equal(may ? HttpStatusCode.OK : HttpStatusCode.NotFound, found.Status);
        Assert.Equal(may ? HttpStatusCode.OK : HttpStatusCode.NotFound, saved.StatusCode);
        Assert.Equal(may, list.Contains(draft, StringComparison.Ordinal));
        if (!may)
            Assert.Equal(missing.Bare([none.Split('/')[^1]]), found.Bare([draft]));
        Assert.Equal(may ? "De passage" : "Bonjour", await Kept(draft, "message"));
    }

    [Fact]
    public async Task Who_writes_in_the_same_field_reads_both_answers_and_decides_and_other_fields_are_kept()
    {
        var draft = await Begun();
        var page = $"/multi-siren/demandes/brouillons/{draft}?etape=1";
        using var hugues = await _site.SignIn(DemoPeople.Hugues);
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var (hers, his) = (await nora.Ask(page), await hugues.Ask(page));
        Assert.Equal(HttpStatusCode.SeeOther, (await hugues.Send(page, Keys(his), ("lu", Seen(his)), ("prenom", "Hugo"), ("nom", "Vasselin"), ("aller", "suite"))).StatusCode);

        var refused = await Answer.Of(await nora.Send(page, Keys(hers), ("lu", Seen(hers)), ("prenom", "Norah"), ("nom", "Vasselin-Roy"), ("aller", "suite")));

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        var shown = WebUtility.HtmlDecode(refused.Body);
        Assert.Contains("<bdi>Hugues Tarbelle</bdi> a écrit ici entre-temps", shown, StringComparison.Ordinal);
        Assert.Contains("<bdi>Hugo</bdi>", shown, StringComparison.Ordinal);
        Assert.Contains("value=\"Norah\"", shown, StringComparison.Ordinal);
        Assert.Equal(("Hugo", "Vasselin-Roy"), (await Kept(draft, "prenom"), await Kept(draft, "nom")));

        await nora.Send(page, Keys(refused), ("lu", Seen(refused)), ("prenom", "Norah"), ("nom", "Vasselin-Roy"), ("aller", "reprendre.prenom"));
        Assert.Equal("Hugo", await Kept(draft, "prenom"));
        await nora.Send(page, Keys(refused), ("lu", Seen(refused)), ("prenom", "Norah"), ("nom", "Vasselin-Roy"), ("aller", "suite"));
        Assert.Equal("Norah", await Kept(draft, "prenom"));
    }

    [Fact]
    public async Task Script_is_told_of_both_answers_and_of_what_it_has_seen_since()
    {
        var draft = await Begun();
        var page = $"/multi-siren/demandes/brouillons/{draft}";
        using var hugues = await _site.SignIn(DemoPeople.Hugues);
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var (hers, his) = (await nora.Ask($"{page}?etape=1"), await hugues.Ask($"{page}?etape=1"));
        await hugues.Send($"{page}?handler=garder&etape=1", Keys(his), ("lu", Seen(his)), ("prenom", "Hugo"), ("nom", "Vasselin"));

        var both = await Keep(Seen(hers), ("prenom", "Norah"), ("nom", "Roy"));
        var conflict = Assert.Single(both.GetProperty("conflicts").EnumerateArray());

        Assert.Equal(("prenom", "Hugues Tarbelle", "Hugo"),
            (conflict.GetProperty("input").GetString(), conflict.GetProperty("by").GetString(), conflict.GetProperty("text").GetString()));
        Assert.False(both.GetProperty("seen").TryGetProperty("prenom", out _));
        Assert.Equal(("Hugo", "Roy"), (await Kept(draft, "prenom"), await Kept(draft, "nom")));
        // Once both were read, the person's own word counts.
        Assert.Empty((await Keep(conflict.GetProperty("seen").ToString(), ("prenom", "Norah"))).GetProperty("conflicts").EnumerateArray());
        Assert.Equal("Norah", await Kept(draft, "prenom"));

        async Task<JsonElement> Keep(string seen, params (string, string)[] typed) =>
            await (await nora.Send($"{page}?handler=garder&etape=1", Keys(hers), [("lu", seen), .. typed])).Content.ReadFromJsonAsync<JsonElement>();
    }

    [Fact]
    public async Task Link_hears_of_a_colleague_s_save_and_of_who_types_where_until_the_right_is_gone()
    {
        var draft = await Begun();
        var (request, page) = ($"{DemoPeople.Portal}/{draft}", $"/multi-siren/demandes/brouillons/{draft}?etape=1");
        var person = await _site.Colleague("ensemble");
        using var colleague = await _site.SignIn(person);
        using var nora = await _site.SignIn(DemoPeople.Nora);
        await using var theirs = await HubLink.Open(colleague);
        await using var hers = await HubLink.Open(nora);
        Assert.NotNull(await theirs.Call("Drafts", request, "prenom", true));
        Assert.Null(await theirs.Watch($"request/{request}"));
        Assert.Null(await hers.Watch($"request/{request}"));

        Assert.Null(await hers.Call("Drafts", request, "prenom", true));
        Assert.Equal($"request/{request}", (await theirs.Next()).Topic);
        var seen = await colleague.Read(page);
        Assert.Contains("<bdi>Nora Vasselin</bdi> a aussi ce brouillon ouvert", seen, StringComparison.Ordinal);
        Assert.Contains("<bdi>Nora Vasselin</bdi> écrit ici en ce moment", WebUtility.HtmlDecode(seen), StringComparison.Ordinal);
        Assert.DoesNotContain("écrit ici en ce moment", WebUtility.HtmlDecode(await nora.Read(page)), StringComparison.Ordinal);
        Assert.True((await Draft(draft).SaveDraft(DemoPeople.Nora.Caller, Site.Fresh(), new DraftPage(1, new Dictionary<string, string> { ["prenom"] = "N" }))).Ok);
        Assert.Equal($"request/{request}", (await theirs.Next()).Topic);

        await Change(person.Key, UniverseRights.Read);
        Assert.True((await Draft(draft).SaveDraft(DemoPeople.Nora.Caller, Site.Fresh(), new DraftPage(1, new Dictionary<string, string> { ["prenom"] = "Nora" }))).Ok);

        Assert.NotNull(await theirs.Watch($"request/{request}"));
        Assert.NotNull(await theirs.Call("Drafts", request, "nom", true));
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.Fragment(page)).StatusCode);
    }

    [Fact]
    public async Task Without_scripts_a_save_without_the_right_says_so_and_shows_what_was_typed()
    {
        var draft = await Begun();
        var page = $"/multi-siren/demandes/brouillons/{draft}?etape=3";
        var person = await _site.Colleague("sans-droit");
        using var colleague = await _site.SignIn(person);
        var open = await colleague.Ask(page);
        await Change(person.Key, UniverseRights.Read);

        var refused = await Answer.Of(await colleague.Send(
            page, Keys(open), ("formulaire-lu", open.Field("formulaire-lu")), ("lu", Seen(open)), ("message", "Trois lignes <b>que</b> personne ne doit perdre"), ("aller", "suite")));

        Assert.Equal(HttpStatusCode.NotFound, refused.Status);
        var said = WebUtility.HtmlDecode(refused.Body);
        Assert.Contains("Vous n’avez plus accès à ce brouillon", said, StringComparison.Ordinal);
        Assert.Contains("Trois lignes &lt;b&gt;que&lt;/b&gt; personne ne doit perdre", refused.Body, StringComparison.Ordinal);
        Assert.Equal("Bonjour", await Kept(draft, "message"));
        var sent = await Answer.Of(await colleague.Send(page.Replace("?", "?handler=envoyer&", StringComparison.Ordinal), Keys(open)));
        Assert.Equal(HttpStatusCode.NotFound, sent.Status);
        Assert.Contains("Rien n’a été enregistré", WebUtility.HtmlDecode(sent.Body), StringComparison.Ordinal);
        // Of a draft that never was the answer is the same.
        var none = await Answer.Of(await colleague.Send(
            $"/multi-siren/demandes/brouillons/{Things.Random()}?etape=3", Keys(open), ("formulaire-lu", open.Field("formulaire-lu")), ("lu", Seen(open)),
            ("message", "Trois lignes <b>que</b> personne ne doit perdre"), ("aller", "suite")));
        Assert.Equal(none.Bare([]), refused.Bare([draft]));
    }

    [Fact]
    public async Task Nobody_places_it_at_an_establishment_that_is_hidden_from_its_author_and_what_they_wrote_stays_on_the_page()
    {
        var (draft, hidden) = (Things.Random(), $"{DemoPeople.Brumont.Siren}77777");
        Assert.True((await Draft(draft).Begin(DemoPeople.Nora.Caller, Site.Fresh(), "arret-travail", DemoPeople.Brumont.Key)).Ok);
        Assert.True((await Draft(draft).SaveDraft(DemoPeople.Nora.Caller, Site.Fresh(), new DraftPage(1, new Dictionary<string, string>
        {
            ["company"] = DemoPeople.Brumont.Key, ["embauche"] = "01/02/2020",
        }))).Ok);
        await Write(new Upsert(new SpaceUntickedRow(Space, hidden)));
        using var irene = await _site.SignIn(DemoPeople.Irene);
        var page = $"/multi-siren/demandes/brouillons/{draft}?etape=1";
        var open = await irene.Ask(page);
        (string, string)[] typed = [("lu", Seen(open)), ("embauche", "05/02/2021"), ("etablissement", hidden), ("aller", "suite")];

        var refused = await Answer.Of(await irene.Send(page, Keys(open), typed));
        var kept = await irene.Send(page.Replace("?", "?handler=garder&", StringComparison.Ordinal), Keys(open), typed);

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (refused.Status, kept.StatusCode));
        Assert.Contains("Cet établissement est masqué pour <bdi>Nora Vasselin</bdi>", WebUtility.HtmlDecode(refused.Body), StringComparison.Ordinal);
        Assert.Contains("Cet établissement est masqué pour Nora Vasselin", (await kept.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("said").GetString(), StringComparison.Ordinal);
        Assert.Contains("value=\"05/02/2021\"", WebUtility.HtmlDecode(refused.Body), StringComparison.Ordinal);
        Assert.Equal(("01/02/2020", ""), (await Kept(draft, "embauche"), await Kept(draft, "etablissement")));
        await Write(Delete.Of<SpaceUntickedRow>(Space, hidden));
    }

    [Fact]
    public async Task Lists_of_a_colleague_hear_when_it_is_begun_sent_and_thrown_away()
    {
        using var hugues = await _site.SignIn(DemoPeople.Hugues);
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var lists = new[] { "demarches", "demandes?vue=a-vous", "accueil" };
        await using var link = await HubLink.Open(hugues);
        foreach (var list in lists)
            Assert.Matches($"data-watch=\"[^\"]*space/{Space}[^\"]*\" data-fetch=\"/multi-siren/{list.Split('?')[0]}", await hugues.Read($"/multi-siren/{list}"));
        Assert.Null(await link.Watch($"space/{Space}"));

        var (sent, gone) = (await Hears(Begun), await Hears(Begun));
        await AssertShown(sent, true);
        await AssertShown(gone, true);

        await Hears(async () => (await nora.Do($"/multi-siren/demandes/brouillons/{gone}", "effacer")).StatusCode);
        await AssertShown(gone, false);
        var page = $"/multi-siren/demandes/brouillons/{sent}";
        await Hears(async () => (await nora.Send($"{page}?handler=envoyer", await nora.Form($"{page}?etape=5"))).StatusCode);
        await AssertShown(sent, false);

        async Task<T> Hears<T>(Func<Task<T>> done)
        {
            while (link.TryNext())
            {
            }
            var made = await done();
            Assert.Equal($"space/{Space}", (await link.Next()).Topic);
            return made;
        }

        async Task AssertShown(string draft, bool shown)
        {
            foreach (var list in lists)
            {
                var fresh = await (await hugues.Fragment($"/multi-siren/{list}")).Content.ReadAsStringAsync();
                Assert.True(shown == fresh.Contains($"/brouillons/{draft}", StringComparison.Ordinal), $"{list} {draft}");
            }
        }
    }

    private static FormKeys Keys(Answer page) => new(page.Token, page.Key);

    private static string Seen(Answer page) => page.Field("lu");

    private IRequestGrain Draft(string id) => _site.Grains.GetGrain<IRequestGrain>($"{DemoPeople.Portal}/{id}");

    private async Task<string> Begun()
    {
        var id = Things.Random();
        Assert.True((await Draft(id).Begin(DemoPeople.Nora.Caller, Site.Fresh(), "contact", DemoPeople.Brumont.Key)).Ok);
        Assert.True((await Draft(id).SaveDraft(DemoPeople.Nora.Caller, Site.Fresh(), new DraftPage(4, new Dictionary<string, string>
        {
            ["prenom"] = "Nora", ["nom"] = "Vasselin", ["courriel"] = DemoPeople.Nora.Email, ["company"] = DemoPeople.Brumont.Key,
            ["domaine"] = "sante", ["theme"] = "remboursements", ["motif"] = "delai", ["message"] = "Bonjour",
        }))).Ok);
        return id;
    }

    private async Task<DemoPerson> WithRights(string name, UniverseRights rights)
    {
        var person = await _site.Colleague(name);
        await Change(person.Key, rights);
        return person;
    }

    private Task Change(string account, UniverseRights rights) => Write(
        new Upsert(SpaceMemberRow.Of(Space, new SpaceMember { Member = account, Account = account, Role = SpaceRole.Collaborateur, Whole = true, Rights = rights })),
        new Notify($"account/{account}"));

    private async Task Write(params Effect[] effects)
    {
        var stored = (await _site.Store.Load($"space/{Space}"))!.Value;
        var unit = new CommitUnit($"space/{Space}", stored.Version, stored.State, Condition.None, null, [.. effects, new Notify($"space/{Space}")], DateTimeOffset.UtcNow);
        Assert.Equal(CommitVerdict.Committed, (await _site.Store.Commit(unit)).Verdict);
    }

    private Task<string> Kept(string draft, string field) => _site.Query<string>(
        "SELECT COALESCE(max(value), '') FROM draft_field WHERE request = @request AND name = @field", ("@request", $"{DemoPeople.Portal}/{draft}"), ("@field", field));
}
