using System.Net;
using System.Text.RegularExpressions;
using Grains.Interfaces.Spaces;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Companies;

/// <summary>Which establishments the members of a space see.</summary>
public sealed class EstablishmentTests(FivePortals portals) : IClassFixture<FivePortals>
{
    private const string Sheet = "/entreprise/entreprises/339582413";
    private const string Tab = $"{Sheet}?onglet=etablissements";
    private readonly Site _site = portals.Site;

    [Fact]
    public async Task Administrator_hides_and_shows_establishments_but_not_the_one_that_proves_the_company()
    {
        using var solene = await _site.SignIn(DemoPeople.Solene);
        Assert.Equal(["33958241300029"], Checked(await solene.Read(Tab)));

        var saved = await Save(solene, ["33958241300029", "33958241300037"], ["33958241300037"]);

        Assert.Equal($"{Tab}&fin=affichage", $"{saved.Headers.Location}");
        Assert.Equal(["33958241300037"], Checked(await solene.Read(Tab)));
        Assert.Equal(HttpStatusCode.BadRequest, (await Save(solene, ["33958241300011"], [])).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Save(solene, ["81234567600017"], [])).StatusCode);
        Assert.Equal(["33958241300037"], Checked(await solene.Read(Tab)));
    }

    [Fact]
    public async Task Hidden_establishments_are_in_no_count_of_a_colleague()
    {
        using var corentin = await _site.SignIn(DemoPeople.Corentin);
        string[] all = ["33958241300029", "33958241300037"];
        foreach (var hidden in new[] { 2, 0, 1 })
        {
            var ticks = new EstablishmentTicks([.. all.Skip(hidden)], [.. all.Take(hidden)]);
            Assert.True((await _site.Grains.GetGrain<ISpacePortfolioGrain>("entreprise/demo-solene")
                .ShowEstablishments(DemoPeople.Solene.Caller, Site.Fresh(), "entreprise/339582413", ticks)).Ok);

            Assert.Equal(($"{3 - hidden}", $"{3 - hidden}"), await Counts(corentin));
        }
        await _site.Grains.GetGrain<ISpacePortfolioGrain>("entreprise/demo-solene")
            .ShowEstablishments(DemoPeople.Solene.Caller, Site.Fresh(), "entreprise/339582413", new EstablishmentTicks([all[0]], [all[1]]));
    }

    // In the row of the list, and on the tab of the sheet.
    private static async Task<(string Row, string Tab)> Counts(Visitor visitor) => (
        Regex.Match(await visitor.Read("/entreprise/entreprises"), "data-l=\"[^\"]*tablissements\">([0-9]+)<").Groups[1].Value,
        Regex.Match(await visitor.Read(Sheet), "tablissements <span class=\"n\">([0-9]+)<").Groups[1].Value);

    private static async Task<HttpResponseMessage> Save(Visitor visitor, string[] listed, string[] visible) => await visitor.Send(
        $"{Sheet}?handler=afficher", await visitor.Form(Tab),
        [.. listed.Select(s => ("liste", s)), .. visible.Select(s => ("visible", s))]);

    private static IEnumerable<string> Checked(string page) =>
        Regex.Matches(page, "<input type=\"checkbox\" name=\"visible\" value=\"([0-9]+)\" checked").Select(m => m.Groups[1].Value);
}
