using System.Net;
using System.Text.RegularExpressions;
using Grains.Interfaces.Employees;
using Silo.Demo;
using Silo.Messaging;
using Silo.Time;
using Tests.Fixtures;
using Web.Tests.Access;
using Web.Tests.Fixtures;

namespace Web.Tests.Employees;

/// <summary>What is read and handed in once somebody is covered: by a link that a later mail brings, and by the employer.</summary>
public sealed partial class AfterAffiliationTests(Site site) : IClassFixture<Site>
{
    private const string List = "/multi-siren/salaries";
    private const string Page = "/multi-siren/affiliation";
    private const string Email = "ondine@courrier.example";
    private static readonly string Form = $"{List}/nouveau?entreprise={DemoPeople.Brumont.Siren}";
    private readonly Site _site = site;

    [Fact]
    public async Task Who_was_covered_by_the_base_scheme_reads_so_by_the_link_of_the_mail_that_tells_it()
    {
        var start = _site.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        string sheet;
        using (var nora = await _site.SignIn(DemoPeople.Nora))
        {
            var sent = await nora.Send(Form, await nora.Form(Form), [("etape", "4"), ("aller", "suite"), .. Person("Ondine")]);
            sheet = sent.Headers.Location!.ToString().Split('?')[0];
        }
        foreach (var (days, act) in new[] { (9, "relancer"), (18, "forcer") })
        {
            await _site.Services.GetRequiredService<BusinessClock>().Move(_site.Store, start.AddDays(days), stopped: false);
            using var nora = await _site.SignIn(DemoPeople.Nora);
            Assert.Equal(HttpStatusCode.SeeOther, (await nora.Do(sheet, act)).StatusCode);
        }

        using var employee = await Enter(m => m.To == Email && m.Subject.Contains("régime de base", StringComparison.Ordinal));

        var page = WebUtility.HtmlDecode(await employee.Read(Page));
        Assert.Contains("sans option ni ayant droit", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"affiliation/attestation\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=vous", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_employer_hands_in_papers_of_what_they_typed_and_hears_what_is_refused()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var sent = await nora.Send(Form, await nora.Form(Form), [("etape", "6"), ("aller", "suite"), .. Person("Pièces"), .. Whole]);
        var sheet = sent.Headers.Location!.ToString().Split('?')[0];
        Assert.Contains($"action=\"{sheet}/pieces\"", (await nora.Read(sheet)).Replace($"?entreprise={DemoPeople.Brumont.Siren}", "", StringComparison.Ordinal), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Hand(PaperKind.BirthAct, Things.Pdf));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Hand(PaperKind.MarriageAct, "<html>"u8.ToArray()));
        Assert.Equal(HttpStatusCode.SeeOther, await Hand(PaperKind.MarriageAct, Things.Pdf));

        var seen = WebUtility.HtmlDecode(await nora.Read(sheet));
        Assert.Contains("Pièce reçue", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("acte.pdf", seen, StringComparison.Ordinal);

        async Task<HttpStatusCode> Hand(PaperKind kind, byte[] content)
        {
            var keys = await nora.Form(sheet);
            using var body = new MultipartFormDataContent
            {
                { new StringContent(keys.Token), "jeton" }, { new StringContent("1"), "rang" }, { new StringContent($"{(int)kind}"), "genre" },
                { new ByteArrayContent(content), "fichier", "acte.pdf" },
            };
            return (await nora.Client.PostAsync($"{sheet}/pieces", body)).StatusCode;
        }
    }

    [Fact]
    public async Task A_waiver_that_is_asked_for_is_read_by_the_employer_the_adviser_and_at_the_address_that_was_named()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var sent = await nora.Send(Form, await nora.Form(Form), [("etape", "4"), ("aller", "suite"), .. Person("Dispensée", "dispensee@courrier.example"), ("dispense", "rh-dispenses@brumont.example")]);
        var sheet = sent.Headers.Location!.ToString().Split('?')[0];
        using var employee = await Enter(m => m.To == "dispensee@courrier.example" && m.Link is not null, "dispensee@courrier.example");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Ask());
        Assert.Equal(HttpStatusCode.SeeOther, await Ask(("informe", "1")));

        Assert.Contains("Votre demande de dispense est transmise", WebUtility.HtmlDecode(await employee.Read(Page)), StringComparison.Ordinal);
        Assert.Contains("Dispense demandée, cas W3", WebUtility.HtmlDecode(await nora.Read(sheet)), StringComparison.Ordinal);
        using var claire = await _site.SignIn(DemoPeople.Claire);
        var adviser = await claire.Read($"/gestion/salaries/multi-siren/{DemoPeople.Brumont.Siren}/{sheet.Split('/')[^1]}");
        Assert.Contains("Dispense demandée, cas W3", WebUtility.HtmlDecode(adviser), StringComparison.Ordinal);
        foreach (var address in new[] { "rh-dispenses@brumont.example", DemoPeople.Nora.Email })
            Assert.StartsWith("Bonjour", (await Mail(m => m.To == address && m.Subject.Contains("Dispensée", StringComparison.Ordinal))).Text, StringComparison.Ordinal);

