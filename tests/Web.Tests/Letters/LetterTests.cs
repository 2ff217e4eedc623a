using System.Net;
using System.Text.RegularExpressions;
using Dapper;
using Grains.Employees;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Departures;
using Grains.Text;
using Microsoft.Extensions.DependencyInjection;
using Silo.Demo;
using Silo.Messaging;
using Tests.Fixtures;
using Tests.Fixtures.Pdf;
using Web.Tests.Fixtures;

namespace Web.Tests.Letters;

public sealed partial class LetterTests(Site site) : IClassFixture<Site>
{
    private const string Queue = "/gestion/lettres";
    private const string Page = "/multi-siren/affiliation";
    private readonly Site _site = site;

    [Fact]
    public async Task Who_has_no_e_mail_gets_a_letter_proves_themselves_by_its_code_and_signs_with_it()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        using var claire = await _site.SignIn(DemoPeople.Claire);
        var sheet = await Invite(nora, "Lettrée");
        Assert.Contains("à imprimer", await Text(nora, sheet), StringComparison.Ordinal);
        var (letter, reference, code) = await Printed(claire, "Lettrée");
        Assert.Equal(HttpStatusCode.SeeOther, (await claire.Do(Queue, "poster", ("lettre", letter))).StatusCode);
        await Eventually.True(async () => (await Text(nora, sheet)).Contains("postée le", StringComparison.Ordinal));
        Assert.DoesNotContain(letter, await claire.Read(Queue), StringComparison.Ordinal);
        Assert.Equal("", await _site.Query<string>("SELECT secret FROM letter WHERE letter = @letter", ("@letter", letter)));

