using System.Net;
using System.Text.RegularExpressions;
using Silo.Demo;
using Silo.Messaging;
using Tests.Fixtures;
using Tests.Fixtures.Pdf;
using Web.Tests.Fixtures;

namespace Web.Tests.Employees;

public sealed partial class EmployeePageTests(Site site) : IClassFixture<Site>
{
    private const string List = "/multi-siren/salaries";
    private readonly Site _site = site;

    [Fact]
    public async Task Demo_s_employees_stand_in_all_six_statuses_with_their_counts()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);

        var page = await nora.Read($"{List}?entreprise={DemoPeople.Vaudrelle.Siren}");

        foreach (var (status, count) in new[] { ("affilie", 9), ("en-cours", 1), ("a-relancer", 1), ("dispense", 1), ("radie", 1), ("portabilite", 1), ("tous", 14) })
            Assert.Contains($"data-count=\"{status}\">{count}<", page, StringComparison.Ordinal);
        Assert.Equal(14, Rows().Count(page));
        Assert.Equal(1, Rows().Count(await nora.Read($"{List}?entreprise={DemoPeople.Vaudrelle.Siren}&statut=dispense")));
    }

    [Fact]
    public async Task Employees_of_an_unticked_site_are_neither_listed_nor_counted()
    {
        using var solene = await _site.SignIn(DemoPeople.Solene);

        var page = await solene.Read("/entreprise/salaries");

        Assert.Contains("data-count=\"tous\">6<", page, StringComparison.Ordinal);
        Assert.Equal(6, Rows().Count(page));
    }

    [Fact]
    public async Task Employer_invites_in_four_steps_the_employee_signs_by_the_link_and_both_see_it()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var form = $"{List}/nouveau?entreprise={DemoPeople.Brumont.Siren}";
        (string, string)[] all =
        [
            ("civilite", "madame"), ("nom", "Zéphyrine"), ("prenom", "Églantine"), ("naissance", "04/05/1991"), ("nir", "2 69 05 49 588 157 80"),
            ("siret", "81234567600017"), ("college", "04"), ("embauche", "01/12/2026"), ("option-SA2019000", "OPT1"), ("effet", "01/12/2026"),
            ("courriel", "eglantine@courrier.example"), ("prevenir", "1"),
        ];
        var first = await nora.Send(form, await nora.Form(form), ("etape", "1"), ("nom", ""), ("aller", "suite"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, first.StatusCode);
        var sent = await nora.Send(form, await nora.Form(form), [("etape", "4"), ("aller", "suite"), .. all]);
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        var sheet = sent.Headers.Location!.ToString().Split('?')[0];
        Assert.Contains("data-status=\"en-cours\"", await nora.Read(sheet), StringComparison.Ordinal);

        using var employee = _site.Stranger();
        var link = new Uri((await Mail(m => m.To == "eglantine@courrier.example" && m.Link is not null)).Link!).AbsolutePath;
        Assert.Equal(HttpStatusCode.Found, await employee.StatusOf(link));
        const string page = "/multi-siren/affiliation";
        foreach (var mistyped in new[] { "05/05/1991", "04/1991" })
        {
            var refused = await employee.Do(page, "naissance", ("naissance", mistyped));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains($"value=\"{mistyped}\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        // A telephone offers digits alone.
        var asked = await employee.Do(page, "naissance", ("naissance", "04051991"));
        Assert.Contains("e•••@courrier.example", WebUtility.HtmlDecode(await asked.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        var code = (await Mail(m => m.To == "eglantine@courrier.example" && m.Code is not null)).Code!;
        Assert.Equal(HttpStatusCode.SeeOther, (await employee.Do(page, "code", ("code", code))).StatusCode);
        await Keep("vous", ("rue", "1 rue du Verger"), ("codepostal", "14310"), ("ville", "Courmelois"));
        await Keep("options", ("option-SA2019000", "OPT2"));
        await Keep("ajouter", ("lien", "conjoint"), ("prenom", "Ada"), ("nom", "Lasbleiz"), ("naissance", "01/02/1990"));
        await Keep("ajouter", ("lien", "enfant"), ("prenom", "Zoé"), ("nom", "Lasbleiz"), ("naissance", "01/02/2020"));
        await Keep("suite");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await employee.Do(page, "compte", ("iban", "FR76"), ("accord", "1"))).StatusCode);
        await Keep("compte", ("iban", "FR14 2004 1010 0505 0001 3M02 606"), ("accord", "1"));
        await _site.Advance(TimeSpan.FromSeconds(40));
        await Keep("signature");
        var signing = (await Mail(m => m.To == "eglantine@courrier.example" && m.Code is { } c && c != code)).Code!;
        await Keep("signer", ("code", signing));

        Assert.Contains("C’est signé", WebUtility.HtmlDecode(await employee.Read(page)), StringComparison.Ordinal);
        using var certificate = new ReadPdf(await employee.Client.GetByteArrayAsync($"{page}/attestation"));
        Assert.True(certificate.IsTagged);
        foreach (var said in new[] { "Églantine Zéphyrine", "SA2019000", "Ada Lasbleiz", "1er décembre 2026".Replace(' ', '\u00a0') })
            Assert.Contains(said.Split('\u00a0')[0], certificate.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("269054958815780", certificate.Text.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var after = await nora.Read(sheet);
        Assert.Contains("data-status=\"affilie\"", after, StringComparison.Ordinal);
        Assert.Contains("Ada Lasbleiz", WebUtility.HtmlDecode(after), StringComparison.Ordinal);
        Assert.DoesNotContain("269054958815780", after, StringComparison.Ordinal);
        Assert.DoesNotContain("0013M02606", after.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var seen = await nora.Do(sheet, "voir", ("quoi", "1"));
        Assert.Contains("269054958815780",
            WebUtility.HtmlDecode(await seen.Content.ReadAsStringAsync()).Replace("\u00a0", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal),
            StringComparison.Ordinal);
        using var late = _site.Stranger();
        await late.StatusOf(link);
        Assert.Equal(HttpStatusCode.Found, await late.StatusOf($"{page}/attestation"));
        Assert.Equal(HttpStatusCode.Gone, (await late.Do(page, "naissance", ("naissance", "04/05/1991"))).StatusCode);

        async Task Keep(string handler, params (string, string)[] fields)
        {
            var kept = await employee.Do(page, handler, fields);
            Assert.True(kept.StatusCode is HttpStatusCode.SeeOther, $"{handler}: {kept.StatusCode} {WebUtility.HtmlDecode(await kept.Content.ReadAsStringAsync())}");
        }
    }

    [Theory]
    [InlineData(20, "/multi-siren/salaries?")]
    [InlineData(21, "/multi-siren/traitements/")]
    public async Task A_page_of_chosen_people_is_reminded_at_once_and_more_by_a_batch(int chosen, string leads)
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var invited = (await _site.Query<string>(
            "SELECT employee FROM employee_list WHERE company = @company AND invited_at IS NOT NULL LIMIT 1", ("@company", DemoPeople.Brumont.Key))).Split('/')[1];
        var ids = Enumerable.Range(1, chosen - 1).Select(i => ("salarie", $"n-existe-pas-{i}")).Append(("salarie", invited)).ToArray();

        var sent = await nora.Send($"{List}?handler=relancer&entreprise=toutes", await nora.Form($"{List}?entreprise=toutes"), ids);

        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        Assert.StartsWith(leads, sent.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rights_are_shown_on_the_day_that_is_asked_and_a_day_that_is_none_stays_typed()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var found = (await _site.Query<string>(
            """
            SELECT i.employee || ' ' || i.from_on FROM employee_interval i JOIN employee_list e ON e.employee = i.employee
            WHERE e.company = @company AND i.kind = 1 AND i.to_on = '' AND i.from_on < '2026'
            AND NOT EXISTS (SELECT 1 FROM employee_interval o WHERE o.employee = i.employee AND o.from_on < i.from_on) ORDER BY i.employee LIMIT 1
            """,
            ("@company", DemoPeople.Brumont.Key))).Split(' ', '/');
        var (sheet, from) = ($"{List}/{found[1]}", DateOnly.ParseExact(found[2], "O"));

        Assert.Contains(", couverture", Sentence(await nora.Read($"{sheet}?au={from:dd/MM/yyyy}")), StringComparison.Ordinal);
        Assert.DoesNotContain(", couverture", Sentence(await nora.Read($"{sheet}?au={from.AddDays(-1):dd/MM/yyyy}")), StringComparison.Ordinal);
        var wrong = await nora.Read($"{sheet}?au=31/02/2026");
        Assert.Contains("value=\"31/02/2026\"", wrong, StringComparison.Ordinal);
        Assert.Contains("Écrivez la date sous la forme jj/mm/aaaa.", WebUtility.HtmlDecode(wrong), StringComparison.Ordinal);

        static string Sentence(string page) => WebUtility.HtmlDecode(page[page.IndexOf("data-day=", StringComparison.Ordinal)..].Split("</p>")[0]);
    }

    [Fact]
    public async Task Who_has_neither_link_nor_session_reads_that_the_link_leads_nowhere()
    {
        using var stranger = _site.Stranger();

        var page = await stranger.Client.GetAsync("/multi-siren/affiliation");

        Assert.Equal(HttpStatusCode.Gone, page.StatusCode);
        Assert.Contains("Recevoir un nouveau lien", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<DemoMessage> Mail(Func<DemoMessage, bool> wanted)
    {
        var outbox = _site.Services.GetRequiredService<Outbox>();
        DemoMessage? found = null;
        await Eventually.True(async () => (found = (await outbox.Read(null, default)).LastOrDefault(wanted)) is not null);
        return found!;
    }

    [GeneratedRegex("data-key=\"")]
    private static partial Regex Rows();
}
