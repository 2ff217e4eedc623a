using System.Net;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Requests.Forms;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Silo.Demo;
using Tests.Fixtures;
using Web.Tests.Fixtures;

namespace Web.Tests.Employees;

public sealed class DeparturePageTests(Site site) : IClassFixture<Site>
{
    private const string List = "/multi-siren/salaries";
    private readonly Site _site = site;

    [Theory]
    [InlineData("rupture-conventionnelle", "oui", "Déclarer le motif 043 dans la DSN")]
    [InlineData("inaptitude", "oui", "Déclarer le motif 091 ou 092 dans la DSN")]
    [InlineData("demission", "a-prouver", "Portabilité\u00a0: à prouver")]
    [InlineData("faute-lourde", "non", "la seule faute qui retire la portabilité")]
    [InlineData("depart-en-retraite", "non", "Loi du 31 décembre 1989, art. 4")]
    public async Task What_a_departure_would_do_is_shown_and_changes_nothing(string reason, string answer, string said)
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var sheet = await Covered();
        var before = await _site.Query<long>("SELECT version FROM employee_list WHERE employee = @employee", ("@employee", Key(sheet)));

        var shown = await nora.Send($"{sheet}/depart?handler=simuler", await nora.Form($"{sheet}/depart"), ("fin", "31/12/2026"), ("motif", reason), ("courriel", ""));

        var page = WebUtility.HtmlDecode(await shown.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Contains($"data-portability=\"{answer}\"", page, StringComparison.Ordinal);
        Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Contains("Confirmer le départ", page, StringComparison.Ordinal);
        Assert.Equal(before, await _site.Query<long>("SELECT version FROM employee_list WHERE employee = @employee", ("@employee", Key(sheet))));
    }

