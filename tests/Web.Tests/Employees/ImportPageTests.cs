using System.Net;
using System.Text;
using Grains.Employees.Imports;
using Grains.Employees.Imports.Reading;
using Grains.Interfaces.Employees.Imports;
using Silo.Demo;
using Tests.Fixtures;
using Web.Tests.Fixtures;

namespace Web.Tests.Employees;

public sealed class ImportPageTests(Site site) : IClassFixture<Site>
{
    private const string Start = "/multi-siren/salaries/importer?entreprise=812345676";
    private const string Head = "Nom;Prénom;Date de naissance;Collège;Date d'embauche;Date d'effet;E-mail;SIRET;Contrat;Service";
    private readonly Site _site = site;

    [Fact]
    public async Task A_file_is_checked_corrected_in_place_and_confirmed_and_nobody_is_invited_before()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var page = await Import(nora, Encoding.Latin1.GetBytes(
            $"{Head}\r\n{Line("Vérignac", "31/02/1991")}\r\n{Line("Ploërdut", "04/05/1991")}\r\n"));
        await nora.UntilStage(page, ImportStage.ToConfirm);

        var shown = await Read(nora, page);
        Assert.Contains("Windows-1252", shown, StringComparison.Ordinal);
        Assert.Contains("point-virgule", shown, StringComparison.Ordinal);
        Assert.Contains("<dd class=\"break\">Service</dd>", shown, StringComparison.Ordinal);
        Assert.Contains("<bdi>Vérignac, Maëlys</bdi>", shown, StringComparison.Ordinal);
        Assert.Contains("data-fault=\"I-03\"", shown, StringComparison.Ordinal);
        // An advice never says the value that is wrong.
        Assert.DoesNotContain("31/02/1991", shown, StringComparison.Ordinal);
        Assert.Contains("Inviter 1 salarié", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Ploërdut", await Read(nora, $"{page}?etat=a-corriger"), StringComparison.Ordinal);
        Assert.Equal(0, await Employees("Ploërdut"));

        var wrong = await Answer.Of(await nora.Do(page, "corriger", ("ligne", "2"), ("version", "1"), ("champ-6", "30/02/1991")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("value=\"30/02/1991\"", WebUtility.HtmlDecode(wrong.Body), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await nora.Do(page, "corriger", ("ligne", "2"), ("version", "2"), ("champ-6", "28/02/1991"))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await nora.Do(page, "confirmer")).StatusCode);

        await nora.UntilStage(page, ImportStage.Done);
        Assert.Equal((1, 1), (await Employees("Vérignac"), await Employees("Ploërdut")));
        Assert.DoesNotContain("handler=confirmer", await Read(nora, page), StringComparison.Ordinal);
        Assert.Contains(page.Split('/')[^1], await nora.Read(Start), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_table_is_told_why_where_it_was_chosen()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);

        Assert.Contains("Ligne 3 : un guillemet", await Refused($"{Head}\r\n{Line("A", "04/05/1991")}\r\n\"Corvandier"), StringComparison.Ordinal);
        Assert.Contains("« Nom de naissance »", await Refused($"Nom de naissance;{Head}\r\nA;{Line("A", "04/05/1991")}"), StringComparison.Ordinal);
        Assert.Contains("Choisissez un fichier.", await Refused(null), StringComparison.Ordinal);
        Assert.Contains("Ce fichier est vide.", await Refused(""), StringComparison.Ordinal);

        async Task<string> Refused(string? text)
        {
            var answer = await nora.BringFile(Start, text is null ? null : Encoding.UTF8.GetBytes(text));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).Replace('\u00a0', ' ');
        }
    }

    [Fact]
    public async Task Models_are_read_as_they_are()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var csv = await nora.Client.GetByteArrayAsync("/multi-siren/salaries/importer/modele?format=csv");
        var book = await nora.Client.GetByteArrayAsync("/multi-siren/salaries/importer/modele?format=xlsx");

        // Headings alone: they are known, and nothing is missing but lines.
        Assert.Equal(FileFault.NoLines, ImportReader.Read(csv).Fault);
        Assert.Equal(FileFault.NoLines, ImportReader.Read(book).Fault);
        var columns = ImportReader.Read([.. csv, .. Encoding.UTF8.GetBytes("a;b;c;d;e;f;g;h\r\n")]).Format!.Columns;
        Assert.Equal(ImportHeadings.Of(ImportKind.Affiliations).Fields, columns.Select(c => c.Field));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task Refused_lines_come_back_as_a_file_that_is_read_again(string format)
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var page = await Import(nora, Encoding.UTF8.GetBytes($"{Head}\r\n{Line($"Refus{format}", "hier")}\r\n{Line($"Bon{format}", "04/05/1991")}"));
        await nora.UntilStage(page, ImportStage.ToConfirm);

        var read = ImportReader.Read(await nora.Client.GetByteArrayAsync($"{page}/refusees?format={format}"));

