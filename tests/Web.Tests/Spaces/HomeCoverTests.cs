using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Grains.Interfaces.Companies;
using Grains.Interfaces.Spaces;
using Silo.Admin;
using Silo.Demo;
using Tests.Fixtures;
using Web.Tests.Fixtures;

namespace Web.Tests.Spaces;

public sealed class HomeCoverTests(Site site) : IClassFixture<Site>
{
    private const string Home = $"/{DemoPeople.Portal}/accueil";

    [Theory]
    [InlineData("?entreprise=812345676", "health provident retirement", "SA2019000 PR3019000")]
    [InlineData("?entreprise=437201957", "health provident retirement", "SA2019053 PR3019053")]
    [InlineData("?entreprise=toutes", "", "")]
    public async Task Universes_are_those_of_the_chosen_company_s_contracts(string chosen, string universes, string contracts)
    {
        using var nora = await site.SignIn(DemoPeople.Nora);

        var page = await nora.Read(Home + chosen);

        Assert.Equal(universes, Found(page, "data-universe=\"", "\""));
        Assert.Equal(contracts, Found(page, "<small><span class=\"num\">", "</span>", "SA PR"));
    }

    [Fact]
    public async Task Name_menu_leads_to_administration_and_back_to_the_space()
    {
        using var nora = await site.SignIn(DemoPeople.Nora);
        using var hugues = await site.SignIn(DemoPeople.Hugues);

        var (hers, his) = (Menu(await nora.Read("/multi-siren/profil")), Menu(await hugues.Read("/multi-siren/profil")));

        Assert.Contains("/multi-siren/utilisateurs", hers, StringComparison.Ordinal);
        Assert.Contains("/multi-siren/entreprises", hers, StringComparison.Ordinal);
        Assert.All([hers, his], menu => Assert.Contains("Retour à mon espace client", menu, StringComparison.Ordinal));

        static string Menu(string page) => System.Net.WebUtility.HtmlDecode(page[page.IndexOf("<details class=\"menu name\">", StringComparison.Ordinal)..].Split("</details>")[0]);
    }

    [Fact]
    public async Task Ended_contract_is_read_for_two_years_and_says_so()
    {
        using var nora = await site.SignIn(DemoPeople.Nora);

        var page = WebUtility.HtmlDecode(await nora.Read($"{Home}?entreprise=437201957"));

        Assert.Contains("Contrats terminés</b> <span class=\"muted\">Lisibles jusqu’au 31\u00A0décembre\u00A02027", page, StringComparison.Ordinal);
        Assert.Contains("Terminé le 31\u00A0décembre\u00A02025", page, StringComparison.Ordinal);
        Assert.Contains("Inès Roquefeuil-Dambre", page, StringComparison.Ordinal);
        Assert.Equal(9, page.Split("https://retraite.orvane.example/").Length - 1);
    }

