using System.Net;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Spaces;

/// <summary>« Ma société n’a plus d’administrateur »: who asks, who objects, who decides, on their pages.</summary>
public sealed class SpaceClaimPageTests : IDisposable
{
    private const string Page = "/multi-siren/administrateur";
    private const string Home = "/multi-siren/accueil";
    private readonly Site _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Member_proves_the_company_and_every_member_finds_the_claim_at_home()
    {
        using var hugues = await _site.SignIn(DemoPeople.Hugues);
        using var nora = await _site.SignIn(DemoPeople.Nora);
        Assert.Contains("/administrateur", await hugues.Read("/multi-siren/utilisateurs"), StringComparison.Ordinal);
        Assert.DoesNotContain("/administrateur", await nora.Read("/multi-siren/utilisateurs"), StringComparison.Ordinal);

        var wrong = await Answer.Of(await hugues.Send(Page, await hugues.Form(Page), ("siren", DemoPeople.Brumont.Siren), ("numero", "700999")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains($"value=\"{DemoPeople.Brumont.Siren}\"", wrong.Body, StringComparison.Ordinal);
        await using var link = await HubLink.Open(nora);
        Assert.Null(await link.Watch("space/multi-siren/brumont"));

        var asked = await hugues.Send(Page, await hugues.Form(Page), ("siren", DemoPeople.Brumont.Siren), ("numero", "700100"));

        Assert.Equal($"{Page}?fait=demande", $"{asked.Headers.Location}");
        Assert.Equal("space/multi-siren/brumont", (await link.Next()).Topic);
        Assert.Contains("data-claim=\"demo-hugues\"", await nora.Read(Home), StringComparison.Ordinal);
        Assert.Contains("Votre demande est enregistrée", WebUtility.HtmlDecode(await hugues.Read(Page)), StringComparison.Ordinal);
        using var ousmane = await _site.SignIn(DemoPeople.Ousmane);
        Assert.DoesNotContain("demo-hugues", await ousmane.Read(Home), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await ousmane.StatusOf($"{Page}?espace=brumont"));
    }

    [Fact]
    public async Task Administrator_objects_and_the_adviser_reads_why_before_deciding()
    {
        using var ousmane = await _site.SignIn(DemoPeople.Ousmane);
        using var claire = await _site.SignIn(DemoPeople.Claire);
        Assert.Contains("data-claim=\"demo-gwenaelle\"", await ousmane.Read(Home), StringComparison.Ordinal);
        Assert.Contains("name=\"opposition\"", await ousmane.Read(Page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity,
            (await ousmane.Send($"{Page}?handler=opposer", await ousmane.Form(Page), ("opposition", " "))).StatusCode);

        Assert.Equal($"{Page}?fait=oppose",
            $"{(await ousmane.Send($"{Page}?handler=opposer", await ousmane.Form(Page), ("opposition", "J’étais en congé, je reprends."))).Headers.Location}");

        Assert.Contains("J’étais en congé, je reprends.", WebUtility.HtmlDecode(await claire.Read("/gestion/acces")), StringComparison.Ordinal);
        using var gwenaelle = await _site.SignIn(DemoPeople.Gwenaelle);
        Assert.DoesNotContain("J’étais en congé", WebUtility.HtmlDecode(await gwenaelle.Read(Page)), StringComparison.Ordinal);
        Assert.Equal("decide-motif", await Decide(claire, "non", ""));
        Assert.Equal("decide", await Decide(claire, "non", "Un administrateur est de retour."));
        Assert.Equal("decide-deja", await Decide(claire, "oui", "Vu."));
        Assert.DoesNotContain("data-claim", await ousmane.Read(Home), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await gwenaelle.StatusOf("/multi-siren/utilisateurs/ajouter"));
    }

    [Fact]
    public async Task Granted_by_an_adviser_the_member_administrates_at_once()
    {
        using var claire = await _site.SignIn(DemoPeople.Claire);
        using var gwenaelle = await _site.SignIn(DemoPeople.Gwenaelle);
        Assert.Equal(HttpStatusCode.Forbidden, await gwenaelle.StatusOf("/multi-siren/utilisateurs/ajouter"));

        Assert.Equal("decide", await Decide(claire, "oui", "Vérifié auprès de la société."));

        Assert.Equal(HttpStatusCode.OK, await gwenaelle.StatusOf("/multi-siren/utilisateurs/ajouter"));
        Assert.Contains("nommé administrateur par un conseiller", WebUtility.HtmlDecode(await gwenaelle.Read("/multi-siren/journal?type=acces")),
            StringComparison.Ordinal);
    }

    private static async Task<string> Decide(Visitor adviser, string answer, string reason)
    {
        var sent = await adviser.Send("/gestion/acces?handler=administrateur", await adviser.Form("/gestion/acces"),
            ("espace", "multi-siren/quillevreuse"), ("compte", DemoPeople.Gwenaelle.Key), ("reponse", answer), ("motif", reason));
        return $"{sent.Headers.Location}".Split("fin=")[1];
    }
}