        async Task<HttpStatusCode> Ask(params (string Name, string Value)[] more)
        {
            var keys = await employee.Form($"{Page}/dispense?contrat=SA2019000&cas=W3");
            using var body = new MultipartFormDataContent
            {
                { new StringContent(keys.Token), "jeton" }, { new StringContent(keys.Key), "cle" }, { new StringContent("SA2019000"), "contrat" },
                { new StringContent("W3"), "cas" }, { new StringContent("Couverte par mon conjoint."), "raison" }, { new ByteArrayContent(Things.Pdf), "fichier", "attestation.pdf" },
            };
            foreach (var (name, value) in more)
                body.Add(new StringContent(value), name);
            return (await employee.Client.PostAsync($"{Page}/dispense", body)).StatusCode;
        }
    }

    [Fact]
    public async Task A_new_link_is_asked_for_with_one_answer_and_goes_to_who_is_invited_alone()
    {
        const string Address = "renouvelee@courrier.example";
        using (var nora = await _site.SignIn(DemoPeople.Nora))
            await nora.Send(Form, await nora.Form(Form), [("etape", "4"), ("aller", "suite"), .. Person("Renouvelée", Address)]);
        using var invited = _site.Stranger();
        var link = new Uri((await Mail(m => m.To == Address && m.Link is not null)).Link!).AbsolutePath;
        await invited.StatusOf(link);
        using var unknown = _site.Stranger();
        await unknown.StatusOf("/multi-siren/affiliation/0123456789abcdef0123456789abcdef.n-existe-pas");
        using var nobody = _site.Stranger();
        var answers = new List<string>();
        foreach (var who in new[] { unknown, nobody, invited })
        {
            var drawn = await (await who.Client.GetAsync(Page)).Content.ReadAsStringAsync();
            var answer = await who.Send($"{Page}?handler=renvoyer", new FormKeys(Hidden(drawn, "jeton"), Hidden(drawn, "cle")));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            answers.Add(Keys().Replace(await answer.Content.ReadAsStringAsync(), ""));
        }

        Assert.Contains("Si une affiliation vous attend, un nouveau lien", WebUtility.HtmlDecode(answers[0]), StringComparison.Ordinal);
        Assert.Single(answers.Distinct());
        await Eventually.True(async () => (await Sent()).Count(m => m.To == Address && m.Link is not null) == 2);
        Assert.Equal(HttpStatusCode.Gone, (await invited.Do(Page, "naissance", ("naissance", "04/05/1991"))).StatusCode);

        static string Hidden(string page, string name) =>
            Regex.Match(page, $"name=\"{name}\"[^>]*value=\"([^\"]+)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
    }

    private static readonly (string Name, string Value)[] Whole =
    [
        ("formule", "complete"), ("rue", "1 rue du Verger"), ("codepostal", "14310"), ("ville", "Courmelois"), ("personne-1-lien", "conjoint"),
        ("personne-1-prenom", "Ada"), ("personne-1-nom", "Lasbleiz"), ("personne-1-naissance", "01/02/1990"),
        ("iban", "FR14 2004 1010 0505 0001 3M02 606"), ("mandat", "1"),
    ];

    private static (string Name, string Value)[] Person(string name, string email = Email) =>
    [
        ("nom", name), ("prenom", "Maëlys"), ("naissance", "04/05/1991"), ("siret", "81234567600017"), ("college", "04"), ("embauche", "01/11/2026"),
        ("option-SA2019000", "OPT1"), ("effet", "01/11/2026"), ("courriel", email),
    ];

    private async Task<Visitor> Enter(Func<DemoMessage, bool> told, string email = Email)
    {
        var employee = _site.Stranger();
        await employee.StatusOf(new Uri((await Mail(m => told(m) && m.Link is not null)).Link!).AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, (await employee.Do(Page, "naissance", ("naissance", "04/05/1991"))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await employee.Do(Page, "code", ("code", (await Mail(m => m.To == email && m.Code is not null)).Code!))).StatusCode);
        return employee;
    }

    private Task<IReadOnlyList<DemoMessage>> Sent() => _site.Services.GetRequiredService<Outbox>().Read(null, default);

    private async Task<DemoMessage> Mail(Func<DemoMessage, bool> wanted)
    {
        var outbox = _site.Services.GetRequiredService<Outbox>();
        DemoMessage? found = null;
        await Eventually.True(async () => (found = (await outbox.Read(null, default)).LastOrDefault(wanted)) is not null);
        return found!;
    }

    [GeneratedRegex("value=\"[^\"]*\"|nonce-[^\"' ]+|nonce=\"[^\"]*\"")]
    private static partial Regex Keys();
}
