using System.Globalization;
using System.Text;

namespace Browser.Tests;

/// <summary>An employer brings a file of five hundred, follows the dry run, corrects seven lines in the table, confirms, and finds the people in their list.</summary>
public sealed class ImportJourneyTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    private const int People = 500;
    private const string Head = "Nom;Prénom;Date de naissance;Collège;Date d'embauche;Date d'effet;E-mail;SIRET;Contrat";

    // Of the file, its headings being line 1: what is wrong there, in which column, and what is right.
    private static readonly (int Line, int Field, string Wrong, string Right)[] Bad =
    [
        (2, 6, "31/02/1991", "28/02/1991"), (77, 10, "maelys@", "maelys@courrier.example"), (150, 13, "SA9999999", "SA2019000"), (201, 6, "hier", "04/05/1991"),
        (202, 5, "Maëlys 2", "Maëlys"), (400, 12, "directeur", "non-cadre"), (501, 16, "fin 2026", "01/12/2026"),
    ];

    [Fact]
    public async Task A_file_of_five_hundred_is_checked_live_corrected_confirmed_and_its_people_are_in_the_list()
    {
        var nora = await stage.Invite(DemoPeople.Nora);
        foreach (var width in new[] { 1280, 390 })
            await Import(nora.Page, width);
        Assert.Empty(nora.Complaints);
    }

    private static async Task Import(IPage page, int width)
    {
        await page.SetViewportSizeAsync(width, 844);
        await page.GotoAsync($"/multi-siren/salaries?entreprise={DemoPeople.Brumont.Siren}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Importer un fichier" }).ClickAsync();
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = $"effectif-{width}.csv", MimeType = "text/csv", Buffer = Csv(width) });
        await page.Button("Vérifier le fichier").ClickAsync();
        await Stays(page, "ToConfirm");
        await Expect(page.Button("Inviter 493 salariés")).ToBeVisibleAsync();
        await page.LookAllOver("the file as it was judged", width);

        await page.GetByRole(AriaRole.Navigation, new() { Name = "Lignes du fichier" }).GetByRole(AriaRole.Link, new() { Name = "À corriger" }).ClickAsync();
        await Expect(page.Locator("tr[data-line]")).ToHaveCountAsync(Bad.Length);
        foreach (var (line, field, _, right) in Bad)
        {
            var row = page.Locator($"tr[data-line='{line}']");
            await row.Locator("summary").ClickAsync();
            if (line == Bad[0].Line)
                await page.LookAllOver("a line that is corrected", width);
            await row.Locator($"[name=champ-{field}]").FillAsync(right);
            await row.Locator("button[type=submit]").ClickAsync();
            await Expect(row).ToHaveCountAsync(0);
        }
        await page.Button("Inviter 500 salariés").ClickAsync();
        await Stays(page, "Done");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Import terminé" })).ToBeVisibleAsync();
        await page.LookAllOver("the report", width);

        await page.GotoAsync($"/multi-siren/salaries?entreprise={DemoPeople.Brumont.Siren}&q={Name(width, 501)}");
        await Expect(page.Locator("[data-list] tr[data-employee]")).ToHaveCountAsync(1);
        await Expect(page.Locator("[data-list] tr[data-employee]")).ToHaveAttributeAsync("data-status", "en-cours");
    }

    // Without the page being loaded again.
    private static async Task Stays(IPage page, string stage)
    {
        await Expect(page.Locator("[data-import-stage]")).ToBeVisibleAsync();
        await page.EvaluateAsync("document.body.dataset.followed = 'yes'");
        await Expect(page.Locator($"[data-import-stage={stage}]")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(page.Locator("body[data-followed=yes]")).ToBeVisibleAsync();
    }

    private static byte[] Csv(int width) => Encoding.UTF8.GetBytes(string.Join("\r\n", Enumerable.Range(2, People).Select(line => Line(width, line)).Prepend(Head)));

    private static string Line(int width, int line)
    {
        string[] cells = [Name(width, line), "Maëlys", "04/05/1991", "04", "01/12/2026", "01/12/2026", "maelys@courrier.example", "81234567600017", "SA2019000"];
        foreach (var (_, field, wrong, _) in Bad.Where(b => b.Line == line))
            cells[field switch { 5 => 1, 6 => 2, 12 => 3, 16 => 5, 10 => 6, _ => 8 }] = wrong;
        return string.Join(';', cells);
    }

    // Names have no digits: the line's stand as letters.
    private static string Name(int width, int line) =>
        (width < 600 ? "Petit" : "Grand") + new string([.. line.ToString(CultureInfo.InvariantCulture).Select(d => (char)('a' + d - '0'))]);
}
