using System.Net;
using Grains.Requests.Forms;
using Silo.Demo;
using Web.Tests.Access;
using Web.Tests.Fixtures;

namespace Web.Tests.Requests.Contact;

/// <summary>« Poser une question » as a browser without scripts uses it.</summary>
public sealed class ContactPagesTests(Site site) : IClassFixture<Site>
{
    private static readonly string Brumont = DemoPeople.Brumont.Siren;

    [Fact]
    public async Task Question_with_a_form_of_its_own_leads_there_with_its_company_and_its_employee()
    {
        using var nora = await site.SignIn(DemoPeople.Nora);
        var employee = $"demo-{Brumont}-0";
        var path = await Begin(nora, DemoPeople.Nora, Brumont);
        await Post(nora, path, 2, Subject("prevoyance", "arret", "suivi", "suite"));
        await Post(nora, path, 3, [("salarie", employee), ("message", "Une question."), ("aller", "ici")]);

        await Post(nora, path, 2, Subject("prevoyance", "arret", "reprise", "ici"));
        var page = WebUtility.HtmlDecode(await nora.Read($"{path}?etape=2"));
        Assert.Contains("data-own-form><", page, StringComparison.Ordinal);
        Assert.Contains("Cette démarche a son formulaire, la réponse est plus rapide.", page, StringComparison.Ordinal);
        Assert.Contains("data-own-title>Déclarer une reprise<", page, StringComparison.Ordinal);

        await Post(nora, path, 2, Subject("prevoyance", "arret", "suivi", "ici"));
        await Post(nora, path, 3, [("salarie", employee), ("aller", "ici")]);
        var left = await Post(nora, path, 2, Subject("prevoyance", "arret", "reprise", "formulaire"));
        Assert.Equal($"/multi-siren/demarches/reprise?salarie={employee}&depuis={path.Split('/')[^1]}&entreprise={Brumont}", $"{left.Headers.Location}");
        var other = await nora.Read($"{left.Headers.Location}");
        Assert.Contains($"value=\"{employee}\" selected", other, StringComparison.Ordinal);
        Assert.Contains($"value=\"{DemoPeople.Brumont.Key}\"", other, StringComparison.Ordinal);
        Assert.Equal("Une question.", await Kept(path, "message"));

        // The question stays until it is thrown away, from there.
        Assert.Contains("data-left", other, StringComparison.Ordinal);
        var back = $"/multi-siren/demarches/reprise?salarie={employee}&entreprise={Brumont}";
        Assert.Contains($"value=\"{back}\"", WebUtility.HtmlDecode(other), StringComparison.Ordinal);
        var thrown = await nora.Send($"{path}?handler=effacer", await nora.Form($"{left.Headers.Location}"), ("retour", back));
        Assert.Equal(back, $"{thrown.Headers.Location}");
        Assert.Equal(HttpStatusCode.NotFound, (await nora.Ask(path)).Status);
        Assert.DoesNotContain("data-left", await nora.Read($"{left.Headers.Location}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Employee_who_is_taken_along_is_there_once_the_form_asks_for_one_and_gone_once_it_asks_for_none()
    {
        using var nora = await site.SignIn(DemoPeople.Nora);
        var (employee, draft) = ($"demo-{Brumont}-0", Things.Random());
        var address = $"/multi-siren/demarches/attestation?salarie={employee}&entreprise={Brumont}";
        var path = $"/multi-siren/demandes/brouillons/{draft}";

        await nora.Send(address, await nora.Form(address), ("draft", draft), ("company", DemoPeople.Brumont.Key), ("prenom", "Nora"), ("salarie", employee), ("aller", "ici"));
        Assert.Equal(employee, await Kept(path, "salarie"));
        await Post(nora, path, 2, [("type", "salarie"), ("aller", "ici")]);
        Assert.Contains($"value=\"{employee}\" selected", await nora.Read($"{path}?etape=2"), StringComparison.Ordinal);
        await Post(nora, path, 2, [("type", "cotisations"), ("aller", "ici")]);

        Assert.Equal(0, await site.Query<long>("SELECT count(*) FROM draft_field WHERE request = @request AND name = 'salarie'", ("@request", $"multi-siren/{draft}")));
    }

    [Fact]
    public async Task Employee_of_another_company_is_not_taken_along()
    {
        using var nora = await site.SignIn(DemoPeople.Nora);

        var page = await nora.Read($"/multi-siren/demarches/reprise?salarie=demo-465713022-2&entreprise={Brumont}");

        Assert.DoesNotContain("demo-465713022-2", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Question_without_a_form_of_its_own_says_nothing_of_one()
    {
        using var nora = await site.SignIn(DemoPeople.Nora);
        var path = await Begin(nora, DemoPeople.Nora, Brumont);

        await Post(nora, path, 2, Subject("prevoyance", "arret", "suivi", "ici"));

        Assert.Contains("data-own-form hidden", await nora.Read($"{path}?etape=2"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Question_that_a_form_alone_asks_is_refused_with_the_way_there_and_what_was_typed_stays()
    {
        using var nora = await site.SignIn(DemoPeople.Nora);
        var path = await Begin(nora, DemoPeople.Nora, Brumont);

        var refused = await Said(await Post(nora, path, 2, Subject("reclamation", "reclamation", "deposer", "suite")));

        Assert.Contains("Motif\u00a0: cette démarche a son formulaire, passez par lui.", refused, StringComparison.Ordinal);
        Assert.Contains("data-own-title>Faire une réclamation<", refused, StringComparison.Ordinal);
        Assert.Equal("deposer", await Kept(path, "motif"));
        var left = await Post(nora, path, 2, Subject("reclamation", "reclamation", "deposer", "formulaire"));
        Assert.Equal(HttpStatusCode.OK, (await nora.Ask($"{left.Headers.Location}")).Status);
    }

    [Fact]
    public async Task Form_that_one_s_rights_do_not_open_is_not_offered_as_a_way_on()
    {
        using var hugues = await site.SignIn(DemoPeople.Hugues);
        var path = await Begin(hugues, DemoPeople.Hugues, Brumont);

        var refused = await Said(await Post(hugues, path, 2, Subject("affiliation", "situation", "coordonnees", "suite")));

        Assert.Contains("data-own=\"shut\">Cette démarche se fait par son formulaire, que vos droits n’ouvrent pas", refused, StringComparison.Ordinal);
        Assert.Contains("data-own=\"go\" hidden", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Domain_that_is_not_covered_is_not_offered_and_posted_it_is_unanswered()
    {
        using var ousmane = await site.SignIn(DemoPeople.Ousmane);
        var path = await Begin(ousmane, DemoPeople.Ousmane, DemoPeople.Quillevreuse.Siren);
        var page = await ousmane.Read($"{path}?etape=2");
        Assert.Contains("<option value=\"sante\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\"prevoyance\"", page, StringComparison.Ordinal);

        var refused = await Said(await Post(ousmane, path, 2, Subject("prevoyance", "arret", "suivi", "suite")));

        Assert.Contains("Choisissez un domaine.", refused, StringComparison.Ordinal);
        Assert.Equal(DemoPeople.Ousmane.Email, await Kept(path, "courriel"));
    }

    [Fact]
    public async Task Message_of_10001_signs_is_refused_and_stays()
    {
        using var nora = await site.SignIn(DemoPeople.Nora);
        var path = await Begin(nora, DemoPeople.Nora, Brumont);
        var text = new string('é', 10_001);

        var refused = await Said(await Post(nora, path, 3, [("message", text), ("aller", "suite")]));

        Assert.Contains("Votre message", refused, StringComparison.Ordinal);
        Assert.Contains("le texte est trop long", refused, StringComparison.Ordinal);
        Assert.Contains($">{text}</textarea>", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Medical_document_is_offered_for_provident_alone_and_never_held_against_the_sender()
    {
        using var nora = await site.SignIn(DemoPeople.Nora);
        var path = await Begin(nora, DemoPeople.Nora, Brumont);
        await Post(nora, path, 2, Subject("sante", "remboursements", "delai", "suite"));
        Assert.DoesNotContain("piece.doc_medical", await nora.Read($"{path}?etape=4"), StringComparison.Ordinal);

        await Post(nora, path, 2, Subject("prevoyance", "arret", "suivi", "suite"));
        Assert.Contains("piece.doc_medical", await nora.Read($"{path}?etape=4"), StringComparison.Ordinal);
        await Post(nora, path, 3, [("message", "Bonjour"), ("aller", "suite")]);
        Assert.Equal(HttpStatusCode.SeeOther, (await Post(nora, path, 4, [("aller", "suite")])).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await nora.Send($"{path}?handler=envoyer", await nora.Form($"{path}?etape=5"))).StatusCode);
    }

    [Fact]
    public async Task Demo_has_a_question_about_an_employee_and_one_with_a_medical_document()
    {
        var numbers = new List<string>();
        foreach (var by in new[] { DemoPeople.Fatoumata, DemoPeople.Solene })
            numbers.Add((await site.Query<string>("SELECT number FROM request_list WHERE form = 'contact' AND status > 0 AND author = @author ORDER BY number LIMIT 1", ("@author", by.Key)))!);
        using var fatoumata = await site.SignIn(DemoPeople.Fatoumata);
        using var claire = await site.SignIn(DemoPeople.Claire);

        var hers = WebUtility.HtmlDecode(await fatoumata.Read($"/employeur/demandes/{numbers[0]}"));
        var ours = WebUtility.HtmlDecode(await claire.Read($"/gestion/demandes/{numbers[1]}"));

        foreach (var said in new[] { "Arrêt de travail · Suivi d’un dossier · ", "Salarié concerné", "PR3019530" })
            Assert.Contains(said, hers, StringComparison.Ordinal);
        Assert.Contains("pièce médicale reçue", ours, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("doc_medical.jpg", ours, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await fatoumata.Ask($"/employeur/demandes/{numbers[0]}/recu")).Status);
    }

    private static (string, string)[] Subject(string domain, string theme, string reason, string button) =>
        [("domaine", domain), ("theme", theme), ("motif", reason), ("aller", button)];

    private static async Task<string> Begin(Visitor who, DemoPerson person, string siren)
    {
        var address = $"/multi-siren/demandes/nouvelle?entreprise={siren}";
        var draft = Things.Random();
        var begun = await who.Send(address, await who.Form(address), ("draft", draft), ("prenom", person.FirstName), ("nom", person.LastName),
            ("courriel", person.Email), ("company", $"multi-siren/{siren}"), ("aller", "suite"));
        Assert.Equal(HttpStatusCode.SeeOther, begun.StatusCode);
        return $"/multi-siren/demandes/brouillons/{draft}";
    }

    private static async Task<HttpResponseMessage> Post(Visitor who, string path, int step, (string, string)[] fields) =>
        await who.Send($"{path}?etape={step}", await who.Form($"{path}?etape={step}"), [("etape", $"{step}"), .. fields]);

    private static async Task<string> Said(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private async Task<string?> Kept(string path, string field) => await site.Query<string>(
        "SELECT max(value) FROM draft_field WHERE request = @request AND name = @field", ("@request", $"multi-siren/{path.Split('/')[^1]}"), ("@field", field));
}
