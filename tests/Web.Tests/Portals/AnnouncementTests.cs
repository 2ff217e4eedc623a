using System.Net;
using System.Text.RegularExpressions;
using Grains.Text;
using Silo.Demo;
using Tests.Fixtures;
using Web.Security;
using Web.Tests.Fixtures;

namespace Web.Tests.Portals;

/// <summary>What supervisors tell a portal, and who reads it when.</summary>
public sealed class AnnouncementTests : IDisposable
{
    private const string Page = "/gestion/annonces?portail=multi-siren";
    private const string Home = "/multi-siren/accueil";
    private readonly Site _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Supervisor_publishes_a_banner_and_open_homes_of_that_portal_alone_are_told_at_once()
    {
        using var lucien = await _site.SignIn(DemoPeople.Lucien);
        using var nora = await _site.SignIn(DemoPeople.Nora);
        await using var link = await HubLink.Open(nora);
        Assert.Null(await link.Watch("portal/multi-siren"));
        Assert.NotNull(await link.Watch("portal/particulier"));

        var published = await Publish(lucien, "bandeau", "Incident sur les envois");

        Assert.Equal(HttpStatusCode.SeeOther, published.Status);
        Assert.Equal("portal/multi-siren", (await link.Next()).Topic);
        Assert.Contains("Incident sur les envois", await Told(nora), StringComparison.Ordinal);
        Assert.Contains("Incident sur les envois", await nora.Read(Home), StringComparison.Ordinal);
        Assert.Contains("Incident sur les envois", await lucien.Read(Page), StringComparison.Ordinal);
        Assert.DoesNotContain("Incident sur les envois", await lucien.Read($"/gestion/annonces?portail={Site.OtherPortal}"), StringComparison.Ordinal);
        Assert.Equal(1, await _site.Query<long>(
            "SELECT count(*) FROM journal WHERE owner = 'multi-siren' AND action = 'announcement-published' AND detail = 'Incident sur les envois'"));

        var id = Regex.Match(await lucien.Read(Page), "data-announcement=\"([^\"]+)\"").Groups[1].Value;
        Assert.Equal(HttpStatusCode.SeeOther,
            (await lucien.Send($"{Page}&handler=retirer", await lucien.Form(Page), ("annonce", id))).StatusCode);
        Assert.DoesNotContain("Incident sur les envois", await Told(nora), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Banner_begins_and_ends_by_the_clock()
    {
        using var lucien = await _site.SignIn(DemoPeople.Lucien);
        using var nora = await _site.SignIn(DemoPeople.Nora);
        await _site.Advance(TimeSpan.Zero, stopped: true);
        var now = Paris.Local(_site.Services.GetRequiredService<Silo.Time.BusinessClock>().GetUtcNow());

        Assert.Equal(HttpStatusCode.SeeOther, (await Publish(lucien, "bandeau", "Fermeture", now.AddMinutes(5), now.AddMinutes(8))).Status);

        Assert.DoesNotContain("Fermeture", await Told(nora), StringComparison.Ordinal);
        await _site.Advance(TimeSpan.FromMinutes(5), stopped: true);
        Assert.Contains("Fermeture", await Told(nora), StringComparison.Ordinal);
        await _site.Advance(TimeSpan.FromMinutes(3), stopped: true);
        Assert.DoesNotContain("Fermeture", await Told(nora), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Supervisor_changes_an_announcement_on_open_pages_and_a_second_one_sees_both()
    {
        using var lucien = await _site.SignIn(DemoPeople.Lucien);
        using var nora = await _site.SignIn(DemoPeople.Nora);
        await Publish(lucien, "bandeau", "Incident sur les envois");
        var id = Regex.Match(await lucien.Read(Page), "data-announcement=\"([^\"]+)\"").Groups[1].Value;
        var (edit, other) = ($"{Page}&annonce={id}", "");
        var form = await lucien.Read(edit);
        Assert.Contains("value=\"Incident sur les envois\"", form, StringComparison.Ordinal);
        var seen = Regex.Match(form, "name=\"vue\" value=\"([0-9]+)\"").Groups[1].Value;
        await using var link = await HubLink.Open(nora);
        Assert.Null(await link.Watch("portal/multi-siren"));

        Assert.Equal(HttpStatusCode.SeeOther, (await Change("Incident terminé")).Status);

        Assert.Equal("portal/multi-siren", (await link.Next()).Topic);
        var told = await Told(nora);
        Assert.Contains("Incident terminé", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Incident sur les envois", told, StringComparison.Ordinal);
        var refused = WebUtility.HtmlDecode((await Change("Incident prolongé")).Body);
        foreach (var said in new[] { "Incident terminé", "value=\"Incident prolongé\"", "entre-temps" })
            Assert.Contains(said, refused, StringComparison.Ordinal);
        Assert.DoesNotContain("Incident prolongé", await Told(nora), StringComparison.Ordinal);
        (seen, other) = (Regex.Match(refused, "name=\"vue\" value=\"([0-9]+)\"").Groups[1].Value, seen);
        Assert.NotEqual(other, seen);
        Assert.Equal(HttpStatusCode.SeeOther, (await Change("Incident prolongé")).Status);

        await lucien.Send($"{Page}&handler=retirer", await lucien.Form(Page), ("annonce", id));
        var over = WebUtility.HtmlDecode((await Change("Trop tard")).Body);
        Assert.Contains("terminée ou retirée", over, StringComparison.Ordinal);
        Assert.Contains("value=\"Trop tard\"", over, StringComparison.Ordinal);

        async Task<Answer> Change(string title) => await Answer.Of(await lucien.Send($"{Page}&handler=modifier", await lucien.Form(Page),
            ("annonce", id), ("vue", seen), ("genre", "bandeau"), ("titre", title), ("texte", "De 8 h à 12 h."), ("debut", ""), ("fin", "")));
    }

    [Fact]
    public async Task Who_is_no_supervisor_reads_and_does_not_write()
    {
        using var claire = await _site.SignIn(DemoPeople.Claire);

        Assert.DoesNotContain("name=\"titre\"", await claire.Read(Page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden,
            (await claire.Send(Page, new FormKeys((await claire.Form("/gestion/demandes")).Token, FormOperations.NewKey()), ("titre", "Bonjour"))).StatusCode);
        Assert.Equal(0, await _site.Query<long>("SELECT count(*) FROM announcement WHERE title = 'Bonjour'"));
        Assert.Equal(HttpStatusCode.NotFound, await claire.StatusOf("/gestion/annonces?portail=inconnu"));
    }

    [Fact]
    public async Task Presentation_and_each_novelty_are_shown_until_the_person_has_read_them_once()
    {
        using var lucien = await _site.SignIn(DemoPeople.Lucien);
        using var ousmane = await _site.SignIn(DemoPeople.Ousmane);
        Assert.Contains("id=\"bienvenue\"", await ousmane.Read(Home), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, await See(ousmane, "presentation"));
        Assert.DoesNotContain("id=\"bienvenue\"", await ousmane.Read(Home), StringComparison.Ordinal);
        Assert.Contains("id=\"bienvenue\"", await ousmane.Read($"{Home}?revoir=presentation"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await Publish(lucien, "nouveaute", "Le rappel est arrivé")).Status);

        var home = await ousmane.Read(Home);
        Assert.Contains("Le rappel est arrivé", WebUtility.HtmlDecode(home), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, await See(ousmane, "nouveautes", Regex.Match(home, "name=\"jusque\" value=\"([0-9]+)\"").Groups[1].Value));
        Assert.DoesNotContain("Le rappel est arrivé", WebUtility.HtmlDecode(await ousmane.Read(Home)), StringComparison.Ordinal);
        Assert.Contains("Le rappel est arrivé", WebUtility.HtmlDecode(await ousmane.Read("/multi-siren/aide")), StringComparison.Ordinal);
        // Another person has not read it.
        using var hugues = await _site.SignIn(DemoPeople.Hugues);
        await See(hugues, "presentation");
        Assert.Equal(HttpStatusCode.SeeOther, (await Publish(lucien, "nouveaute", "Encore du nouveau")).Status);
        Assert.Contains("Encore du nouveau", await hugues.Read(Home), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_form_says_why_and_keeps_what_was_typed()
    {
        using var lucien = await _site.SignIn(DemoPeople.Lucien);

        var refused = await Publish(lucien, "bandeau", "Panne", null, new DateTime(2020, 1, 1, 8, 0, 0));

        Assert.Equal(HttpStatusCode.OK, refused.Status);
        Assert.Contains("Cette fin est déjà passée", WebUtility.HtmlDecode(refused.Body), StringComparison.Ordinal);
        Assert.Contains("value=\"Panne\"", refused.Body, StringComparison.Ordinal);
    }

    private static async Task<Answer> Publish(Visitor supervisor, string kind, string title, DateTime? from = null, DateTime? to = null) =>
        await Answer.Of(await supervisor.Send(Page, await supervisor.Form(Page),
            ("genre", kind), ("titre", title), ("texte", "De 8 h à 12 h."), ("debut", $"{from:yyyy-MM-dd'T'HH:mm}"), ("fin", $"{to:yyyy-MM-dd'T'HH:mm}")));

    private static async Task<string> Told(Visitor visitor) =>
        WebUtility.HtmlDecode(await (await visitor.Fragment("/multi-siren/fragments/annonces")).Content.ReadAsStringAsync());

    private static async Task<HttpStatusCode> See(Visitor visitor, string what, string until = "0") =>
        (await visitor.Send($"{Home}?handler=vu", await visitor.Form(Home), ("quoi", what), ("jusque", until))).StatusCode;
}
