using System.Net;
using System.Text.RegularExpressions;
using Grains.Employees;
using Grains.Interfaces.Employees.Departures;
using Grains.Text;
using Microsoft.Extensions.DependencyInjection;
using Silo.Demo;
using Silo.Messaging;
using Tests.Fixtures;
using Web.Tests.Access;
using Web.Tests.Fixtures;

namespace Web.Tests.Employees;

/// <summary>A proof of portability over HTTP: handed in by the leaver or the employer, answered by an adviser.</summary>
public sealed partial class PortabilityPageTests(Site site) : IClassFixture<Site>
{
    private const string List = "/multi-siren/salaries";
    private const string Page = "/multi-siren/affiliation";
    private const string Own = $"{Page}/portabilite";
    private const string Queue = "/gestion/portabilite";
    private readonly Site _site = site;

    private DateOnly Today => Paris.Day(_site.Services.GetRequiredService<TimeProvider>().GetUtcNow());

    // Of who has left.
    private DateOnly LastDay => Today.AddDays(-16);

    [Fact]
    public async Task The_leaver_hands_in_files_that_a_refused_form_keeps_and_reads_why_it_is_refused()
    {
        var (sheet, leaver) = await Left("remise@courrier.example");
        using var _ = leaver;
        using var nora = await _site.SignIn(DemoPeople.Nora);
        using var claire = await _site.SignIn(DemoPeople.Claire);
        Assert.Contains("Notification de droits au chômage", await Read(leaver, Page), StringComparison.Ordinal);
        Assert.Contains("data-proofs=\"attendu\"", await nora.Read(sheet), StringComparison.Ordinal);

        var empty = await Post(leaver, Own, []);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        Assert.Contains("Ajoutez au moins un fichier.", empty.Text, StringComparison.Ordinal);
        var mixed = await Post(leaver, Own, [], ("droits.pdf", Things.Pdf), ("faux.pdf", "<html>"u8.ToArray()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, mixed.Status);
        Assert.Contains("faux.pdf", mixed.Text, StringComparison.Ordinal);
        var piece = Piece().Match(mixed.Text).Groups[1].Value;
        Assert.NotEqual("", piece);
        Assert.Equal(HttpStatusCode.SeeOther, (await Post(leaver, Own, [("piece", piece), ("nom_piece", "droits.pdf")], ("suite.pdf", Things.Pdf))).Status);

        Assert.Contains("data-proof=\"attend\"", await leaver.Read(Page), StringComparison.Ordinal);
        Assert.Contains("data-own-proof=\"waiting\"", await (await leaver.Fragment(Page)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, await leaver.StatusOf(Own));
        var shown = await Read(nora, sheet);
        Assert.Contains("data-proofs=\"etude\"", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("droits.pdf", shown, StringComparison.Ordinal);
        Assert.Contains("Justificatif à l’étude", await Read(nora, $"{List}?entreprise={DemoPeople.Brumont.Siren}&statut=portabilite"), StringComparison.Ordinal);

        var (id, proof) = (sheet.Split('/')[^1], Proof().Match(shown).Groups[1].Value);
        var waiting = await Read(claire, Queue);
        foreach (var name in new[] { "droits.pdf", "suite.pdf" })
            Assert.Contains(name, waiting, StringComparison.Ordinal);
        var file = $"/gestion/salaries/{DemoPeople.Brumont.Key}/{id}/justificatifs/{proof}/{piece}";
        Assert.Equal(HttpStatusCode.OK, await claire.StatusOf(file));
        Assert.Equal(HttpStatusCode.NotFound, await claire.StatusOf($"{file}x"));
        (string, string)[] which = [("salarie", $"multi-siren/{id}"), ("justificatif", proof)];
        var silent = await claire.Do(Queue, "refuser", [.. which, ("explication", " ")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.StatusCode);
        Assert.Contains("Indiquez la raison du refus.", WebUtility.HtmlDecode(await silent.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        var refused = await claire.Do(Queue, "refuser", [.. which, ("explication", "La page est illisible.")]);
        Assert.Contains("fin=reponse", refused.Headers.Location!.ToString(), StringComparison.Ordinal);

        Assert.Contains("La page est illisible.", await Read(leaver, Page), StringComparison.Ordinal);
        Assert.Contains("La page est illisible.", await Read(nora, sheet), StringComparison.Ordinal);
        await Mailed("remise@courrier.example", "Portabilité\u00a0: votre justificatif n’est pas accepté");
        await Mailed(DemoPeople.Nora.Email, "Portabilité de ");
    }

    [Fact]
    public async Task The_employer_hands_in_too_and_an_end_of_benefit_ends_portability()
    {
        var (sheet, leaver) = await Left("deposee@courrier.example");
        using var _ = leaver;
        using var nora = await _site.SignIn(DemoPeople.Nora);
        using var claire = await _site.SignIn(DemoPeople.Claire);
        var reminded = await nora.Do($"{sheet}/portabilite", "relancer");
        Assert.Contains("fin=justificatif-relance", reminded.Headers.Location!.ToString(), StringComparison.Ordinal);
        await Mailed("deposee@courrier.example", "Portabilité\u00a0: justificatif attendu");

        Assert.Equal(HttpStatusCode.SeeOther, (await Post(nora, $"{sheet}/portabilite", [], ("droits.pdf", Things.Pdf))).Status);

        var (id, proof) = (sheet.Split('/')[^1], Proof().Match(await nora.Read(sheet)).Groups[1].Value);
        Assert.Contains("déposé par votre employeur", await Read(leaver, Page), StringComparison.Ordinal);
        var late = await nora.Send($"{sheet}/portabilite?handler=relancer", await nora.Form(sheet));
        Assert.Contains("fin=justificatif-etude", late.Headers.Location!.ToString(), StringComparison.Ordinal);
        (string, string)[] which = [("salarie", $"multi-siren/{id}"), ("justificatif", proof)];
        var ends = Today.AddDays(60);
        foreach (var (typed, sentence) in new[] { ("32/01/2027", "Écrivez ce jour"), ("", "Indiquez le dernier jour indemnisé."), ("01/01/2020", "Écrivez ce jour") })
        {
            var wrong = await claire.Do(Queue, "accepter", [.. which, ("jusquau", typed), ("arret", "1")]);
            var page = WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync());
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
            Assert.Contains(sentence, page, StringComparison.Ordinal);
            Assert.Contains($"value=\"{typed}\"", page, StringComparison.Ordinal);
        }
        Assert.Contains("fin=reponse", (await claire.Do(Queue, "accepter", [.. which, ("jusquau", $"{ends:dd/MM/yyyy}"), ("arret", "1")])).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("fin=deja", (await claire.Do(Queue, "accepter", which)).Headers.Location!.ToString(), StringComparison.Ordinal);

        var after = (await Read(nora, sheet)).Replace('\u00a0', ' ');
        Assert.Contains(FrenchDates.Day(ends).Replace('\u00a0', ' '), after, StringComparison.Ordinal);
        Assert.Contains("data-proofs=\"rien\"", after, StringComparison.Ordinal);
        Assert.Equal($"{ends:O}", await _site.Query<string>("SELECT max(until_on) FROM employee_departure WHERE employee = @employee", ("@employee", $"multi-siren/{id}")));
    }

    [Fact]
    public async Task The_simulator_names_what_will_be_asked_for_and_when()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var sheet = await Covered();
        var from = new DateOnly(Today.Year, Today.Month, 1).AddMonths(2);

        var shown = await nora.Send(
            $"{sheet}/depart?handler=simuler", await nora.Form($"{sheet}/depart"), ("fin", $"{from.AddDays(-1):dd/MM/yyyy}"), ("motif", "rupture-conventionnelle"), ("courriel", ""));

        var page = WebUtility.HtmlDecode(await shown.Content.ReadAsStringAsync()).Replace('\u00a0', ' ');
        Assert.Contains($"notification de droits au chômage, avant le {Said(from.AddDays(30))}", page, StringComparison.Ordinal);
        foreach (var months in new[] { 3, 6, 9 })
            Assert.Contains($"avant le {Said(from.AddMonths(months))}", page, StringComparison.Ordinal);

        static string Said(DateOnly day) => FrenchDates.Day(day).Replace('\u00a0', ' ');
    }

    [Fact]
    public async Task The_mail_of_a_departure_says_which_proof_is_asked_for_and_by_when()
    {
        var (_, leaver) = await Left("prevenue@courrier.example");
        using var __ = leaver;

        var mail = await Mail(m => m.To == "prevenue@courrier.example" && m.Subject.StartsWith("Votre départ", StringComparison.Ordinal));

        Assert.Contains($"notification de droits au chômage au plus tard le {FrenchDates.Day(Today.AddDays(30))}", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_no_right_to_it_learns_nothing()
    {
        var (sheet, leaver) = await Left("fermee@courrier.example");
        using var _ = leaver;
        using var stranger = await _site.SignIn(DemoPeople.Ousmane);
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusOf($"{sheet}/portabilite"));
        // Who has no link is led to the proof of it.
        using var nobody = _site.Stranger();
        Assert.Equal(HttpStatusCode.SeeOther, await nobody.StatusOf(Own));
        // Another leaver hands in nothing of hers, though they knew its key.
        var (_, other) = await Left("autre@courrier.example");
        using var __ = other;
        var kept = await Post(leaver, Own, [], ("droits.pdf", Things.Pdf), ("faux.pdf", "<html>"u8.ToArray()));
        var piece = Piece().Match(kept.Text).Groups[1].Value;
        Assert.NotEqual("", piece);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Post(other, Own, [("piece", piece), ("nom_piece", "droits.pdf")])).Status);
        Assert.Equal(0, await _site.Query<long>("SELECT count(*) FROM employee_proof_file WHERE file = @piece", ("@piece", piece)));
        Assert.Equal(0, await _site.Query<long>("SELECT count(*) FROM employee_proof WHERE employee = @employee", ("@employee", $"multi-siren/{sheet.Split('/')[^1]}")));
    }

    [Fact]
    public async Task The_demo_shows_one_that_waits_and_one_that_is_suspended()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        using var claire = await _site.SignIn(DemoPeople.Claire);

        var list = await Read(nora, $"{List}?entreprise={DemoPeople.Brumont.Siren}&statut=portabilite");

        Assert.Contains("Suspendue depuis le", list, StringComparison.Ordinal);
        Assert.Contains("Justificatif à l’étude", list, StringComparison.Ordinal);
        Assert.Contains("notification-de-droits.jpg", await Read(claire, Queue), StringComparison.Ordinal);
        var suspended = (await _site.Query<string>("SELECT employee FROM employee_list WHERE suspended_on <> '' ORDER BY suspended_on LIMIT 1")).Split('/')[1];
        var sheet = await Read(nora, $"{List}/{suspended}");
        Assert.Contains("data-proofs=\"suspendue\"", sheet, StringComparison.Ordinal);
        Assert.Contains("portabilité suspendue", sheet, StringComparison.Ordinal);
    }

    // With the session of their link.
    private async Task<(string Sheet, Visitor Leaver)> Left(string email)
    {
        var sheet = await Covered();
        var id = sheet.Split('/')[^1];
        var done = await _site.Services.GetRequiredService<AffiliationService>().Depart(
            DemoPeople.Nora.Caller, Site.Fresh(), id, new NewDeparture(LastDay, "rupture-conventionnelle", email));
        Assert.True(done.Ok, $"{done.Refusal}");
        var born = DateOnly.ParseExact(
            await _site.Query<string>("SELECT birth_date FROM employee_list WHERE employee = @employee", ("@employee", $"multi-siren/{id}")), "O",
            System.Globalization.CultureInfo.InvariantCulture);
        var leaver = _site.Stranger();
        await leaver.StatusOf(new Uri((await Mail(m => m.To == email && m.Link is not null)).Link!).AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, (await leaver.Do(Page, "naissance", ("naissance", $"{born:dd/MM/yyyy}"))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await leaver.Do(Page, "code", ("code", (await Mail(m => m.To == email && m.Code is not null)).Code!))).StatusCode);
        return (sheet, leaver);
    }

    private async Task<string> Covered() => $"{List}/{(await _site.Query<string>(
        """
        SELECT min(e.employee) FROM employee_list e WHERE e.company = @company AND e.status1 = 4 AND e.from2 IS NULL AND e.hired_on < @hired AND e.email <> ''
        AND NOT EXISTS (SELECT 1 FROM employee_departure d WHERE d.employee = e.employee)
        """, ("@company", DemoPeople.Brumont.Key), ("@hired", $"{Today.AddYears(-1):O}"))).Split('/')[1]}";

