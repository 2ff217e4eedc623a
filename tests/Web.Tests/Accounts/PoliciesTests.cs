using System.Net;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Accounts;

public sealed class PoliciesTests
{
    [Fact]
    public async Task Back_office_reads_what_the_linter_says_of_each_portal()
    {
        using var site = new Site(Registrant.AllPortals);
        using var claire = await site.SignIn(DemoPeople.Claire);

        var page = WebUtility.HtmlDecode((await claire.Ask("/gestion/politiques")).Body);

        Assert.Matches("Plusieurs sociétés.*Grave.*Les questions secrètes suffisent.*Recommandation de l’OWASP", page.ReplaceLineEndings(" "));
        Assert.Matches("Représentant.*Le lien d’activation est valable 30.jours", page.ReplaceLineEndings(" "));
    }
}
