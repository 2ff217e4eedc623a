using System.Net;
using System.Text.RegularExpressions;
using Grains.Interfaces.Employees;
using Silo.Demo;
using Silo.Messaging;
using Tests.Fixtures;
using Tests.Fixtures.Pdf;
using Web.Tests.Access;
using Web.Tests.Fixtures;

namespace Web.Tests.Employees;

/// <summary>« Affilier un salarié » where the employer types it all, and what the employee says of it.</summary>
public sealed partial class TypedAffiliationTests(Site site) : IClassFixture<Site>
{
    private const string List = "/multi-siren/salaries";
    private const string Page = "/multi-siren/affiliation";
    private static readonly string Form = $"{List}/nouveau?entreprise={DemoPeople.Brumont.Siren}";
    private readonly Site _site = site;

    [Fact]
    public async Task Employer_types_it_all_the_employee_reads_and_contests_it_and_is_answered()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var sent = await nora.Send(Form, await nora.Form(Form), [("etape", "6"), ("aller", "suite"), .. Whole("Entière")]);
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        var sheet = sent.Headers.Location!.ToString().Split('?')[0];
        var drawn = await Text(nora, sheet);
        Assert.Contains("data-status=\"affilie\"", drawn, StringComparison.Ordinal);
        Assert.Contains("Ada Lasbleiz", drawn, StringComparison.Ordinal);
        Assert.Contains("Affiliation remplie par l’employeur", drawn, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=relancer", drawn, StringComparison.Ordinal);
        Assert.DoesNotContain("0013M02606", drawn.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);

        using var employee = await Enter("entiere@courrier.example");
        var page = await Text(employee, Page);
        foreach (var said in new[] { "Relisez-la", "Ada Lasbleiz", "FR•• •••• 2606", "Référence du mandat" })
            Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await employee.Do(Page, "contester", ("raison", " "))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await employee.Do(Page, "contester", ("raison", "Je n’ai pas choisi cette option"))).StatusCode);
        Assert.Contains("data-contest=\"attend\"", await Text(employee, Page), StringComparison.Ordinal);

        Assert.Contains("Je n’ai pas choisi cette option", await Text(nora, sheet), StringComparison.Ordinal);
        Assert.Contains("Affiliation contestée", await Text(nora, $"{List}?entreprise={DemoPeople.Brumont.Siren}&q=entiere"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await nora.Do(sheet, "repondre", ("explication", ""))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await nora.Do(sheet, "repondre", ("explication", "Nous la corrigeons"))).StatusCode);
        Assert.DoesNotContain("handler=repondre", await Text(nora, sheet), StringComparison.Ordinal);
        Assert.Contains("Nous la corrigeons", await Text(employee, Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_beneficiary_s_paper_comes_by_the_link_the_employer_sees_that_it_came_and_an_adviser_opens_it_and_settles()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var typed = Whole("Justifiée").Select(f => f.Name == "courriel" ? (f.Name, "justifiee@courrier.example") : f);
        var sent = await nora.Send(Form, await nora.Form(Form), [("etape", "6"), ("aller", "suite"), .. typed]);
        var sheet = sent.Headers.Location!.ToString().Split('?')[0];
        Assert.Contains("data-missing=\"1\"", await Text(nora, sheet), StringComparison.Ordinal);

        using var employee = await Enter("justifiee@courrier.example");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Hand("acte.pdf", "<html>"u8.ToArray()));
        Assert.Equal(HttpStatusCode.SeeOther, await Hand("acte.pdf", Things.Pdf));
        var file = Paper().Match(await employee.Read(Page)).Groups[1].Value;
        Assert.Equal(HttpStatusCode.OK, await employee.StatusOf($"{Page}/pieces/{file}"));
        using var stranger = _site.Stranger();
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusOf($"{Page}/pieces/{file}"));
        Assert.Equal(HttpStatusCode.SeeOther, (await employee.Do(Page, "contester", ("raison", "Ce n’est pas mon option"))).StatusCode);

        var seen = await Text(nora, sheet);
        Assert.Contains("Pièce reçue", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("acte.pdf", seen, StringComparison.Ordinal);

        using var claire = await _site.SignIn(DemoPeople.Claire);
        var at = $"/gestion/salaries/multi-siren/{DemoPeople.Brumont.Siren}/{sheet.Split('/')[^1]}";
        Assert.Contains(at, await claire.Read("/gestion/contestations"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, await nora.StatusOf($"{at}/pieces/{file}"));
        using var opened = await claire.Client.GetAsync($"{at}/pieces/{file}");
        Assert.Equal(("attachment", HttpStatusCode.OK), (opened.Content.Headers.ContentDisposition?.DispositionType, opened.StatusCode));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await claire.Do(at, "trancher", ("explication", " "))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await claire.Do(at, "trancher", ("explication", "L’option sera corrigée"))).StatusCode);
        Assert.DoesNotContain(at, await claire.Read("/gestion/contestations"), StringComparison.Ordinal);
        foreach (var (who, page) in new[] { (nora, sheet), (employee, Page) })
            Assert.Contains("L’option sera corrigée", await Text(who, page), StringComparison.Ordinal);

        async Task<HttpStatusCode> Hand(string name, byte[] content)
        {
            var keys = await employee.Form(Page);
            using var body = new MultipartFormDataContent
            {
                { new StringContent(keys.Token), "jeton" }, { new StringContent("1"), "rang" }, { new StringContent($"{(int)PaperKind.MarriageAct}"), "genre" },
                { new ByteArrayContent(content), "fichier", name },
            };
            return (await employee.Client.PostAsync($"{Page}/pieces", body)).StatusCode;
        }
    }

    [Theory]
    [InlineData(6, "iban", "FR76", "iban")]
    [InlineData(6, "mandat", "", "mandat")]
    [InlineData(5, "personne-1-lien", "", "personne-1-lien")]
    [InlineData(5, "personne-1-naissance", "hier", "personne-1-naissance")]
    [InlineData(4, "rue", "", "rue")]
    [InlineData(3, "effet", "hier", "effet")]
    [InlineData(2, "college", "", "college")]
    [InlineData(2, "embauche", "demain", "embauche")]
    [InlineData(1, "naissance", "hier", "naissance")]
    public async Task A_step_that_lacks_something_says_what_and_keeps_the_rest(int step, string field, string value, string named)
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var typed = Whole("Partielle").Select(f => f.Name == field ? (f.Name, value) : f).ToArray();

        var refused = await nora.Send(Form, await nora.Form(Form), [("etape", $"{step}"), ("aller", "suite"), .. typed]);
        var whole = await nora.Send(Form, await nora.Form(Form), [("etape", "6"), ("aller", "suite"), .. typed]);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (refused.StatusCode, whole.StatusCode));
        var drawn = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Contains($"href=\"#{named}\"", drawn, StringComparison.Ordinal);
        Assert.Contains("value=\"Partielle\"", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_beneficiary_is_one_place_more_and_at_most_ten()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);

        var one = await Places([.. Whole("Nombreuse"), ("aller", "suite")]);
        var more = await Places([.. Whole("Nombreuse"), ("aller", "personne")]);
        var ten = await Places([.. Whole("Nombreuse"), ("personne-10-nom", "Dernier"), ("aller", "personne")]);

        Assert.Equal((1, 2, 10), (one, more, ten));

        async Task<int> Places((string, string)[] fields)
        {
            var step = fields.Contains(("aller", "personne")) ? "5" : "4";
            var drawn = await nora.Send(Form, await nora.Form(Form), [("etape", step), .. fields]);
            return Place().Count(await drawn.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task What_the_employee_will_get_is_shown_before_it_is_sent()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);

        var mail = await nora.Send(Form, await nora.Form(Form), [("etape", "6"), ("aller", "apercu"), .. Whole("Annoncée")]);
        var letter = await nora.Send(
            Form, await nora.Form(Form), [("etape", "6"), ("aller", "apercu"), .. Whole("Annoncée").Where(f => f.Name != "courriel")]);

        Assert.Contains("Votre employeur a rempli votre affiliation", WebUtility.HtmlDecode(await mail.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal("application/pdf", letter.Content.Headers.ContentType!.MediaType);
        using var pdf = new ReadPdf(await letter.Content.ReadAsByteArrayAsync());
        Assert.Contains("est enregistrée", pdf.Text, StringComparison.Ordinal);
    }

    private static (string Name, string Value)[] Whole(string name) =>
    [
        ("formule", "complete"), ("nom", name), ("prenom", "Maëlys"), ("naissance", "04/05/1991"), ("siret", "81234567600017"), ("college", "04"),
        ("embauche", "01/11/2026"), ("option-SA2019000", "OPT1"), ("effet", "01/11/2026"), ("courriel", "entiere@courrier.example"), ("rue", "1 rue du Verger"),
        ("codepostal", "14310"), ("ville", "Courmelois"), ("personne-1-lien", "conjoint"), ("personne-1-prenom", "Ada"), ("personne-1-nom", "Lasbleiz"),
        ("personne-1-naissance", "01/02/1990"), ("iban", "FR14 2004 1010 0505 0001 3M02 606"), ("mandat", "1"),
    ];

    private async Task<Visitor> Enter(string address)
    {
        var employee = _site.Stranger();
        await employee.StatusOf(new Uri((await Mail(m => m.To == address && m.Link is not null)).Link!).AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, (await employee.Do(Page, "naissance", ("naissance", "04/05/1991"))).StatusCode);
        var code = (await Mail(m => m.To == address && m.Code is not null)).Code!;
        Assert.Equal(HttpStatusCode.SeeOther, (await employee.Do(Page, "code", ("code", code))).StatusCode);
        return employee;
    }

    private static async Task<string> Text(Visitor visitor, string page) => WebUtility.HtmlDecode(await visitor.Read(page));

    private async Task<DemoMessage> Mail(Func<DemoMessage, bool> wanted)
    {
        var outbox = _site.Services.GetRequiredService<Outbox>();
        DemoMessage? found = null;
        await Eventually.True(async () => (found = (await outbox.Read(null, default)).LastOrDefault(wanted)) is not null);
        return found!;
    }

    [GeneratedRegex("<select class=\"in\" id=\"personne-\\d+-lien\"")]
    private static partial Regex Place();

    [GeneratedRegex("affiliation/pieces/([^\"]+)\"")]
    private static partial Regex Paper();
}