    private static async Task<(HttpStatusCode Status, string Text)> Post(Visitor who, string page, (string Name, string Value)[] fields, params (string Name, byte[] Bytes)[] files)
    {
        var keys = await who.Form(page);
        using var body = new MultipartFormDataContent { { new StringContent(keys.Token), "jeton" }, { new StringContent(keys.Key), "cle" } };
        foreach (var (name, value) in fields)
            body.Add(new StringContent(value), name);
        foreach (var (name, bytes) in files)
            body.Add(new ByteArrayContent(bytes), "fichier", name);
        var answer = await who.Client.PostAsync(page, body);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    private static async Task<string> Read(Visitor who, string page) => WebUtility.HtmlDecode(await who.Read(page));

    private Task Mailed(string to, string subject) => Mail(m => m.To == to && m.Subject.StartsWith(subject, StringComparison.Ordinal));

    private async Task<DemoMessage> Mail(Func<DemoMessage, bool> wanted)
    {
        var outbox = _site.Services.GetRequiredService<Outbox>();
        DemoMessage? found = null;
        await Eventually.True(async () => (found = (await outbox.Read(null, default)).LastOrDefault(wanted)) is not null);
        return found!;
    }

    [GeneratedRegex("<li data-proof=\"(\\d+)\"")]
    private static partial Regex Proof();

    [GeneratedRegex("name=\"piece\" value=\"([^\"]+)\"")]
    private static partial Regex Piece();
}
