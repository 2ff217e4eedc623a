using System.Net;
using Grains.Interfaces;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Requests;

/// <summary>An adviser writes to a client first.</summary>
public sealed class OpenRequestPageTests(Site site) : IClassFixture<Site>
{
    private static readonly string Company = $"/gestion/ecrire/entreprises/{DemoPeople.Quillevreuse.Key}";

    [Fact]
    public async Task Client_finds_what_was_written_and_a_form_sent_twice_is_one_request()
    {
        using var claire = await site.SignIn(DemoPeople.Claire);
        using var ousmane = await site.SignIn(DemoPeople.Ousmane);
        var form = Form("Zanzibar, vos statuts", ("pieces", "Statuts\nExtrait K bis"));

        var keys = await claire.Form(Company);
        var sent = await claire.Send(Company, keys, form);
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        Assert.Equal(sent.Headers.Location, (await claire.Send(Company, keys, form)).Headers.Location);

        var list = await ousmane.Read("/multi-siren/demandes?q=zanzibar");
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(list, "data-request-number"));
        var number = sent.Headers.Location!.OriginalString.Split('/')[^1];
        var theirs = WebUtility.HtmlDecode(await ousmane.Read($"/multi-siren/demandes/{number}"));
        foreach (var said in new[] { "Demande ouverte", "Claire Montbrel", "Extrait K bis", "data-status=\"en-attente\"" })
            Assert.Contains(said, theirs, StringComparison.Ordinal);
        using var nora = await site.SignIn(DemoPeople.Nora);
        Assert.Equal(HttpStatusCode.NotFound, (await nora.Ask($"/multi-siren/demandes/{number}")).Status);
    }

    [Fact]
    public async Task What_is_missing_is_said_and_what_was_typed_stands_there()
    {
        using var claire = await site.SignIn(DemoPeople.Claire);

        foreach (var (changed, said) in new[]
        {
            (("objet", " "), "Écrivez l’objet"), (("texte", ""), "Écrivez le message"), (("vers", $"{DemoPeople.Quillevreuse.Key}|{DemoPeople.Nora.Key}"), "Choisissez à qui vous écrivez"),
            (("equipe", "aucune"), "Choisissez une équipe"), (("pieces", string.Join('\n', Enumerable.Range(0, 21))), "Demandez au plus 20 pièces"),
        })
        {
            var refused = await Answer.Of(await claire.Send(Company, await claire.Form(Company), Form("Ce que j’ai écrit", changed)));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains(said, WebUtility.HtmlDecode(refused.Body), StringComparison.Ordinal);
            Assert.Contains(changed.Item1 is "objet" ? "Merci d’avance" : "Ce que j’ai écrit", WebUtility.HtmlDecode(refused.Body), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Page_is_of_people_and_companies_and_offered_to_roles_that_answer()
    {
        using var claire = await site.SignIn(DemoPeople.Claire);
        using var machine = await site.SignInStaff(StaffRole.AdministrateurTechnique);
        var sheet = $"/gestion/clients/personnes/{DemoPeople.Ousmane.Key}";

        Assert.Contains("Maison Quillevreuse", await claire.Read($"/gestion/ecrire/personnes/{DemoPeople.Ousmane.Key}"), StringComparison.Ordinal);
        Assert.Contains("/gestion/ecrire/", await claire.Read(sheet), StringComparison.Ordinal);
        Assert.DoesNotContain("/gestion/ecrire/", await machine.Read(sheet), StringComparison.Ordinal);
        foreach (var nobody in new[] { "entreprises/multi-siren/000000000", "personnes/personne", "assures/10482239", "autre/chose" })
            Assert.Equal(HttpStatusCode.NotFound, (await claire.Ask($"/gestion/ecrire/{nobody}")).Status);
    }

    private static (string, string)[] Form(string subject, (string Name, string Value) changed)
    {
        var fields = new Dictionary<string, string>
        {
            ["nouvelle"] = Convert.ToHexStringLower(Guid.NewGuid().ToByteArray()), ["vers"] = $"{DemoPeople.Quillevreuse.Key}|{DemoPeople.Ousmane.Key}", ["concerne"] = "sante",
            ["equipe"] = "sante", ["objet"] = subject, ["texte"] = "Merci d’avance", ["pieces"] = "",
        };
        fields[changed.Name] = changed.Value;
        return [.. fields.Select(f => (f.Key, f.Value))];
    }
}
