using System.Text.RegularExpressions;

namespace Browser.Tests;

/// <summary>« Déclarer un arrêt de travail »: begun, left, taken up again, mended from the recapitulation, sent, seen by the adviser.</summary>
public sealed partial class StopJourneyTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    private const string Iban = "FR76 3000 6000 0112 3456 7890 189";

    [Theory]
    [InlineData(true, "Éparvier")]
    [InlineData(false, "Quentinvilliers")]
    public async Task Stop_is_declared(bool scripts, string employee)
    {
        var nora = await stage.Invite(DemoPeople.Nora, scripts: scripts);
        var page = nora.Page;
        await page.GotoAsync("/multi-siren/demarches?entreprise=812345676");
        await page.Locator("[data-form=arret-travail]").ClickAsync();
        await Expect(page.Locator("[data-step='1'][data-steps='5']")).ToBeVisibleAsync();

        await Who(page, scripts, employee);
        await page.Button("Finir plus tard").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex(@"/demandes(\?|$)"));

        // Another day.
        await page.GotoAsync("/multi-siren/demarches?entreprise=812345676");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex($"^Arrêt de travail de .*{employee}") }).ClickAsync();
        await Expect(page.Locator("#f-nature_contrat")).ToHaveValueAsync("cdi");
        await Onward(page);
        await Stop(page, scripts);
        await Onward(page);
        await Pay(page, scripts);
        await Onward(page);
        await Pieces(page, scripts);
        await Onward(page);

        await Expect(page.Locator("[data-note=info]").GetByText("DSN : signalement dû dans les 5 jours.")).ToBeVisibleAsync();
        await Mend(page);
        await page.Button("Envoyer").ClickAsync();
        var number = Number().Match((await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).TextContentAsync())!).Value;

        var claire = await stage.Invite(DemoPeople.Claire);
        var seen = await claire.Open($"/gestion/demandes/{number}");
        await Expect(seen.GetByText(new Regex($"Arrêt de travail de .*{employee}")).First).ToBeVisibleAsync();
        await Expect(seen.GetByText("salaire.pdf").First).ToBeVisibleAsync();
        await Expect(seen.GetByText("pièce médicale reçue").First).ToBeVisibleAsync();
        await Expect(seen.GetByText("hospitalisation-secret.pdf")).ToHaveCountAsync(0);
        await page.GotoAsync($"/multi-siren/demandes/{number}");
        await Expect(page.GetByText("hospitalisation-secret.pdf").First).ToBeVisibleAsync();
        await Expect(page.GetByText("Décompte d’indemnités de la Sécurité sociale").First).ToBeVisibleAsync();
        Assert.Empty(nora.Complaints);
    }

    private static async Task Who(IPage page, bool scripts, string employee)
    {
        await page.Locator("#f-salarie").SelectOptionAsync(new SelectOptionValue { Label = await Named(page, employee) });
        if (scripts)
            await Expect(page.Locator("#f-embauche")).Not.ToHaveValueAsync("");
        else
            await page.Button("Afficher les questions suivantes").ClickAsync();
        await Expect(page.Locator("#f-embauche")).Not.ToHaveValueAsync("");
        if (await page.Locator("#f-categorie").InputValueAsync() is "")
            await page.Locator("#f-categorie").SelectOptionAsync("04");
        await page.Locator("#f-nature_contrat").SelectOptionAsync("cdi");
        await page.Locator("#f-temps").SelectOptionAsync("plein");
    }

    private static async Task Stop(IPage page, bool scripts)
    {
        await Expect(page.Locator("[data-step='2'][data-steps='5']")).ToBeVisibleAsync();
        await page.Locator("#f-motif").SelectOptionAsync("01");
        await page.Locator("#f-episode").SelectOptionAsync("initial");
        await page.Locator("#f-premier_jour").FillAsync("12/11/2026");
        await page.Locator("#f-fin").FillAsync("04/12/2026");
        await page.Locator("[name=partiel][value=non]").CheckAsync();
        await page.Locator("[name=hospi][value=oui]").CheckAsync();
        if (scripts)
        {
            await Expect(page.Locator("#f-dernier_jour")).ToHaveValueAsync("11/11/2026");
            await Expect(page.Locator("#f-hospi_du")).ToBeVisibleAsync();
        }
        else
        {
            await page.Button("Afficher les questions suivantes").ClickAsync();
            await Expect(page.Locator("#f-dernier_jour")).ToHaveValueAsync("11/11/2026");
        }
        await page.Locator("#f-hospi_du").FillAsync("12/11/2026");
        await Expect(page.Locator("#f-accident")).ToBeHiddenAsync();
    }

    private static async Task Pay(IPage page, bool scripts)
    {
        await page.Locator("#f-brut12").FillAsync("31 480,00");
        await page.Locator("[name=maintien][value=oui]").CheckAsync();
        if (scripts)
            await Expect(page.Locator("#f-sub_au")).ToHaveValueAsync("04/12/2026");
        else
            await page.Button("Afficher les questions suivantes").ClickAsync();
        await page.Locator("#f-iban").FillAsync("FR76 3000 6000 0112 3456 7890 1");
        await Onward(page);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "IBAN : il manque 2 caractères, un IBAN français en compte 27." })).ToBeVisibleAsync();
        await page.Locator("#f-iban").FillAsync(Iban);
    }

    private static async Task Pieces(IPage page, bool scripts)
    {
        await Expect(page.Locator("[data-step='4'][data-steps='5']")).ToBeVisibleAsync();
        await Attach("attestation-salaire", "salaire.pdf");
        await Attach("rib", "rib.pdf");
        await Attach("hospitalisation", "hospitalisation-secret.pdf");
        await page.Locator("[data-piece=decompte-ij] [type=checkbox]").CheckAsync();

        async Task Attach(string piece, string name)
        {
            await page.Locator($"[data-piece={piece}] input[type=file]:not([capture])").SetInputFilesAsync(Finding.Pdf(name));
            if (scripts)
                await Expect(page.Locator($"[data-piece={piece}] [data-attachment-state=prete]")).ToBeVisibleAsync();
        }
    }

    // « Modifier » of a part, an error, and back.
    private static async Task Mend(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Modifier l’étape Paie" }).ClickAsync();
        await page.Locator("#f-sub_au").FillAsync("04/11/2026");
        await Onward(page);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Fin de subrogation : elle tombe avant le début." })).ToBeVisibleAsync();
        await page.Locator("#f-sub_au").FillAsync("04/12/2026");
        await Onward(page);
        // The button of the step that is left is called the same.
        await Expect(page.Locator("[data-step='4'][data-steps='5']")).ToBeVisibleAsync();
        await Onward(page);
        await Expect(page.Locator("[data-step='5']")).ToBeVisibleAsync();
    }

    private static async Task<string> Named(IPage page, string employee) =>
        (await page.Locator("#f-salarie option").AllTextContentsAsync()).First(t => t.Contains(employee, StringComparison.Ordinal)).Trim();

    private static Task Onward(IPage page) => page.Locator("button[value=suite]").ClickAsync();

    [GeneratedRegex(@"\d{4}-\d{6}")]
    private static partial Regex Number();
}
