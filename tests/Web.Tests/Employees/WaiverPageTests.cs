using System.Net;
using System.Text.RegularExpressions;
using Silo.Demo;
using Silo.Messaging;
using Tests.Fixtures;
using Web.Tests.Access;
using Web.Tests.Fixtures;

namespace Web.Tests.Employees;

/// <summary>A waiver over HTTP: asked for behind the personal link, decided by the employer or an adviser, kept in the register.</summary>
public sealed partial class WaiverPageTests(Site site) : IClassFixture<Site>
{
    private const string List = "/multi-siren/salaries";
    private const string Register = $"{List}/dispenses";
    private const string Page = "/multi-siren/affiliation";
    private const string Ask = $"{Page}/dispense";
    private static readonly string Form = $"{List}/nouveau?entreprise={DemoPeople.Brumont.Siren}";
    private readonly Site _site = site;

    [Fact]
    public async Task What_is_missing_is_said_and_what_was_typed_and_chosen_stays()
    {
        var (_, employee) = await Invited("Manquante");
        using var _ = employee;
        var choices = WebUtility.HtmlDecode(await employee.Read(Ask));
        foreach (var (code, offered) in new[] { ("W1", true), ("W4", true), ("W5", false), ("W6", true), ("W8", true), ("W9", false) })
            Assert.Equal(offered, choices.Contains($"cas={code}\"", StringComparison.Ordinal));

        var empty = await Post(employee, "W2", []);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        foreach (var said in new[] { "Précisez votre situation", "Indiquez le dernier jour", "Joignez votre justificatif", "Cochez que vous avez lu" })
            Assert.Contains(said, empty.Text, StringComparison.Ordinal);
        var late = await Post(employee, "W2", [("raison", "Mon contrat est chez un autre."), ("fin", "01/01/2020"), ("informe", "1")], Things.Pdf);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.Status);
        foreach (var kept in new[] { "Mon contrat est chez un autre.", "value=\"01/01/2020\"", "ne peut pas se terminer avant", "attestation.pdf", "checked" })
            Assert.Contains(kept, late.Text, StringComparison.Ordinal);
        var far = await Post(employee, "W4", [("raison", "Court"), ("fin", "31/12/2030"), ("informe", "1")], Things.Pdf);
        Assert.Contains("3 mois au plus", far.Text.Replace('\u00a0', ' '), StringComparison.Ordinal);
        var page = await Post(employee, "W3", [("raison", "Ailleurs"), ("informe", "1")], "<html>"u8.ToArray());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);

        // The file that came with a refused form is sent with the next one.
        var done = await Post(employee, "W2", [("raison", "Mon contrat"), ("fin", Day(200)), ("informe", "1"), ("piece", Piece().Match(late.Text).Groups[1].Value), ("nom_piece", "attestation.pdf")]);
        Assert.Equal(HttpStatusCode.SeeOther, done.Status);
        Assert.Contains("Votre demande de dispense est transmise", await Read(employee, Page), StringComparison.Ordinal);
        Assert.Contains("attend déjà une réponse", await Read(employee, Ask), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_of_right_is_accepted_opened_and_read_and_no_refusal_is_offered()
    {
        var (sheet, employee) = await Invited("Accordée");
        using var _ = employee;
        Assert.Equal(HttpStatusCode.SeeOther, (await Post(employee, "W3", [("raison", "Conjoint"), ("informe", "1")], Things.Pdf)).Status);
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var id = sheet.Split('/')[^1];
        Assert.Contains($"data-notice=\"dispense.{id}.", await Read(nora, "/multi-siren/notifications?vue=non-lues"), StringComparison.Ordinal);
        var shown = await Read(nora, sheet);
        Assert.Contains("Vous ne pouvez pas la refuser", shown, StringComparison.Ordinal);
        Assert.DoesNotContain($"id=\"refus-{id}", shown, StringComparison.Ordinal);
        var waiver = Waiver().Match(shown).Groups[1].Value;
        var proof = await nora.Client.GetAsync($"{sheet}/dispenses/{waiver}/piece");
        Assert.Equal(("application/pdf", "attachment"), (proof.Content.Headers.ContentType!.MediaType, proof.Content.Headers.ContentDisposition!.DispositionType));
        Assert.Equal(HttpStatusCode.NotFound, await nora.StatusOf($"{sheet}/dispenses/999/piece"));
        using (var stranger = await _site.SignIn(DemoPeople.Ousmane))
            Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusOf($"{sheet}/dispenses/{waiver}/piece"));

        var refused = await nora.Do(Register, "refuser", ("salarie", id), ("dispense", waiver), ("explication", "Non"));
        Assert.Contains("fin=deja", refused.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("data-status=\"en-cours\"", await nora.Read(sheet), StringComparison.Ordinal);
        var accepted = await nora.Do(Register, "accepter", ("salarie", id), ("dispense", waiver), ("fiche", "1"));
        Assert.Equal($"{sheet}?fin=acceptee", accepted.Headers.Location!.ToString().Split('&')[0]);

        Assert.Contains("data-status=\"dispense\"", await nora.Read(sheet), StringComparison.Ordinal);
        Assert.DoesNotContain($"data-notice=\"dispense.{id}.", await Read(nora, "/multi-siren/notifications?vue=non-lues"), StringComparison.Ordinal);
        Assert.Contains($"data-employee=\"{id}\"", await nora.Read($"{Register}?q=accordee&entreprise={DemoPeople.Brumont.Siren}"), StringComparison.Ordinal);
        Assert.Contains("Aucun nom ni cas", await Read(nora, $"{Register}?q=introuvable&entreprise={DemoPeople.Brumont.Siren}"), StringComparison.Ordinal);
        Assert.Contains("Vous êtes dispensé de ce contrat", await Read(employee, Page), StringComparison.Ordinal);
        Assert.Contains("data-opens", await (await employee.Fragment(Page)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var twice = await nora.Do(Register, "accepter", ("salarie", id), ("dispense", waiver));
        Assert.Contains("fin=deja", twice.Headers.Location!.ToString(), StringComparison.Ordinal);
        await Mailed("accordee@courrier.example", "Votre dispense est acceptée");
    }

    [Fact]
    public async Task One_that_the_act_lists_is_refused_with_a_reason_that_the_employee_reads()
    {
        var (sheet, employee) = await Invited("Refusée");
        using var _ = employee;
        Assert.Equal(HttpStatusCode.SeeOther, (await Post(employee, "W6", [("raison", "CDD de 4 mois"), ("fin", Day(90)), ("informe", "1")])).Status);
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var (id, waiver) = (sheet.Split('/')[^1], Waiver().Match(await nora.Read(sheet)).Groups[1].Value);

        var empty = await nora.Do(Register, "refuser", ("salarie", id), ("dispense", waiver), ("explication", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        Assert.Contains("Indiquez la raison du refus", WebUtility.HtmlDecode(await empty.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        var refused = await nora.Do(Register, "refuser", ("salarie", id), ("dispense", waiver), ("explication", "L’accord demande 6 mois."));
        Assert.Equal(HttpStatusCode.SeeOther, refused.StatusCode);

        Assert.Contains("L’accord demande 6 mois.", await Read(employee, Page), StringComparison.Ordinal);
        Assert.Contains("handler=vous", await employee.Read(Page), StringComparison.Ordinal);
        Assert.Contains($"data-employee=\"{id}\"", await nora.Read($"{Register}?vue=refusees&entreprise={DemoPeople.Brumont.Siren}"), StringComparison.Ordinal);
        await Mailed("refusee@courrier.example", "Réponse à votre demande de dispense");
    }

    [Fact]
    public async Task One_asked_for_too_late_goes_to_the_insurer_whose_advisers_alone_answer()
    {
        var (sheet, employee) = await Invited("Tardive", hired: "01/03/2020");
        using var _ = employee;
        Assert.Equal(HttpStatusCode.SeeOther, (await Post(employee, "W2", [("raison", "Contrat personnel"), ("fin", Day(100)), ("informe", "1")], Things.Pdf)).Status);
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var (id, waiver) = (sheet.Split('/')[^1], Waiver().Match(await nora.Read(sheet)).Groups[1].Value);
        var shown = await Read(nora, sheet);
        Assert.Contains("Transmettre à l’assureur", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=accepter", shown, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await nora.Do(Register, "transmettre", ("salarie", id), ("dispense", waiver))).StatusCode);
        Assert.Contains("Attend l’assureur", await Read(nora, sheet), StringComparison.Ordinal);
        Assert.Contains("l’assureur l’examine", await Read(employee, Page), StringComparison.Ordinal);

        using var claire = await _site.SignIn(DemoPeople.Claire);
        Assert.Contains("Tardive", await Read(claire, "/gestion/dispenses"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await claire.StatusOf($"/gestion/salaries/multi-siren/{DemoPeople.Brumont.Siren}/{id}/dispenses/{waiver}/piece"));
        (string, string)[] which = [("salarie", $"multi-siren/{id}"), ("dispense", waiver)];
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await claire.Do("/gestion/dispenses", "refuser", [.. which, ("explication", "")])).StatusCode);
        var settled = await claire.Do("/gestion/dispenses", "refuser", [.. which, ("explication", "Le certificat est expiré.")]);
        Assert.Contains("fin=reponse", settled.Headers.Location!.ToString(), StringComparison.Ordinal);

        Assert.Contains("Le certificat est expiré.", await Read(nora, sheet), StringComparison.Ordinal);
        Assert.Contains("Le certificat est expiré.", await Read(employee, Page), StringComparison.Ordinal);
        Assert.DoesNotContain("Tardive", await Read(claire, "/gestion/dispenses"), StringComparison.Ordinal);
        await Mailed(DemoPeople.Nora.Email, "Dispense, réponse de l’assureur");
    }

    [Fact]
    public async Task Home_counts_what_is_to_be_decided_and_leads_there()
    {
        var (_, employee) = await Invited("Comptée");
        using var _ = employee;
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var before = Todo().Match(await nora.Read("/multi-siren/accueil")) is { Success: true } shown ? int.Parse(shown.Groups[1].Value) : 0;

        Assert.Equal(HttpStatusCode.SeeOther, (await Post(employee, "W3", [("raison", "Conjoint"), ("informe", "1")], Things.Pdf)).Status);

        var home = WebUtility.HtmlDecode(await nora.Read("/multi-siren/accueil"));
        Assert.Equal(before + 1, int.Parse(Todo().Match(home).Groups[1].Value));
        Assert.Contains("à décider", home, StringComparison.Ordinal);
        Assert.Contains($"data-to-decide=\"{before + 1}\"", await nora.Read($"{Register}?entreprise={DemoPeople.Brumont.Siren}"), StringComparison.Ordinal);
        using var stranger = await _site.SignIn(DemoPeople.Ousmane);
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusOf($"{Register}?entreprise={DemoPeople.Brumont.Siren}"));
    }

    private async Task<(string Sheet, Visitor Employee)> Invited(string name, string hired = "")
    {
        var email = $"{Grains.Text.SearchText.Normalize(name)}@courrier.example";
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var sent = await nora.Send(Form, await nora.Form(Form), [
            ("etape", "4"), ("aller", "suite"), ("nom", name), ("prenom", "Maëlys"), ("naissance", "04/05/1991"), ("siret", "81234567600017"), ("college", "04"),
            ("embauche", hired.Length > 0 ? hired : Day(-5)), ("option-SA2019000", "OPT1"), ("effet", Day(-5)), ("courriel", email)]);
        var employee = _site.Stranger();
        await employee.StatusOf(new Uri((await Mail(m => m.To == email && m.Link is not null)).Link!).AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, (await employee.Do(Page, "naissance", ("naissance", "04/05/1991"))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await employee.Do(Page, "code", ("code", (await Mail(m => m.To == email && m.Code is not null)).Code!))).StatusCode);
        return (sent.Headers.Location!.ToString().Split('?')[0], employee);
    }

    private static async Task<(HttpStatusCode Status, string Text)> Post(Visitor employee, string code, (string Name, string Value)[] fields, byte[]? file = null)
    {
        var keys = await employee.Form($"{Ask}?contrat=SA2019000&cas={code}");
        using var body = new MultipartFormDataContent
        {
            { new StringContent(keys.Token), "jeton" }, { new StringContent(keys.Key), "cle" }, { new StringContent("SA2019000"), "contrat" }, { new StringContent(code), "cas" },
        };
        foreach (var (name, value) in fields)
            body.Add(new StringContent(value), name);
        if (file is not null)
            body.Add(new ByteArrayContent(file), "fichier", "attestation.pdf");
        var answer = await employee.Client.PostAsync(Ask, body);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    private string Day(int days) => $"{Grains.Text.Paris.Day(_site.Services.GetRequiredService<TimeProvider>().GetUtcNow()).AddDays(days):dd/MM/yyyy}";

    private static async Task<string> Read(Visitor who, string page) => WebUtility.HtmlDecode(await who.Read(page));

    private Task Mailed(string to, string subject) => Mail(m => m.To == to && m.Subject.StartsWith(subject, StringComparison.Ordinal));

    private async Task<DemoMessage> Mail(Func<DemoMessage, bool> wanted)
    {
        var outbox = _site.Services.GetRequiredService<Outbox>();
        DemoMessage? found = null;
        await Eventually.True(async () => (found = (await outbox.Read(null, default)).LastOrDefault(wanted)) is not null);
        return found!;
    }

    [GeneratedRegex("data-waiver=\"(\\d+)\"")]
    private static partial Regex Waiver();

    [GeneratedRegex("name=\"piece\" value=\"([^\"]+)\"")]
    private static partial Regex Piece();

    [GeneratedRegex("data-waivers=\"(\\d+)\"")]
    private static partial Regex Todo();
}
