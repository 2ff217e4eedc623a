using System.Net;
using System.Text;
using Grains.Employees.Departures;
using Grains.Employees.Imports.Reading;
using Grains.Interfaces.Employees.Imports;
using Silo.Demo;
using Web.Employees.Departures;
using Web.Tests.Fixtures;

namespace Web.Tests.Employees;

/// <summary>« Déclarer des départs par fichier », over HTTP.</summary>
public sealed class DepartureFilePageTests(Site site) : IClassFixture<Site>
{
    private const string Start = "/multi-siren/salaries/importer/departs?entreprise=812345676";
    private const string Head = "Nom;Prénom;Date de naissance;Fin de contrat;Motif;Service";
    private readonly Site _site = site;

    [Fact]
    public async Task A_file_is_simulated_line_by_line_mended_in_place_and_confirmed_and_nobody_leaves_before()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var first = await Covered("");
        var second = await Covered(first.Employee);
        var before = await Declared();
        var page = await Import(nora, $"{first.Line};20/11/2026;RC;Atelier", $"{second.Line};31/12/2026;retraite;Pose", "Introuvable;Zoé;01/02/1990;31/12/2026;059;Pose");
        await nora.UntilStage(page, ImportStage.ToConfirm);

        var shown = await Read(nora, page);
        Assert.Contains("Couvert jusqu’au 20\u00a0novembre\u00a02026", shown, StringComparison.Ordinal);
        Assert.Contains("Avec portabilité, au plus tard jusqu’au 20\u00a0novembre\u00a02027", shown, StringComparison.Ordinal);
        Assert.Contains("data-portability=\"oui\" data-count=\"1\"", shown, StringComparison.Ordinal);
        Assert.Contains("data-fault=\"I-24\"", shown, StringComparison.Ordinal);
        Assert.Contains("data-fault=\"I-22\"", shown, StringComparison.Ordinal);
        Assert.Contains("data-fault=\"I-25\"", shown, StringComparison.Ordinal);
        Assert.Contains("Confirmer 1 départ<", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Inviter", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("invitation", shown, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await nora.Do(page, "corriger", ("ligne", "3"), ("version", "1"), ("champ-19", "demission"))).StatusCode);
        Assert.Contains("data-portability=\"a-prouver\" data-count=\"1\"", await Read(nora, page), StringComparison.Ordinal);
        Assert.Equal(before, await Declared());
        Assert.Equal(HttpStatusCode.SeeOther, (await nora.Do(page, "confirmer")).StatusCode);

        await nora.UntilStage(page, ImportStage.DoneInPart);
        Assert.Equal(before + 2, await Declared());
        Assert.Equal(2, (await Read(nora, $"{page}?etat=faites")).Split("data-verdict=\"Done\"").Length - 1);
        var refused = ImportReader.Read(await nora.Client.GetByteArrayAsync($"{page}/refusees?format=csv"), ImportKind.Departures);
        Assert.Equal(("Introuvable", "059"), (Assert.Single(refused.Lines)[ImportField.LastName], refused.Lines[0][ImportField.Reason]));
        Assert.Contains("Départs\u00a0: 3 lignes", await Read(nora, Start), StringComparison.Ordinal);
        Assert.Contains("data-departed", await nora.Read($"/multi-siren/salaries/{first.Employee.Split('/')[1]}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_form_offers_is_read_in_a_file_by_its_label_and_the_model_as_it_is()
    {
        Assert.All(DepartureLabels.Reasons, r => Assert.Equal(r.Key, DepartureReason.Named(r.Value)?.Code));
        using var nora = await _site.SignIn(DemoPeople.Nora);
        foreach (var format in new[] { "csv", "xlsx" })
        {
            var model = await nora.Client.GetByteArrayAsync($"/multi-siren/salaries/importer/modele?pour=departs&format={format}");
            Assert.Equal(FileFault.NoLines, ImportReader.Read(model, ImportKind.Departures).Fault);
        }
        var columns = ImportReader.Read(
            [.. await nora.Client.GetByteArrayAsync("/multi-siren/salaries/importer/modele?pour=departs"), .. "a;b;c\r\n"u8], ImportKind.Departures).Format!.Columns;
        Assert.Equal(ImportHeadings.Of(ImportKind.Departures).Fields, columns.Select(c => c.Field));
    }

    [Fact]
    public async Task The_file_is_found_from_both_pages_and_who_has_no_such_company_finds_nothing()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        using var ousmane = await _site.SignIn(DemoPeople.Ousmane);

        Assert.Contains("/multi-siren/salaries/importer/departs?entreprise=", await nora.Read("/multi-siren/salaries/departs"), StringComparison.Ordinal);
        Assert.Contains("/multi-siren/salaries/importer/departs?entreprise=812345676\"", await nora.Read("/multi-siren/salaries/importer?entreprise=812345676"), StringComparison.Ordinal);
        Assert.Contains("vers=salaries%2Fimporter%2Fdeparts", await nora.Read("/multi-siren/salaries/importer/departs?entreprise=toutes"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await ousmane.StatusOf(Start));
        using var missing = await nora.BringFile(Start, Encoding.UTF8.GetBytes("Nom;Prénom;Fin de contrat;Motif\nA;B;01/12/2026;demission"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, missing.StatusCode);
        Assert.Contains("« Date de naissance »", WebUtility.HtmlDecode(await missing.Content.ReadAsStringAsync()).Replace('\u00a0', ' '), StringComparison.Ordinal);
    }

    // Somebody who is covered and has not left, as a file names them.
    private async Task<(string Employee, string Line)> Covered(string after)
    {
        var employee = (await _site.Query<string>(
            """
            SELECT min(e.employee) FROM employee_list e WHERE e.company = @company AND e.status1 = 4 AND e.from2 IS NULL AND e.email <> '' AND e.employee > @after
            AND EXISTS (SELECT 1 FROM claim c WHERE c.kind = 'employee-name' AND c.owner = 'employee/' || e.employee AND c.value = e.company || '/' || lower(e.last_name) || '/' || lower(e.first_name) || '/' || e.birth_date)
            AND NOT EXISTS (SELECT 1 FROM employee_departure d WHERE d.employee = e.employee)
            """, ("@company", DemoPeople.Brumont.Key), ("@after", after)))!;
        var line = await _site.Query<string>(
            "SELECT last_name || ';' || first_name || ';' || birth_date FROM employee_list WHERE employee = @employee", ("@employee", employee));
        return (employee, line!);
    }

    private Task<long> Declared() => _site.Query<long>("SELECT count(*) FROM employee_departure");

    private static async Task<string> Import(Visitor who, params string[] lines)
    {
        using var sent = await who.BringFile(Start, Encoding.UTF8.GetBytes(string.Join("\r\n", lines.Prepend(Head))));
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        return sent.Headers.Location!.ToString().Split('?')[0];
    }

    private static async Task<string> Read(Visitor who, string page) => WebUtility.HtmlDecode(await who.Read(page));
}
