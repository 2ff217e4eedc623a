using System.Net;
using Grains.Text;
using Silo.Demo;
using Web.Display;
using Web.Tests.Fixtures;

namespace Web.Tests.Accounts;

/// <summary>A version of the terms of use comes into force while people work: they are asked at the next page that they open, and lose nothing.</summary>
public sealed class TermsTests : IAsyncLifetime
{
    private const string Conditions = "/multi-siren/conditions";
    private const string List = "/multi-siren/demandes?vue=closes&q=a%20b";
    private readonly string _folder = Directory.CreateTempSubdirectory("guichet-terms-").FullName;
    private readonly DateOnly _effect = Paris.Day(TimeProvider.System.GetUtcNow()).AddDays(2);
    private Site _site = null!;
    private Visitor _nora = null!;

    /// <summary>Nora is signed in, two minutes before the second version counts.</summary>
    public async Task InitializeAsync()
    {
        await Write(1, "2026-01-01", "## 1. Objet\n\nTexte premier.");
        await Write(2, $"{_effect:yyyy-MM-dd}", "Le médiateur change.\n\n## 1. Objet\n\nTexte second, voir [la page](/mentions-legales).");
        await Write(3, "2099-01-01", "Plus tard.\n\n## 1. Objet\n\nTexte troisième.");
        _site = new Site(new Dictionary<string, string> { ["Site:TermsFolder"] = _folder });
        var begins = TimeZoneInfo.ConvertTimeToUtc(_effect.ToDateTime(default), TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));
        await _site.Advance(begins - TimeProvider.System.GetUtcNow().UtcDateTime - TimeSpan.FromMinutes(2));
        _nora = await _site.SignIn(DemoPeople.Nora);
        Assert.Equal(HttpStatusCode.OK, await _nora.StatusOf(List));
    }

    public Task DisposeAsync()
    {
        _nora.Dispose();
        _site.Dispose();
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_page_leads_to_the_new_version_and_accepting_it_back_to_that_page()
    {
        await InForce();

        var led = await _nora.Ask(List);
        var asked = await _nora.Ask(led.Location!);
        var accepted = await Accept(_nora, asked);

        Assert.Equal(HttpStatusCode.Found, led.Status);
        Assert.StartsWith($"{Conditions}?retour=", led.Location, StringComparison.Ordinal);
        Assert.Contains("Le médiateur change.", asked.Body, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/mentions-legales\">la page</a>", asked.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Plus tard.", asked.Body, StringComparison.Ordinal);
        Assert.Equal(List, accepted.Location);
        Assert.Equal(HttpStatusCode.OK, await _nora.StatusOf(List));
        Assert.Equal("/multi-siren/accueil", (await _nora.Ask(Conditions)).Location);
        Assert.Equal(1, await Entries());
    }

    [Fact]
    public async Task What_was_being_typed_is_sent_and_the_open_page_lives_on()
    {
        var page = await OpenRequest();
        var form = await _nora.Form(page);
        await InForce();

        var sent = await _nora.Send($"{page}?handler=message", form, ("text", "Écrit avant la nouvelle version"));

        Assert.StartsWith(page, sent.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _nora.Fragment($"{page}/fragments/fil?since=0")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _nora.Fragment("/multi-siren/fragments/badge")).StatusCode);
        await using var link = await HubLink.Open(_nora);
        Assert.Null(await link.Watch($"account/{DemoPeople.Nora.Key}"));
        var asked = await _nora.Ask(page);
        Assert.StartsWith(Conditions, asked.Location, StringComparison.Ordinal);
        Assert.Equal(page, (await Accept(_nora, await _nora.Ask(asked.Location!))).Location);
        Assert.Contains("Écrit avant la nouvelle version", await _nora.Read(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_over_an_open_page_changes_nothing_for_that_page()
    {
        var page = await OpenRequest();
        var form = await _nora.Form(page);
        await InForce();
        await _site.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(HttpStatusCode.Unauthorized, (await _nora.Fragment(page)).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await InPlace("connexion", ("identifier", DemoPeople.Nora.Email), ("password", DemoPeople.Password))).Status);

        Assert.StartsWith(page, (await _nora.Send($"{page}?handler=message", form, ("text", "Gardé"))).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.StartsWith(Conditions, (await _nora.Ask("/multi-siren/accueil")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tabs_that_accept_at_once_are_one_acceptance()
    {
        await InForce();

        var answers = await Race.Run(8, async _ => (Tab: _nora.Tab(), Page: await _nora.Ask(Conditions)), async ready =>
        {
            using var tab = ready.Tab;
            return await Accept(tab, ready.Page);
        });

        Assert.All(answers, a => Assert.Equal("/multi-siren/accueil", a.Location));
        Assert.Equal(1, await Entries());
    }

    [Theory]
    [InlineData("//evil.example/multi-siren/")]
    [InlineData("/multi-siren/../gestion/demandes")]
    [InlineData("https://evil.example/")]
    public async Task G5_Accepting_leads_to_pages_of_this_portal_only(string retour)
    {
        await InForce();
        var page = await _nora.Ask($"{Conditions}?retour={Uri.EscapeDataString(retour)}");

        var accepted = await _nora.Send(Conditions, new FormKeys(page.Token, page.Key), ("version", "2"), ("retour", retour));

        Assert.Equal("/multi-siren/accueil", accepted.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_version_that_was_replaced_meanwhile_is_not_accepted()
    {
        await InForce();
        var page = await _nora.Ask(Conditions);

        var older = await _nora.Send(Conditions, new FormKeys(page.Token, page.Key), ("version", "1"), ("retour", List));

        Assert.StartsWith(Conditions, older.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await Entries());
    }

    [Fact]
    public async Task Leaving_without_accepting_ends_the_session()
    {
        await InForce();

        var left = await _nora.Send("/multi-siren/deconnexion", await _nora.Form(Conditions));

        Assert.EndsWith("fin=deconnexion", left.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await Entries());
    }

    [Fact]
    public async Task Staff_are_never_asked()
    {
        await InForce();
        using var claire = await _site.SignIn(DemoPeople.Claire);
        Assert.Equal(HttpStatusCode.OK, await claire.StatusOf("/gestion/demandes"));
    }

    [Fact]
    public async Task Everybody_reads_the_version_in_force_and_those_before()
    {
        using var stranger = _site.Stranger();
        const string page = "/conditions-d-utilisation";
        Assert.Contains("Texte premier.", await stranger.Read(page), StringComparison.Ordinal);
        await InForce();

        Assert.Contains("Texte second", await stranger.Read(page), StringComparison.Ordinal);
        Assert.Contains("Texte premier.", await stranger.Read($"{page}?version=1"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusOf($"{page}?version=3"));
    }

    private Task InForce() => _site.Advance(TimeSpan.FromMinutes(3));

    private Task Write(int version, string effect, string text) =>
        File.WriteAllTextAsync(Path.Combine(_folder, $"{version}.md"), $"effet: {effect}\n\n{text}\n");

    private async Task<string> OpenRequest() =>
        $"/multi-siren/demandes/{await _site.Query<string>("SELECT number FROM request_list WHERE request = @request", ("@request", $"{DemoPeople.Portal}/demo-arret"))}";

    private static async Task<Answer> Accept(Visitor who, Answer page) =>
        await Answer.Of(await who.Send(Conditions, new FormKeys(page.Token, page.Key), ("version", page.Field("version")), ("retour", page.Field("retour"))));

    private Task<long> Entries() =>
        _site.Query<long>("SELECT count(*) FROM journal WHERE owner = @owner AND action = 'terms-accepted'", ("@owner", DemoPeople.Nora.Key));

    private async Task<Answer> InPlace(string page, params (string Name, string Value)[] fields)
    {
        var door = await _nora.Ask(HttpMethod.Get, $"/multi-siren/{page}", null, ("X-Fragment", "1"));
        var all = fields.Concat([("jeton", door.Token), ("cle", door.Key)]).Select(f => KeyValuePair.Create(f.Item1, f.Item2));
        return await _nora.Ask(HttpMethod.Post, $"/multi-siren/{page}", new FormUrlEncodedContent(all), ("X-Fragment", "1"));
    }
}