        using var employee = _site.Stranger();
        Assert.Equal(HttpStatusCode.Found, await employee.StatusOf($"/multi-siren/lettre/{reference.ToLowerInvariant()}"));
        var asked = await employee.Do(Page, "naissance", ("naissance", "04/05/1991"));
        Assert.Contains("imprimé sur votre lettre", WebUtility.HtmlDecode(await asked.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await employee.Do(Page, "code", ("vers", "lettre"), ("code", code.ToLowerInvariant()))).StatusCode);
        Assert.Contains("14 rue des Carmes", await Text(employee, Page), StringComparison.Ordinal);
        foreach (var (handler, fields) in Steps)
            Assert.Equal(HttpStatusCode.SeeOther, (await employee.Do(Page, handler, fields)).StatusCode);
        await _site.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(HttpStatusCode.SeeOther, (await employee.Do(Page, "signature")).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await employee.Do(Page, "signer", ("code", code))).StatusCode);

        Assert.Contains("data-status=\"affilie\"", await nora.Read(sheet), StringComparison.Ordinal);
        using var again = _site.Stranger();
        await again.StatusOf($"/multi-siren/lettre/{reference}");
        Assert.Equal(HttpStatusCode.Gone, (await again.Do(Page, "naissance", ("naissance", "04/05/1991"))).StatusCode);
    }

    [Fact]
    public async Task Five_wrong_printed_codes_close_the_link_and_the_employer_is_told()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        using var claire = await _site.SignIn(DemoPeople.Claire);
        await Invite(nora, "Forcée");
        var (_, reference, code) = await Printed(claire, "Forcée");
        using var thief = _site.Stranger();
        await thief.StatusOf($"/multi-siren/lettre/{reference}");
        // Without the birth date the right code opens nothing, and counts.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await thief.Do(Page, "code", ("vers", "lettre"), ("code", code))).StatusCode);
        await thief.Do(Page, "naissance", ("naissance", "04/05/1991"));
        for (var i = 0; i < 4; i++)
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await thief.Do(Page, "code", ("vers", "lettre"), ("code", $"AAAAA-AAAA{i}"))).StatusCode);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await thief.Do(Page, "code", ("vers", "lettre"), ("code", code))).StatusCode);

        await Eventually.True(async () => (await _site.Services.GetRequiredService<Outbox>().Read(null, default))
            .Any(m => m.To == DemoPeople.Nora.Email && m.Text.Contains("Forcée", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_corrected_letter_replaces_the_former_and_a_withdrawn_one_leaves_the_queue()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        using var claire = await _site.SignIn(DemoPeople.Claire);
        var sheet = await Invite(nora, "Corrigée");
        var (first, reference, _) = await Printed(claire, "Corrigée");
        await _site.Advance(TimeSpan.FromSeconds(1));
        var wrong = await nora.Do(sheet, "adresse", ("rue", ""), ("codepostal", "76000"), ("ville", "Rouen"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);

        Assert.Equal(HttpStatusCode.SeeOther, (await nora.Do(sheet, "adresse", ("rue", "2 rue Neuve"), ("codepostal", "76000"), ("ville", "Rouen"))).StatusCode);

        var queue = await Text(claire, Queue);
        Assert.DoesNotContain(first, queue, StringComparison.Ordinal);
        Assert.Contains("2 rue Neuve", queue, StringComparison.Ordinal);
        using var employee = _site.Stranger();
        await employee.StatusOf($"/multi-siren/lettre/{reference}");
        Assert.Equal(HttpStatusCode.Gone, (await employee.Do(Page, "naissance", ("naissance", "04/05/1991"))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await nora.Do(sheet, "retirer")).StatusCode);
        Assert.DoesNotContain("2 rue Neuve", await Text(claire, Queue), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letter_of_a_departure_says_which_proof_is_asked_for_and_by_when()
    {
        using var claire = await _site.SignIn(DemoPeople.Claire);
        var today = Paris.Day(_site.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        var employee = await _site.Query<string>(
            """
            SELECT min(e.employee) FROM employee_list e WHERE e.company = @company AND e.status1 = 4 AND e.from2 IS NULL AND e.hired_on < @hired
            AND NOT EXISTS (SELECT 1 FROM employee_departure d WHERE d.employee = e.employee)
            """, ("@company", DemoPeople.Brumont.Key), ("@hired", $"{today.AddYears(-1):O}"));
        var name = await _site.Query<string>("SELECT last_name FROM employee_list WHERE employee = @employee", ("@employee", employee));
        var done = await _site.Services.GetRequiredService<AffiliationService>().Depart(
            DemoPeople.Nora.Caller, Site.Fresh(), employee.Split('/')[1],
            new NewDeparture(today.AddDays(-16), "rupture-conventionnelle", "") { Address = new PostalAddress("14 rue des Carmes", "76000", "Rouen") });
        Assert.True(done.Ok, $"{employee} {done.Refusal}");

        var (_, text) = await Paper(claire, name);

        var said = text.Replace('\u00a0', ' ').Replace('\n', ' ');
        Assert.Contains("notification de droits au chômage", said, StringComparison.Ordinal);
        Assert.Contains(FrenchDates.Day(today.AddDays(30)).Replace('\u00a0', ' '), said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_holds_five_hundred_letters_a_page_each_and_the_page_says_that_more_wait()
    {
        // Its own: the queue is one for the whole site.
        await using var site = new Site();
        using var claire = await site.SignIn(DemoPeople.Claire);
        await using var database = await site.Database();
        await database.ExecuteAsync(
            """
            INSERT INTO letter (owner, letter, portal, company, template, name, street, post_code, city, at, ends_at, posted_at, secret)
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
            SELECT l.owner, l.letter || '-' || n.i, l.portal, l.company, l.template, l.name, l.street, l.post_code, l.city, l.at, l.ends_at, l.posted_at, l.secret
            FROM letter l CROSS JOIN n WHERE l.posted_at IS NULL
            """);
        var page = await Text(claire, Queue);
        var letters = Chosen().Matches(page).Select(m => ("lettre", m.Groups[1].Value)).ToArray();
        Assert.Equal(500, letters.Length);
        Assert.Contains("500", page, StringComparison.Ordinal);

        var file = await (await claire.Do(Queue, "imprimer", letters)).Content.ReadAsByteArrayAsync();

        using var pdf = new ReadPdf(file);
        Assert.Equal(500, pdf.Pages.Count);
        Assert.InRange(file.Length, 100_000, 8_000_000);
    }

    [Fact]
    public async Task The_demo_s_letter_waits_to_be_printed_and_an_invitation_needs_an_e_mail_or_an_address()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        using var claire = await _site.SignIn(DemoPeople.Claire);

        Assert.Contains("14 rue des Carmes", await Text(claire, Queue), StringComparison.Ordinal);
        var neither = await Send(nora, "Ni l’un ni l’autre", []);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, neither.StatusCode);
        Assert.Contains("ou une adresse postale", WebUtility.HtmlDecode(await neither.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Employer_sees_what_the_employee_will_get_and_nothing_is_sent()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);

        var mail = await Send(nora, "Aperçue", [("aller", "apercu"), ("courriel", "apercue@courrier.example")]);
        var letter = await Send(nora, "Aperçue", [("aller", "apercu"), ("rue", "9 rue Close"), ("codepostal", "76000"), ("ville", "Rouen")]);

        Assert.Contains("Bonjour Églantine", WebUtility.HtmlDecode(await mail.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        using var pdf = new ReadPdf(await letter.Content.ReadAsByteArrayAsync());
        Assert.Contains("9 rue Close", pdf.Text, StringComparison.Ordinal);
        Assert.Contains("XXXXX-XXXXX", pdf.Text, StringComparison.Ordinal);
        Assert.Equal(0, await _site.Query<long>("SELECT count(*) FROM employee_list WHERE last_name = 'Aperçue'"));
    }

    private static readonly (string, (string, string)[])[] Steps =
    [
        ("vous", [("rue", "1 rue du Verger"), ("codepostal", "14310"), ("ville", "Courmelois")]), ("options", [("option-SA2019000", "OPT1")]), ("suite", []),
        ("compte", [("iban", "FR14 2004 1010 0505 0001 3M02 606"), ("accord", "1")]),
    ];

    private static Task<HttpResponseMessage> Send(Visitor nora, string name, (string, string)[] contact) => SendTo(
        nora, $"/multi-siren/salaries/nouveau?entreprise={DemoPeople.Brumont.Siren}",
        [
            ("etape", "4"), .. contact.Where(f => f.Item1 == "aller").DefaultIfEmpty(("aller", "suite")), ("civilite", "madame"), ("nom", name), ("prenom", "Églantine"), ("naissance", "04/05/1991"),
            ("siret", "81234567600017"), ("college", "04"), ("embauche", "01/12/2026"), ("option-SA2019000", "OPT1"), ("effet", "01/12/2026"), .. contact.Where(f => f.Item1 != "aller"),
        ]);

    private static async Task<HttpResponseMessage> SendTo(Visitor who, string form, (string, string)[] fields) => await who.Send(form, await who.Form(form), fields);

    private static async Task<string> Invite(Visitor nora, string name)
    {
        var sent = await Send(nora, name, [("rue", "14 rue des Carmes"), ("codepostal", "76000"), ("ville", "Rouen")]);
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        return sent.Headers.Location!.ToString().Split('?')[0];
    }

    private async Task<(string Letter, string Reference, string Code)> Printed(Visitor claire, string name)
    {
        var (letter, text) = await Paper(claire, name);
        return (letter, Reference().Match(text).Groups[1].Value, Code().Match(text).Value);
    }

    private async Task<(string Letter, string Text)> Paper(Visitor claire, string name)
    {
        var letter = await _site.Query<string>("SELECT letter FROM letter WHERE name LIKE @name AND posted_at IS NULL", ("@name", $"%{name}"));
        Assert.Contains(letter, await claire.Read(Queue), StringComparison.Ordinal);
        var file = await (await claire.Do(Queue, "imprimer", ("lettre", letter))).Content.ReadAsByteArrayAsync();
        if (Environment.GetEnvironmentVariable("LOOK_AT") is { Length: > 0 } folder)
            await File.WriteAllBytesAsync(Path.Combine(folder, "letter.pdf"), file);
        using var pdf = new ReadPdf(file);
        Assert.True(pdf.IsTagged && pdf.EmbedsItsFonts && !pdf.IsActive && pdf.Pages.Count == 1);
        Assert.Contains("76000 ROUEN", pdf.Text, StringComparison.Ordinal);
        return (letter, pdf.Text);
    }

    private static async Task<string> Text(Visitor who, string page) => WebUtility.HtmlDecode(await who.Read(page));

    [GeneratedRegex("name=\"lettre\" value=\"([^\"]+)\"")]
    private static partial Regex Chosen();

    [GeneratedRegex("/lettre/([0-9A-Z]{10})")]
    private static partial Regex Reference();

    [GeneratedRegex("[0-9A-Z]{5}-[0-9A-Z]{5}")]
    private static partial Regex Code();
}
