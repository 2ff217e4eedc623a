using System.Text;

namespace Browser.Tests;

/// <summary>An employer brings a file of departures, reads what becomes of each, mends one, confirms, and finds them gone in the list.</summary>
public sealed class DepartureFileJourneyTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task A_file_of_departures_is_simulated_mended_and_confirmed()
    {
        var nora = await stage.Invite(DemoPeople.Nora);
        foreach (var width in new[] { 1280, 390 })
            await Declare(nora.Page, width);
        Assert.Empty(nora.Complaints);
    }

    private static async Task Declare(IPage page, int width)
    {
        await page.SetViewportSizeAsync(width, 844);
        var people = await Covered(page);
        await page.GotoAsync($"/multi-siren/salaries/importer?entreprise={DemoPeople.Vaudrelle.Siren}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Départs", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Déclarer des départs par fichier" })).ToBeVisibleAsync();
        await page.LookAllOver("where the file is chosen", width);
        var file = $"Nom;Prénom;Date de naissance;Date de sortie;Motif\r\n{people[0].Line};15/11/2026;RC\r\n{people[1].Line};15/11/2026;retraite\r\n";
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = $"departs-{width}.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(file) });
        await page.Button("Vérifier le fichier").ClickAsync();
        await Stays(page, "ToConfirm");
        await Expect(page.Locator("[data-portability=oui]")).ToHaveAttributeAsync("data-count", "1");
        await page.LookAllOver("what becomes of each", width);

        var row = page.Locator("tr[data-line='3']");
        await row.Locator("summary").ClickAsync();
        await row.Locator("[name=champ-19]").SelectOptionAsync("demission");
        await page.LookAllOver("a line that is mended", width);
        await row.Locator("button[type=submit]").ClickAsync();
        await Expect(page.Locator("[data-portability=a-prouver]")).ToHaveAttributeAsync("data-count", "1");
        await page.Button("Confirmer 2 départs").ClickAsync();
        await Stays(page, "Done");
        await page.LookAllOver("the report", width);

        await page.GotoAsync($"/multi-siren/salaries/{people[0].Id}");
        await Expect(page.Locator("p.lead [data-status=portabilite]")).ToBeVisibleAsync();
    }

    // Two who are covered, as a file names them.
    private static async Task<IReadOnlyList<(string Id, string Line)>> Covered(IPage page)
    {
        await page.GotoAsync($"/multi-siren/salaries?entreprise={DemoPeople.Vaudrelle.Siren}&statut=affilie");
        var rows = await page.Locator("[data-list] tr[data-employee]").AllAsync();
        var ids = await Task.WhenAll(rows.Take(2).Select(async r => (await r.GetAttributeAsync("data-employee"))!));
        var found = new List<(string, string)>();
        foreach (var id in ids)
        {
            await page.GotoAsync($"/multi-siren/salaries/{id}/modifier");
            var cells = new List<string>();
            foreach (var name in new[] { "nom", "prenom", "naissance" })
                cells.Add(await page.Locator($"[name={name}]").InputValueAsync());
            found.Add((id, string.Join(';', cells)));
        }
        return found;
    }

    // Without the page being loaded again.
    private static async Task Stays(IPage page, string until)
    {
        await Expect(page.Locator("[data-import-stage]")).ToBeVisibleAsync();
        await page.EvaluateAsync("document.body.dataset.followed = 'yes'");
        await Expect(page.Locator($"[data-import-stage={until}]")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(page.Locator("body[data-followed=yes]")).ToBeVisibleAsync();
    }
}
