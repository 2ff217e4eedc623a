using System.Net;
using System.Text.RegularExpressions;
using Grains.Interfaces.Companies;
using Grains.Interfaces.Spaces;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Spaces;

/// <summary>Which company a page shows, and that its links keep it.</summary>
public sealed partial class ChosenCompanyTests(Site site) : IClassFixture<Site>
{
    private const string Home = $"/{DemoPeople.Portal}/accueil";
    private const string List = $"/{DemoPeople.Portal}/demandes";
    private static readonly string Brumont = DemoPeople.Brumont.Siren;
    private static readonly string Vaudrelle = DemoPeople.Vaudrelle.Siren;
    private static readonly string Pierrelongue = DemoPeople.Pierrelongue.Siren;

    [Fact]
    public async Task Without_a_choice_a_page_shows_the_one_looked_at_last_in_any_browser()
    {
        using var irene = await site.SignIn(DemoPeople.Irene);
        Assert.Equal(Brumont, Shown(await irene.Read(Home)));

        await irene.Read($"{Home}?entreprise={Pierrelongue}");
        using var elsewhere = await site.SignIn(DemoPeople.Irene);

        Assert.Equal(Pierrelongue, Shown(await elsewhere.Read(Home)));
        Assert.Equal(Pierrelongue, Shown(await elsewhere.Read(List)));
        await elsewhere.Read($"{List}?entreprise=toutes");
        Assert.Equal("", Shown(await irene.Read(List)));
        await irene.Read($"{List}?entreprise={Brumont}");
        // What a script asks for again is no choice.
        await irene.Fragment($"{List}?entreprise={Vaudrelle}");
        Assert.Equal(Brumont, Shown(await irene.Read(List)));
    }

    [Theory]
    [InlineData("accueil")]
    [InlineData("demandes")]
    [InlineData("demandes/nouvelle")]
    [InlineData("profil")]
    [InlineData("aide")]
    public async Task Company_of_others_is_not_found_on_any_page(string page)
    {
        using var nora = await site.SignIn(DemoPeople.Nora);

        var foreign = await nora.Ask($"/{DemoPeople.Portal}/{page}?entreprise={DemoPeople.Quillevreuse.Siren}");
        var unknown = await nora.Ask($"/{DemoPeople.Portal}/{page}?entreprise=999999998");

        Assert.Equal(HttpStatusCode.NotFound, foreign.Status);
        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
        Assert.Equal(Neutral(unknown.Body), Neutral(foreign.Body));
    }

