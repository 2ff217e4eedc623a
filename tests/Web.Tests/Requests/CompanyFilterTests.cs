using System.Net;
using System.Text.RegularExpressions;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Requests;

/// <summary>What the list counts and says is what it shows.</summary>
public sealed class CompanyFilterTests(Site site) : IClassFixture<Site>
{
    private const string List = "/multi-siren/demandes";
    private readonly Site _site = site;

    [Fact]
    public async Task Tabs_and_lead_follow_the_company()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var all = await nora.Read($"{List}?entreprise=toutes");

        foreach (var siren in new[] { DemoPeople.Brumont.Siren, DemoPeople.Vaudrelle.Siren })
        {
            foreach (var (view, tab) in new[] { ("", 0), ("vue=non-lues&", 1), ("vue=a-vous&", 2), ("vue=closes&", 3) })
            {
                var page = await nora.Read($"{List}?{view}entreprise={siren}");
                Assert.Equal(Regex.Count(page, "data-key="), Counts(page)[tab]);
            }
            Assert.True(Counts(await nora.Read($"{List}?entreprise={siren}"))[0] < Counts(all)[0]);
        }
        var vaudrelle = await nora.Read($"{List}?entreprise={DemoPeople.Vaudrelle.Siren}");
        Assert.Contains($"Entreprise affichée\u00a0: {DemoPeople.Vaudrelle.Name}",
            WebUtility.HtmlDecode(vaudrelle).Replace("<bdi>", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("Toutes entreprises confondues.", all, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await nora.StatusOf($"{List}?entreprise=999999999"));
    }

    [Fact]
    public async Task The_sentence_above_the_list_comes_with_a_live_update()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);

        var fragment = (await Answer.Of(await nora.Fragment($"{List}?entreprise=toutes"))).Body;

        Assert.Matches("data-part=\"lead\">[^<]*Toutes entreprises confondues", fragment);
    }

    [Fact]
    public async Task Who_has_one_company_hears_of_no_others_and_a_search_counts_nothing()
    {
        using var hugues = await _site.SignIn(DemoPeople.Hugues);

        Assert.DoesNotContain("confondues", await hugues.Read(List), StringComparison.Ordinal);
        Assert.Empty(Counts(await hugues.Read($"{List}?q=introuvable")));
    }

    private static List<int> Counts(string page) =>
        [.. Regex.Matches(Regex.Match(page, "<nav class=\"tabs\".*?</nav>", RegexOptions.Singleline).Value, "<span class=\"(?:n|badge)\">([0-9]+)")
            .Select(m => int.Parse(m.Groups[1].Value))];
}
