namespace Browser.Tests;

/// <summary>An employer simulates a departure and confirms it; the leaver follows the mail to what they may still claim and
/// hands in what proves it, which an adviser accepts; open pages show each.</summary>
public sealed class DepartureJourneyTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_departure_is_simulated_confirmed_and_read_by_the_leaver(bool twice)
    {
        var email = twice ? "depart.deux@courrier.example" : "depart.un@courrier.example";
        var nora = await stage.Invite(twice: twice);
        await nora.SignIn(DemoPeople.Nora);
        var page = nora.Page;
        var list = $"/multi-siren/salaries?entreprise={DemoPeople.Vaudrelle.Siren}";
        await page.GotoAsync($"{list}&statut=affilie");
        var row = page.Locator("[data-list] tr[data-employee]").First;
        var id = (await row.GetAttributeAsync("data-employee"))!;
        var watching = await page.Context.NewPageAsync();
        await watching.GotoAsync(list);
        var watched = watching.Locator($"[data-list] tr[data-employee='{id}']");
        await Expect(watched).ToHaveAttributeAsync("data-status", "affilie");
        await row.Locator("a.title").ClickAsync();
        var born = await page.Locator("#etat-civil + dl dd").First.TextContentAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Départ", Exact = true }).ClickAsync();
        await page.Button("Simuler").ClickAsync();
        await Expect(page.Locator("[data-errors]")).ToBeVisibleAsync();
        await page.Walk("the form, refused", twice);
        await Fill(page, ("fin", "15/11/2026"), ("courriel", email));
        await page.Locator("[name=motif]").SelectOptionAsync("rupture-conventionnelle");
        await page.Button("Simuler").ClickAsync();
        await Expect(page.Locator("[data-portability=oui]")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-past]")).ToBeVisibleAsync();
        await page.Walk("the simulation", twice);
        await page.Button("Confirmer le départ").ClickAsync();
        await Expect(page.Locator("p.lead [data-status=portabilite]")).ToBeVisibleAsync();
        await page.Walk("the sheet of who left", twice);
        await Expect(watched).ToHaveAttributeAsync("data-status", "portabilite");

        var employee = await stage.Invite(width: twice ? 1280 : 390, twice: twice);
        var own = await employee.Follow(await employee.Mail(m => m.To == email && m.Link is not null));
        await Fill(own, ("naissance", Day(born!)));
        await own.Button("Continuer").ClickAsync();
        await Fill(own, ("code", (await employee.Mail(m => m.To == email && m.Code is not null)).Code!));
        if (await own.Button("Continuer").IsVisibleAsync())
            await own.Button("Continuer").ClickAsync();
        await Expect(own.Locator("[data-departed]")).ToBeVisibleAsync();
        await Expect(own.GetByText("15 novembre 2027")).ToBeVisibleAsync();
        await own.Walk("what the leaver reads", twice);

        await own.GetByRole(AriaRole.Link, new() { Name = "Remettre mon justificatif" }).ClickAsync();
        await own.Button("Envoyer").ClickAsync();
        await Expect(own.Locator("[data-errors]")).ToBeVisibleAsync();
        await own.Walk("a proof, refused", twice);
        await own.Locator("[name=fichier]").SetInputFilesAsync(new FilePayload { Name = "droits.pdf", MimeType = "application/pdf", Buffer = Pdf });
        await own.Button("Envoyer").ClickAsync();
        await Expect(own.Locator("[data-proof=attend]")).ToBeVisibleAsync();
        // On the open sheet without a reload.
        await Expect(page.Locator("[data-proofs=etude]")).ToBeVisibleAsync();
        var claire = await stage.Invite(twice: twice);
        await claire.SignIn(DemoPeople.Claire);
        await claire.Page.GotoAsync("/gestion/portabilite");
        var waiting = claire.Page.Locator($"li[data-employee='{id}']");
        await waiting.Locator("summary").First.ClickAsync();
        await claire.Page.Walk("a proof before the adviser", twice);
        await waiting.GetByRole(AriaRole.Button, new() { NameRegex = new("^Accepter le justificatif") }).ClickAsync();
        await Expect(page.Locator("[data-proofs=attendu] [data-stage=accepted]")).ToBeVisibleAsync();
        await page.Walk("the sheet with a proof", twice);
        await Expect(own.Locator("[data-own-proof=accepted]")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await own.Walk("a proof that is accepted", twice);

        await page.GetByRole(AriaRole.Link, new() { Name = "Annuler ce départ" }).ClickAsync();
        await page.Walk("the departure", twice);
        await Fill(page, ("explication", "Erreur de salarié"));
        await page.Button("Annuler le départ").ClickAsync();
        await Expect(page.Locator("p.lead [data-status=affilie]")).ToBeVisibleAsync();
        await Expect(watched).ToHaveAttributeAsync("data-status", "affilie");
        foreach (var guest in new[] { nora, employee, claire })
            Assert.Equal([], guest.Complaints.Where(c => !c.Contains("422", StringComparison.Ordinal)));
    }

    private static byte[] Pdf { get; } = System.Text.Encoding.Latin1.GetBytes(
        "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nxref\n0 1\n0000000000 65535 f\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n");

    // « 1er janvier 1990 » as it is typed.
    private static string Day(string words)
    {
        var parts = words.Trim().Split([' ', '\u00a0'], StringSplitOptions.RemoveEmptyEntries);
        var month = Array.IndexOf(["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"], parts[1]) + 1;
        return $"{int.Parse(parts[0].TrimEnd('e', 'r'), System.Globalization.CultureInfo.InvariantCulture):D2}/{month:D2}/{parts[2]}";
    }

    private static async Task Fill(IPage page, params (string Name, string Typed)[] fields)
    {
        foreach (var (name, typed) in fields)
            await page.Locator($"[name={name}]").FillAsync(typed);
    }
}
