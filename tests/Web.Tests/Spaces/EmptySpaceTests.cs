using System.Net;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Spaces;

public sealed class EmptySpaceTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Space_without_a_company_tells_its_administrator_to_add_one_and_others_whom_to_ask()
    {
        await using (var database = await site.Database())
        await using (var command = database.CreateCommand())
        {
            command.CommandText = "DELETE FROM space_company WHERE space = 'multi-siren/quillevreuse'";
            await command.ExecuteNonQueryAsync();
        }
        using var ousmane = await site.SignIn(DemoPeople.Ousmane);
        using var gwenaelle = await site.SignIn(DemoPeople.Gwenaelle);

        var (his, hers) = (await Read(ousmane, "accueil"), await Read(gwenaelle, "accueil"));

        Assert.Contains("Votre espace n’a pas d’entreprise.", his, StringComparison.Ordinal);
        Assert.Contains("href=\"/multi-siren/entreprises/ajouter\">Ajouter une entreprise</a>", his, StringComparison.Ordinal);
        Assert.Contains("Un administrateur de votre espace peut vous en ouvrir une.", hers, StringComparison.Ordinal);
        Assert.DoesNotContain("/demandes/nouvelle", await Read(ousmane, "demandes"), StringComparison.Ordinal);
    }

    private static async Task<string> Read(Visitor visitor, string page) => WebUtility.HtmlDecode(await visitor.Read($"/{DemoPeople.Portal}/{page}"));
}