        var line = Assert.Single(read.Lines);
        Assert.Equal(
            ($"Refus{format}", "hier", "81234567600017"), (line[ImportField.LastName], line[ImportField.BirthDate], line[ImportField.Siret]));
        Assert.Equal(["Ligne", "Code", "Conseil"], read.Format!.Columns.Where(c => c.Field is ImportField.None).Select(c => c.Heading));
    }

    [Fact]
    public async Task Two_of_a_company_follow_an_import_live_and_who_has_nothing_to_do_with_it_finds_nothing()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        using var hugues = await _site.SignIn(DemoPeople.Hugues);
        using var ousmane = await _site.SignIn(DemoPeople.Ousmane);
        var page = await Import(nora, Encoding.UTF8.GetBytes($"{Head}\r\n{Line("Suivie", "04/05/1991")}"));
        await nora.UntilStage(page, ImportStage.ToConfirm);
        var topic = $"import/multi-siren/{page.Split('/')[^1]}";
        await using var hers = await HubLink.Open(nora);
        await using var foreign = await HubLink.Open(ousmane);
        Assert.Null(await hers.Watch(topic));
        Assert.NotNull(await foreign.Watch(topic));
        Assert.Equal(HttpStatusCode.NotFound, await ousmane.StatusOf(page));
        Assert.Equal(HttpStatusCode.NotFound, await ousmane.StatusOf($"{page}/refusees"));
        Assert.Contains(page.Split('/')[^1], await hugues.Read(Start), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await hugues.Do(page, "annuler")).StatusCode);

        Assert.Equal(topic, (await hers.Next()).Topic);
        var fragment = WebUtility.HtmlDecode(await (await nora.Fragment(page)).Content.ReadAsStringAsync());
        Assert.Contains("data-import-stage=\"Cancelled\"", fragment, StringComparison.Ordinal);
        Assert.Contains($"Lancé par <bdi>{DemoPeople.Nora.Caller.Name}</bdi>", fragment, StringComparison.Ordinal);
        Assert.Contains($"abandonné par <bdi>{DemoPeople.Hugues.Caller.Name}</bdi>", fragment, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", fragment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_correct_one_file_each_their_line_and_of_one_line_the_second_sees_both_values_and_decides()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        using var hugues = await _site.SignIn(DemoPeople.Hugues);
        var page = await Import(nora, Encoding.UTF8.GetBytes($"{Head}\r\n{Line("Deuxa", "hier")}\r\n{Line("Deuxb", "hier")}"));
        await nora.UntilStage(page, ImportStage.ToConfirm);

        Assert.Equal(HttpStatusCode.SeeOther, (await Correct(nora, "2", "1", "28/02/1991")).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await Correct(hugues, "3", "1", "27/02/1991")).StatusCode);
        var second = await Answer.Of(await Correct(hugues, "2", "1", "26/02/1991"));

        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        var both = WebUtility.HtmlDecode(second.Body);
        Assert.Contains("value=\"26/02/1991\"", both, StringComparison.Ordinal);
        Assert.Contains("data-saved-meanwhile=\"6\">Enregistré entre-temps\u00a0: <bdi class=\"break\">28/02/1991</bdi>", both, StringComparison.Ordinal);
        Assert.Contains($"<bdi>{DemoPeople.Nora.Caller.Name}</bdi> a corrigé cette ligne", both, StringComparison.Ordinal);
        Assert.Contains("name=\"version\" value=\"2\"", both, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await Correct(hugues, "2", "2", "26/02/1991")).StatusCode);
        var shown = await Read(nora, page);
        Assert.Equal(2, shown.Split($"Corrigée par <bdi>{DemoPeople.Hugues.Caller.Name}</bdi>").Length - 1);
        var kept = await nora.Form(page);
        Assert.Equal(HttpStatusCode.SeeOther, (await hugues.Do(page, "confirmer")).StatusCode);

        // What comes after is not put there, and not lost.
        var late = await Answer.Of(await nora.Send(
            $"{page}?handler=corriger", kept, ("ligne", "2"), ("version", "3"), ("champ-6", "25/02/1991")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.Status);
        Assert.Contains("25/02/1991", WebUtility.HtmlDecode(late.Body), StringComparison.Ordinal);
        await nora.UntilStage(page, ImportStage.Done);
        Assert.Equal("1991-02-26", await _site.Query<string>("SELECT birth_date FROM employee_list WHERE last_name = 'Deuxa'"));

        Task<HttpResponseMessage> Correct(Visitor who, string line, string version, string born) =>
            who.Do(page, "corriger", ("ligne", line), ("version", version), ("champ-6", born));
    }

    [Fact]
    public async Task Who_looks_at_all_companies_is_led_to_choose_one()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        const string choice = "/multi-siren/entreprises/choisir?vers=salaries%2Fimporter";

        Assert.Contains(choice, await nora.Read("/multi-siren/salaries/importer?entreprise=toutes"), StringComparison.Ordinal);
        Assert.Contains("/multi-siren/salaries/importer?entreprise=437201957", await nora.Read(choice), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_has_a_file_with_three_lines_to_correct()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var id = await _site.Query<string>("SELECT import FROM import_list WHERE file_name = 'effectif_novembre-2026.csv'");
        var page = $"/multi-siren/salaries/importer/{id!.Split('/')[1]}";
        await nora.UntilStage(page, ImportStage.ToConfirm);

        var shown = await Read(nora, $"{page}?etat=a-corriger");

        Assert.Equal(3, shown.Split("data-verdict=\"Refused\"").Length - 1);
        Assert.Contains("Inviter 8 salariés", shown, StringComparison.Ordinal);
        Assert.Contains("salaries/importer", await nora.Read("/multi-siren/salaries?entreprise=812345676"), StringComparison.Ordinal);
    }

    private static string Line(string name, string born) =>
        $"{name};Maëlys;{born};04;01/12/2026;01/12/2026;maelys@courrier.example;81234567600017;SA2019000;Atelier";

    private static async Task<string> Import(Visitor who, byte[] file)
    {
        var sent = await who.BringFile(Start, file);
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        return sent.Headers.Location!.ToString().Split('?')[0];
    }

    private Task<long> Employees(string name) => _site.Query<long>("SELECT count(*) FROM employee_list WHERE last_name = @name", ("@name", name));

    private static async Task<string> Read(Visitor who, string page) => WebUtility.HtmlDecode(await who.Read(page));
}
