using System.IO.Compression;

namespace Browser.Tests;

/// <summary>A waiver is asked for on a phone, with its proof; the employer accepts it, and the phone shows so by itself.</summary>
public sealed class WaiverJourneyTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    private const string Email = "capucine.dispense@courrier.example";

    [Fact]
    public async Task A_waiver_asked_for_on_a_phone_with_a_file_is_accepted_and_seen_there_live()
    {
        var nora = await stage.Invite(DemoPeople.Nora);
        await nora.Page.GotoAsync($"/multi-siren/salaries/nouveau?entreprise={DemoPeople.Brumont.Siren}");
        await Fill(nora.Page, ("nom", "Dispense"), ("prenom", "Capucine"), ("naissance", "04/05/1991"));
        await nora.Page.Button("Continuer").ClickAsync();
        await nora.Page.Locator("[name=siret]").SelectOptionAsync("81234567600017");
        await nora.Page.Locator("[name=college]").SelectOptionAsync("04");
        await Fill(nora.Page, ("embauche", "01/12/2026"));
        await nora.Page.Button("Continuer").ClickAsync();
        await nora.Page.Locator("[name=option-SA2019000]").SelectOptionAsync("OPT1");
        await Fill(nora.Page, ("effet", "01/12/2026"));
        await nora.Page.Button("Continuer").ClickAsync();
        await Fill(nora.Page, ("courriel", Email));
        await nora.Page.Button("Envoyer l’invitation").ClickAsync();
        await Expect(nora.Page.Locator("p.lead [data-status=en-cours]")).ToBeVisibleAsync();

        var employee = await stage.Invite(width: 390);
        var page = await employee.Follow(await employee.Mail(m => m.To == Email && m.Link is not null));
        await Fill(page, ("naissance", "04/05/1991"));
        await page.Button("Continuer").ClickAsync();
        await Fill(page, ("code", (await employee.Mail(m => m.To == Email && m.Code is not null)).Code!));
        if (await page.Button("Continuer").IsVisibleAsync())
            await page.Button("Continuer").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Je suis déjà couvert ailleurs" }).ClickAsync();
        await page.LookAllOver("the cases of a waiver", [390, 320]);
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("Je suis couvert par ailleurs") }).ClickAsync();
        await page.Button("Envoyer ma demande").ClickAsync();
        await Expect(page.Locator("[data-errors]")).ToBeVisibleAsync();
        await page.LookAllOver("a waiver, refused", [390, 320]);
        await Fill(page, ("raison", "Couverte par le contrat de mon conjoint."));
        await page.Locator("[name=fichier]").SetInputFilesAsync(new FilePayload { Name = "attestation.pdf", MimeType = "application/pdf", Buffer = Pdf });
        await page.Locator("[name=informe]").CheckAsync();
        await page.Button("Envoyer ma demande").ClickAsync();
        await Expect(page.Locator("[data-own-waiver=asked]")).ToBeVisibleAsync();
        await page.LookAllOver("a waiver that waits", [390, 320]);

        var asked = nora.Page.Locator("[data-waivers] li");
        await Expect(asked.GetByText("Vous ne pouvez pas la refuser")).ToBeVisibleAsync();
        await nora.Page.LookAllOver("the sheet with a waiver", [1280, 390]);
        await asked.Locator("form[action*='handler=accepter'] button").ClickAsync();
        await Expect(nora.Page.Locator("p.lead [data-status=dispense]")).ToBeVisibleAsync();

        await Expect(page.Locator("[data-own-waiver=accepted]")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Vous êtes dispensé de ce contrat" })).ToBeVisibleAsync();
        await page.LookAllOver("what the waived read", [390, 320]);
        await nora.Page.GotoAsync($"/multi-siren/salaries/dispenses?entreprise={DemoPeople.Brumont.Siren}&q=capucine");
        await Expect(nora.Page.Locator("tr[data-waiver]")).ToHaveCountAsync(1);
        await nora.Page.LookAllOver("the register", [1280, 390]);

        await nora.Page.GotoAsync($"/multi-siren/salaries/dispenses?entreprise={DemoPeople.Brumont.Siren}");
        await nora.Page.Button("Préparer le dossier de preuves").ClickAsync();
        // Shown as it becomes ready, without a reload.
        await Expect(nora.Page.Locator("[data-evidence=Ready]")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await nora.Page.LookAllOver("a bundle that is ready", [1280, 390]);
        await nora.Page.SetViewportSizeAsync(390, 844);
        var given = await nora.Page.RunAndWaitForDownloadAsync(() => nora.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("Télécharger \\(ZIP") }).ClickAsync());
        await nora.Page.SetViewportSizeAsync(1280, 900);
        Assert.StartsWith("Dossier de preuves", given.SuggestedFilename, StringComparison.Ordinal);
        using (var zip = ZipFile.OpenRead(await given.PathAsync()))
        {
            Assert.Contains(zip.Entries, e => e.FullName == "index.pdf");
            Assert.Contains(zip.Entries, e => e.FullName.Contains("dispense-capucine/", StringComparison.Ordinal) && e.Length == Pdf.Length);
        }
        foreach (var guest in new[] { nora, employee })
            Assert.Equal([], guest.Complaints.Where(c => !c.Contains("422", StringComparison.Ordinal)));
    }

    private static byte[] Pdf { get; } = System.Text.Encoding.Latin1.GetBytes(
        "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nxref\n0 1\n0000000000 65535 f\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n");

    private static async Task Fill(IPage page, params (string Name, string Typed)[] fields)
    {
        foreach (var (name, typed) in fields)
            await page.Locator($"[name={name}]").FillAsync(typed);
    }
}