    [Fact]
    public async Task Universe_without_a_contract_is_not_there()
    {
        using var ousmane = await site.SignIn(DemoPeople.Ousmane);

        var page = await ousmane.Read(Home);

        Assert.Equal("health", Found(page, "data-universe=\"", "\""));
        Assert.Contains("Gestion santé", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Vaudrelle", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?entreprise=812345676", true)]
    [InlineData("?entreprise=710090010", false)]
    [InlineData("?entreprise=toutes", true)]
    public async Task Employees_are_offered_where_a_contract_affiliates_them(string chosen, bool offered)
    {
        using var nora = await site.SignIn(DemoPeople.Nora);

        var (home, list) = (await nora.Read(Home + chosen), await nora.Read($"/{DemoPeople.Portal}/salaries{chosen}"));

        Assert.Equal(offered, WebUtility.HtmlDecode(home).Contains("<span>Mes salarié(e)s</span>", StringComparison.Ordinal));
        Assert.Equal(offered, list.Contains($"href=\"/{DemoPeople.Portal}/salaries/nouveau", StringComparison.Ordinal));
        if (!offered)
            Assert.DoesNotContain("id=\"univers\"", home, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?entreprise=812345676", "Santé, prévoyance, affiliation, retraite")]
    [InlineData("?entreprise=437201957", "Santé, affiliation, retraite")]
    [InlineData("?entreprise=710090010", "Aucun contrat en cours ici\u00A0: nous répondons à toute autre question")]
    [InlineData("?entreprise=toutes", "Sur l’entreprise que vous choisirez")]
    public async Task Question_is_proposed_about_what_the_company_s_contracts_cover(string chosen, string hint)
    {
        using var nora = await site.SignIn(DemoPeople.Nora);

        var page = WebUtility.HtmlDecode(await nora.Read(Home + chosen));

        Assert.Contains($"<b>Poser une question</b></span><span class=\"small muted\">{hint}<", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task First_steps_come_again_from_help_though_all_are_done()
    {
        using var nora = await site.SignIn(DemoPeople.Nora);

        Assert.DoesNotContain("id=\"premiers-pas\"", await nora.Read(Home), StringComparison.Ordinal);
        Assert.Contains("id=\"premiers-pas\"", await nora.Read($"{Home}?revoir=pas"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Company_beyond_the_menu_is_chosen_by_its_address()
    {
        using var hugues = await site.SignIn(DemoPeople.Hugues);
        var space = $"{DemoPeople.Portal}/groupe";
        await site.Grains.GetGrain<ISpaceGrain>(space).Open(Site.Fresh(), "Groupe", new Member(DemoPeople.Hugues.Key, SpaceRole.Administrateur, true, []));
        foreach (var siren in Enumerable.Range(0, 60).Select(n => $"9000000{n:00}").Append("718305626"))
        {
            var name = siren == "718305626" ? "Zélie" : $"Atelier {siren}";
            await site.Grains.GetGrain<ICompanyGrain>($"{DemoPeople.Portal}/{siren}").Describe(Site.Fresh(), new CompanyFacts(siren, name, "Bellerive", 1));
            Assert.True((await site.Grains.GetGrain<ISpaceGrain>(space).AddCompany(Site.Fresh(), $"{DemoPeople.Portal}/{siren}", isHome: false)).Ok);
        }

        Assert.Equal("SA2019265 PR3019265", Found(await hugues.Read($"{Home}?entreprise=718305626"), "<small><span class=\"num\">", "</span>", "SA PR"));
    }

    [Fact]
    public async Task Load_that_changes_the_coverage_redraws_open_homes_within_a_second()
    {
        using var irene = await site.SignIn(DemoPeople.Irene);
        await using var link = await HubLink.Open(irene);
        Assert.Null(await link.Watch($"space/{DemoPeople.Portal}/sarrazeuil"));
        var before = await (await irene.Fragment($"{Home}?entreprise=523880144")).Content.ReadAsStringAsync();

        var answer =
            await Load(new JsonObject { ["siren"] = "523880144", ["name"] = "Établissements Pierrelongue", ["city"] = "Bellerive", ["retirement"] = true });
        var since = Stopwatch.GetTimestamp();
        var heard = await link.Next();

        Assert.StartsWith("ok 1 companies", answer, StringComparison.Ordinal);
        Assert.Equal($"space/{DemoPeople.Portal}/sarrazeuil", heard.Topic);
        Assert.True(Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(1));
        Assert.Equal("health provident", Found(before, "data-universe=\"", "\""));
        Assert.Equal("health provident retirement",
            Found(await (await irene.Fragment($"{Home}?entreprise=523880144")).Content.ReadAsStringAsync(), "data-universe=\"", "\""));
    }

    private async Task<string> Load(JsonObject company)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, new JsonObject { ["companies"] = new JsonArray(company) }.ToJsonString());
        var answer = await site.Services.GetRequiredService<AdminCommands>().Do($"referential import {file}");
        File.Delete(file);
        return answer;
    }

    private static string Found(string page, string before, string after, string beginnings = "") => string.Join(' ', page.Split(before).Skip(1)
        .Select(p => p[..p.IndexOf(after, StringComparison.Ordinal)])
            .Where(v => beginnings.Length == 0 || beginnings.Split(' ').Any(b => v.StartsWith(b, StringComparison.Ordinal))));
}