    [Fact]
    public async Task Links_and_forms_of_a_page_keep_its_company()
    {
        using var nora = await site.SignIn(DemoPeople.Nora);

        foreach (var choice in new[] { Brumont, Vaudrelle, "toutes" })
            foreach (var page in new[] { Home, List, $"/{DemoPeople.Portal}/profil" })
            {
                var html = await nora.Read($"{page}?entreprise={choice}");
                var links = PortalLinks().Matches(SearchForms().Replace(Menus().Replace(html, ""), "")).Select(m => m.Groups[1].Value)
                    .Where(l => !l.Contains("/deconnexion", StringComparison.Ordinal) && !l.Contains("/fichiers", StringComparison.Ordinal)).ToList();
                Assert.NotEmpty(links);
                Assert.All(links, l => Assert.Contains("entreprise=", l, StringComparison.Ordinal));
            }
        Assert.Contains($"name=\"entreprise\" value=\"{Vaudrelle}\"", await nora.Read($"{List}?entreprise={Vaudrelle}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_keeps_the_company_that_it_was_begun_for()
    {
        using var nora = await site.SignIn(DemoPeople.Nora);
        var page = $"{List}/nouvelle?entreprise={Vaudrelle}";
        var html = await nora.Read(page);
        var draft = Regex.Match(html, "name=\"draft\"[^>]*value=\"([0-9a-f]{32})\"").Groups[1].Value;
        var form = await nora.Form(page);

        // Another tab has chosen another one meanwhile.
        await nora.Read($"{Home}?entreprise={Brumont}");
        var taken = await nora.Send($"{List}/nouvelle?entreprise={Vaudrelle}", form, ("draft", draft), ("nom", "Vasselin"), ("prenom", "Nora"),
            ("courriel", "nora@maison.example"), ("company", DemoPeople.Vaudrelle.Key), ("aller", "suite"));

        Assert.Equal(HttpStatusCode.SeeOther, taken.StatusCode);
        var kept = WebUtility.HtmlDecode(await nora.Read($"{List}/brouillons/{draft}?etape=1&entreprise={Brumont}"));
        Assert.Equal(Vaudrelle, Shown(kept));
        Assert.Contains("Formulaire ouvert pour", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("Formulaire ouvert pour", await nora.Read($"{List}/brouillons/{draft}?etape=1&entreprise={Vaudrelle}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_request_for_all_companies_asks_for_one_first()
    {
        using var nora = await site.SignIn(DemoPeople.Nora);

        var asked = await nora.Client.GetAsync($"{List}/nouvelle?entreprise=toutes");

        Assert.Equal(HttpStatusCode.Found, asked.StatusCode);
        var choice = await nora.Read(asked.Headers.Location!.ToString());
        Assert.Contains("Choisissez une entreprise", choice, StringComparison.Ordinal);
        Assert.Contains($"href=\"{List}/nouvelle?entreprise={Vaudrelle}\"", choice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_company_is_plain_text_and_no_address_carries_it()
    {
        using var hugues = await site.SignIn(DemoPeople.Hugues);

        var page = await hugues.Read(Home);

        Assert.Equal(Brumont, Shown(page));
        Assert.DoesNotContain("entreprise=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-companies", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Menu_of_many_companies_searches_and_never_lists_them_all()
    {
        using var ousmane = await site.SignIn(DemoPeople.Ousmane);
        var space = $"{DemoPeople.Portal}/quillevreuse";
        foreach (var n in Enumerable.Range(0, 40))
        {
            var siren = $"9111111{n:00}";
            await site.Grains.GetGrain<ICompanyGrain>($"{DemoPeople.Portal}/{siren}")
                .Describe(Site.Fresh(), new CompanyFacts(siren, $"Atelier {(n == 39 ? "Zélie" : $"{n:00}")}", "Bellerive", 1));
            Assert.True((await site.Grains.GetGrain<ISpaceGrain>(space).AddCompany(Site.Fresh(), $"{DemoPeople.Portal}/{siren}", isHome: false)).Ok);
        }

        var page = await ousmane.Read(Home);
        var found = await ousmane.Read($"/{DemoPeople.Portal}/fragments/entreprises?vers=demandes&q=zelie");
        var bySiren = await ousmane.Read($"/{DemoPeople.Portal}/fragments/entreprises?vers=demandes&q=911%20111%20107");

        Assert.Equal(20, Regex.Count(Menus().Match(page).Value, "<bdi>") - 1);
        Assert.Equal($"{List}?entreprise=911111139", Assert.Single(PortalLinks().Matches(found)).Groups[1].Value);
        Assert.Contains("Atelier 07", bySiren, StringComparison.Ordinal);
        Assert.Contains("Aucune entreprise", await ousmane.Read($"/{DemoPeople.Portal}/fragments/entreprises?q=brumont"), StringComparison.Ordinal);
        var first = await ousmane.Read($"/{DemoPeople.Portal}/entreprises/choisir?vers=demandes");
        var next = WebUtility.HtmlDecode(Regex.Match(first, "href=\"([^\"]*apres=[^\"]*)\"").Groups[1].Value);
        Assert.Contains("Maison Quillevreuse", await ousmane.Read(next), StringComparison.Ordinal);
        Assert.Equal("911111139", Shown(await ousmane.Read($"{Home}?entreprise=911111139")));
    }

    // What two answers may differ in: keys and tokens, nonces, the address that was asked.
    private static string Neutral(string page) =>
        Regex.Replace(page, "(value|nonce|data-drawn)=\"[^\"]*\"|<code[^>]*>.*?</code>|[0-9a-f]{32}", "", RegexOptions.Singleline);

    private static string Shown(string page) => Regex.Match(page, "<body[^>]* data-company=\"([0-9]*)\"").Groups[1].Value;

    [GeneratedRegex("(?:href|action)=\"(/multi-siren/[^\"]*)\"")]
    private static partial Regex PortalLinks();

    // Their fields carry it: a browser replaces the query of such an address.
    [GeneratedRegex("<form[^>]*method=\"get\"[^>]*>")]
    private static partial Regex SearchForms();

    [GeneratedRegex("<details class=\"menu company\">.*?</details>", RegexOptions.Singleline)]
    private static partial Regex Menus();
}
