using System.Net;
using System.Text.Json;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Accounts;

/// <summary>Cases B01 and B02: what one tab does leaves the forms of the others alone, or leads them where the person is.</summary>
public sealed class TabsTests(Site site) : IClassFixture<Site>
{
    private const string Door = "/multi-siren/connexion";
    private const string Home = "/multi-siren/accueil";
    private readonly Site _site = site;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task B01_Every_cookie_comes_with_the_link_in_a_mail(bool secure)
    {
        using var site = new Site(secure ? new Dictionary<string, string> { ["PUBLIC_URL"] = "https://portail.example" } : []);
        using var nora = await site.SignIn(DemoPeople.Nora, secure);
        await nora.Read("/multi-siren/inscription");
        await nora.Send("/multi-siren/mot-de-passe-oublie", await nora.Form("/multi-siren/mot-de-passe-oublie"), ("identifiant", DemoPeople.Nora.Email));

        var set = nora.Heard.Split('\n').Where(l => l.StartsWith("Set-Cookie:", StringComparison.OrdinalIgnoreCase)).ToList();

        Assert.Contains(set, c => c.Contains("antiforgery=", StringComparison.Ordinal));
        Assert.All(set, cookie => Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task B01_A_link_opened_elsewhere_leaves_the_code_that_is_awaited_alone()
    {
        var person = await _site.Colleague("attend");
        using var browser = _site.Stranger();
        await browser.TypePassword(person, DemoPeople.Password);
        var form = await browser.Form($"{Door}?etape=code");

        await browser.Read($"{Door}?retour={Uri.EscapeDataString("/multi-siren/demandes/2026-000003")}");

        var entered = await browser.Send($"{Door}?handler=code", form, ("code", await browser.MailedCode(person)));
        Assert.Equal(Home, $"{entered.Headers.Location}");
    }

    [Fact]
    public async Task B01_Another_identifier_ends_the_half_done_sign_in()
    {
        using var browser = _site.Stranger();
        await browser.TypePassword(await _site.Colleague("change"), DemoPeople.Password);

        await browser.Read($"{Door}?etape=identifiant");

        Assert.DoesNotContain("one-time-code", await browser.Read($"{Door}?etape=code"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task B01_A_page_whose_token_went_stale_gets_a_fresh_one_for_the_person_it_names()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        const string page = "/multi-siren/demandes/2026-000003";
        var form = await nora.Form(page);
        var cookie = nora.Cookies.GetAllCookies().Single(c => c.Name == "antiforgery");
        cookie.Expired = true;
        Assert.Equal(HttpStatusCode.BadRequest, (await nora.Send($"{page}?handler=message", form, ("text", "Écrit avant"))).StatusCode);

        var fresh = JsonDocument.Parse(await nora.Read("/multi-siren/fragments/jeton")).RootElement;

        Assert.Equal(DemoPeople.Nora.Key, fresh.GetProperty("account").GetString());
        var again = await nora.Send($"{page}?handler=message", form with { Token = fresh.GetProperty("token").GetString()! }, ("text", "Écrit avant"));
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
        using var stranger = _site.Stranger();
        Assert.Equal("", JsonDocument.Parse(await stranger.Read("/multi-siren/fragments/jeton")).RootElement.GetProperty("account").GetString());
    }

    [Theory]
    [InlineData("", "identifier")]
    [InlineData("?handler=code", "code")]
    public async Task B02_The_second_tab_to_sign_in_goes_where_the_person_is_already(string handler, string field)
    {
        var person = await _site.Colleague($"deux-{field}");
        using var browser = _site.Stranger();
        var late = await browser.Form(Door);
        await browser.SignIn(person);

        var answer = await browser.Send(Door + handler, late, (field, person.Email), ("password", DemoPeople.Password), ("retour", "/multi-siren/demandes"));

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        var next = await browser.Ask($"{answer.Headers.Location}");
        Assert.Equal("/multi-siren/demandes", next.Location);
        Assert.Equal(HttpStatusCode.OK, await browser.StatusOf("/multi-siren/demandes"));
    }

    [Fact]
    public async Task B02_So_does_an_adviser_s()
    {
        using var browser = _site.Stranger();
        var late = await browser.Form("/gestion/connexion");
        await browser.SignIn(DemoPeople.Claire);

        var answer = await browser.Send("/gestion/connexion", late, ("identifier", DemoPeople.Claire.Email), ("password", DemoPeople.Password));

        Assert.Equal("/gestion/demandes", (await browser.Ask($"{answer.Headers.Location}")).Location);
    }
}