    [Theory]
    [InlineData("31/02/2027", "demission", "", "Écrivez le dernier jour sous la forme jj/mm/aaaa.")]
    [InlineData("01/01/1999", "demission", "", "Ce jour précède l’embauche")]
    [InlineData("31/12/2099", "demission", "", "Ce jour est dans plus d’un an")]
    [InlineData("31/12/2026", "", "", "Choisissez le motif du départ.")]
    [InlineData("31/12/2026", "vacances", "", "Choisissez le motif du départ.")]
    [InlineData("31/12/2026", "demission", "zoe@", "Indiquez une adresse e‑mail complète")]
    public async Task What_is_wrong_is_said_and_stays_typed(string day, string reason, string email, string sentence)
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var sheet = await Covered();
        foreach (var handler in new[] { "simuler", "confirmer" })
        {
            var refused = await nora.Send(
                $"{sheet}/depart?handler={handler}", await nora.Form($"{sheet}/depart"), ("fin", day), ("motif", reason), ("courriel", email), ("simule", $"{day}|{reason}"));

            var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains(sentence, page, StringComparison.Ordinal);
            Assert.Contains($"value=\"{day}\"", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Of_somebody_whose_death_was_reported_the_departure_is_filled_in()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var sheet = await Covered();
        Assert.DoesNotContain("Décès signalé", WebUtility.HtmlDecode(await nora.Read(sheet)), StringComparison.Ordinal);
        var company = await _site.Query<string>("SELECT company FROM employee_list WHERE employee = @employee", ("@employee", Key(sheet)));

        await _site.Services.GetRequiredService<IGrainFactory>().GetGrain<IEmployeeGrain>(Key(sheet)).ReportDeath(Site.Fresh(), company, new(2026, 11, 12));

        Assert.Contains("Décès signalé au 12\u00a0novembre\u00a02026", WebUtility.HtmlDecode(await nora.Read(sheet)), StringComparison.Ordinal);
        var form = WebUtility.HtmlDecode(await nora.Read($"{sheet}/depart"));
        Assert.Contains("value=\"12/11/2026\"", form, StringComparison.Ordinal);
        Assert.Matches("<option value=\"deces\"[^>]* selected", form);
    }

    [Fact]
    public async Task A_death_that_is_reported_offers_the_departure_filled_in_where_it_was_sent_and_in_its_thread_and_does_nothing_itself()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        using var staff = await _site.SignIn(DemoPeople.Claire);
        var sheet = await Covered();
        var name = await _site.Query<string>("SELECT first_name || ' ' || last_name FROM employee_list WHERE employee = @employee", ("@employee", Key(sheet)));
        var number = await Reported(sheet.Split('/')[^1]);
        var offer = $"{sheet}/depart?fin=20%2F11%2F2026&cause=deces";

        foreach (var page in new[] { $"/multi-siren/demandes/{number}/confirmation", $"/multi-siren/demandes/{number}" })
        {
            var said = WebUtility.HtmlDecode(await nora.Read(page));
            Assert.Contains($"Les droits de <bdi>{name}</bdi> courent encore", said, StringComparison.Ordinal);
            Assert.Contains(offer, said, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("data-departure-offer", await staff.Read($"/gestion/demandes/{number}"), StringComparison.Ordinal);
        Assert.Equal(0, await _site.Query<long>("SELECT count(*) FROM employee_departure WHERE employee = @employee", ("@employee", Key(sheet))));
        var form = WebUtility.HtmlDecode(await nora.Read(offer));
        Assert.Contains("value=\"20/11/2026\"", form, StringComparison.Ordinal);
        Assert.Matches("<option value=\"deces\"[^>]* selected", form);

        var done = await nora.Send($"{sheet}/depart?handler=confirmer", await nora.Form(offer), ("fin", "20/11/2026"), ("motif", "deces"), ("courriel", ""), ("simule", "20/11/2026|deces"));
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        // Who has left leaves no more.
        Assert.DoesNotContain("data-departure-offer", await nora.Read($"/multi-siren/demandes/{number}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("31/02/2026", "deces")]
    [InlineData("20/11/2026", "vacances")]
    public async Task An_address_that_knows_no_day_or_no_reason_fills_in_nothing(string day, string reason)
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);

        var form = WebUtility.HtmlDecode(await nora.Read($"{await Covered()}/depart?fin={Uri.EscapeDataString(day)}&cause={reason}"));

        Assert.DoesNotContain(day, form, StringComparison.Ordinal);
        Assert.DoesNotMatch("<option value=\"[^\"]+\"[^>]* selected", form);
    }

    [Fact]
    public async Task What_is_confirmed_is_what_was_simulated_then_it_stands_everywhere_and_is_taken_back_the_same_day()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var sheet = await Covered();
        var form = $"{sheet}/depart";
        (string, string)[] typed = [("fin", "15/11/2026"), ("motif", "rupture-conventionnelle"), ("courriel", "partante@courrier.example")];

        var changed = await nora.Send($"{form}?handler=confirmer", await nora.Form(form), [.. typed, ("simule", "15/11/2026|demission")]);
        Assert.Equal(HttpStatusCode.Conflict, changed.StatusCode);
        Assert.Contains("data-changed", await changed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("data-status=\"affilie\"", await nora.Read(sheet), StringComparison.Ordinal);
        var done = await nora.Send($"{form}?handler=confirmer", await nora.Form(form), [.. typed, ("simule", "15/11/2026|rupture-conventionnelle")]);
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);

        var after = WebUtility.HtmlDecode(await nora.Read(sheet));
        foreach (var said in new[] { "data-status=\"portabilite\"", "data-departed", "15 novembre 2026", "Rupture conventionnelle individuelle", "15 novembre 2027", "Départ déclaré" })
            Assert.Contains(said, after.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Contains($"data-employee=\"{sheet.Split('/')[^1]}\"", await nora.Read($"{List}?entreprise={DemoPeople.Brumont.Siren}&statut=portabilite"), StringComparison.Ordinal);
        var empty = await nora.Send($"{form}?handler=annuler", await nora.Form(form), ("explication", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        Assert.Contains("Dites pourquoi le départ est annulé.", WebUtility.HtmlDecode(await empty.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        var back = await nora.Send($"{form}?handler=annuler", await nora.Form(form), ("explication", "Erreur de salarié"));
        Assert.Equal(HttpStatusCode.SeeOther, back.StatusCode);
        var whole = WebUtility.HtmlDecode(await nora.Read(sheet));
        Assert.Contains("data-status=\"affilie\"", whole, StringComparison.Ordinal);
        Assert.Contains("Erreur de salarié", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("data-departed", whole, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_left_is_not_offered_to_leave_again()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var gone = $"{List}/{(await _site.Query<string>(
            "SELECT min(employee) FROM employee_list WHERE company = @company AND status1 = 6", ("@company", DemoPeople.Brumont.Key))).Split('/')[1]}";

        Assert.DoesNotContain($"{gone}/depart", await nora.Read(gone), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, await nora.StatusOf($"{gone}/depart"));
    }

    private async Task<string> Reported(string employee)
    {
        var by = DemoPeople.Nora.Caller;
        var request = _site.Grains.GetGrain<IRequestGrain>($"{DemoPeople.Portal}/{Guid.NewGuid():N}");
        var answers = new Dictionary<string, string>
        {
            ["company"] = DemoPeople.Brumont.Key, ["prenom"] = "Nora", ["nom"] = "Vasselin", ["courriel"] = "nora@exemple.fr", ["salarie"] = employee,
            ["date_deces"] = "20/11/2026", ["cause"] = "naturelle", ["en_poste"] = FieldKinds.Yes, ["brut12"] = "28 940,00", ["situation"] = "celibataire",
            ["designation"] = "non",
        };
        foreach (var piece in _site.Services.GetRequiredService<FormCatalogue>().Get("deces").Pieces)
            answers[piece.Input] = FormPiece.Later;
        Assert.True((await request.Begin(by, Site.Fresh(), "deces", DemoPeople.Brumont.Key)).Ok);
        Assert.True((await request.SaveDraft(by, Site.Fresh(), new DraftPage(3, answers))).Ok);
        var sent = await request.Send(by, Site.Fresh(), await _site.Services.GetRequiredService<RequestNumbers>().Next(default));
        Assert.True(sent.Ok, $"{sent.Refusal}");
        return sent.Value.Number;
    }

    // Each test's own: whoever is found first has not left.
    private async Task<string> Covered() => $"{List}/{(await _site.Query<string>(
        """
        SELECT min(e.employee) FROM employee_list e WHERE e.company = @company AND e.status1 = 4 AND e.from2 IS NULL AND e.email <> ''
        AND NOT EXISTS (SELECT 1 FROM employee_departure d WHERE d.employee = e.employee)
        """, ("@company", DemoPeople.Brumont.Key))).Split('/')[1]}";

    private static string Key(string sheet) => $"{DemoPeople.Portal}/{sheet.Split('/')[^1]}";
}
