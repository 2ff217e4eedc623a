using System.Text.RegularExpressions;
using Web.Accounts.SignIn;

namespace Browser.Tests;

/// <summary>The same job with scripts switched off: everything but what arrives by itself.</summary>
public sealed partial class PlainJourneyTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task Two_people_talk_in_a_request_without_scripts()
    {
        var nora = await stage.Invite(DemoPeople.Nora, scripts: false);
        var claire = await stage.Invite(DemoPeople.Claire, scripts: false);
        var (customer, adviser) = (nora.Page, claire.Page);

        var number = await WriteAndSend(customer);
        await adviser.GotoAsync("/gestion/demandes?file=non-attribuees");
        await adviser.Row(number).GetByRole(AriaRole.Link).ClickAsync();
        await adviser.Button("Prendre en charge").ClickAsync();
        await Expect(adviser.Thread()).ToHaveAttributeAsync("data-status", "en-cours");
        await adviser.Locator("form[data-composer] input[type=file]:not([capture])").SetInputFilesAsync(Finding.Pdf("Courrier.pdf"));
        await adviser.Write("Bonjour Madame, voici le courrier.");

        await customer.GotoAsync($"/multi-siren/demandes/{number}");
        await Expect(customer.Thread()).ToHaveAttributeAsync("data-status", "en-cours");
        await Expect(customer.Message(2)).ToContainTextAsync("Bonjour Madame, voici le courrier.");
        await Expect(customer.Message(2).GetByRole(AriaRole.Link)).ToContainTextAsync("Courrier.pdf");
        await customer.Write("Merci.");
        await Expect(customer.Message(3)).ToContainTextAsync("Merci.");

        await AskAndHandIn(customer, adviser, number);

        await adviser.ReloadAsync();
        await Expect(adviser.Thread()).ToHaveAttributeAsync("data-status", "en-cours");
        await adviser.Button("Clore").ClickAsync();
        await adviser.Locator("#clore [name=reason]").FillAsync("La reprise est notée.");
        await adviser.Button("Clore la demande").ClickAsync();
        await customer.GotoAsync("/multi-siren/demandes");
        await Expect(customer.Row(number)).ToHaveAttributeAsync("data-status", "traitee");
        await SignOut(customer);
        Assert.Empty(nora.Complaints);
    }

    [Fact]
    public async Task A_refused_file_leaves_what_was_typed()
    {
        var hugues = await stage.Invite(DemoPeople.Hugues, scripts: false);
        var page = hugues.Page;
        await page.GotoAsync("/multi-siren/demandes");
        await page.Locator("[data-status=en-cours] a").First.ClickAsync();
        await page.Locator("form[data-composer] input[type=file]:not([capture])")
            .SetInputFilesAsync(new FilePayload { Name = "faux.pdf", MimeType = "application/pdf", Buffer = "<html>"u8.ToArray() });
        await page.Write("Voici la pièce.");

        await Expect(page.GetByText("faux.pdf : Ce fichier est abîmé")).ToBeVisibleAsync();
        await Expect(page.Composer()).ToHaveValueAsync("Voici la pièce.");
    }

    private static async Task<string> WriteAndSend(IPage page)
    {
        await page.GotoAsync("/multi-siren/demandes/nouvelle?entreprise=812345676");
        await page.GetByLabel("Téléphone").FillAsync("12");
        await page.Locator("button[value=suite]").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Téléphone : dix chiffres, par exemple 06 12 34 56 78" })).ToBeVisibleAsync();
        await page.GetByLabel("Téléphone").FillAsync("06 11 22 33 47");
        await page.Locator("button[value=suite]").ClickAsync();
        await Expect(page.GetByLabel("Entreprise concernée")).ToHaveValueAsync("Ateliers Brumont");
        await page.GetByLabel("Domaine").SelectOptionAsync("prevoyance");
        await page.Button("Afficher les choix suivants").ClickAsync();
        await page.GetByLabel("Thème").SelectOptionAsync("arret");
        await page.Button("Afficher les choix suivants").ClickAsync();
        await page.GetByLabel("Motif").SelectOptionAsync("reprise");
        await page.Locator("button[value=suite]").ClickAsync();
        await Expect(page.Button("Déclarer une reprise")).ToBeVisibleAsync();
        await page.GetByLabel("Votre message").FillAsync("Bonjour, une reprise est prévue lundi.");
        await page.Button("Finir plus tard").ClickAsync();

        await page.Locator("[data-status=a-finaliser] a").First.ClickAsync();
        await Expect(page.GetByLabel("Votre message")).ToHaveValueAsync("Bonjour, une reprise est prévue lundi.");
        await page.Locator("button[value=suite]").ClickAsync();
        await page.Locator("input[name=files]").SetInputFilesAsync(Finding.Pdf("Avis.pdf"));
        await page.Button("Ajouter les fichiers choisis").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Retirer Avis.pdf" })).ToBeVisibleAsync();
        await page.Locator("button[value=suite]").ClickAsync();
        await page.Button("Envoyer").ClickAsync();
        return Number().Match((await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).TextContentAsync())!).Value;
    }

    private static async Task AskAndHandIn(IPage customer, IPage adviser, string number)
    {
        await adviser.Button("Demander des pièces").ClickAsync();
        await adviser.GetByLabel("Pièces demandées").FillAsync("Avis de reprise");
        await adviser.Button("Demander au client").ClickAsync();
        await Expect(adviser.Thread()).ToHaveAttributeAsync("data-status", "en-attente");
        await customer.GotoAsync($"/multi-siren/demandes/{number}");
        await Expect(customer.Thread()).ToHaveAttributeAsync("data-status", "en-attente");
        await customer.GetByLabel("Choisir le fichier : Avis de reprise").SetInputFilesAsync(Finding.Pdf("Reprise.pdf"));
        await customer.GetByRole(AriaRole.Button, new() { Name = "Déposer Avis de reprise" }).ClickAsync();
        await Expect(customer.Thread()).ToHaveAttributeAsync("data-status", "en-cours");
    }

    private static async Task SignOut(IPage page)
    {
        await page.Locator("details.menu.name summary").ClickAsync();
        await page.Button("Se déconnecter").ClickAsync();
        await Expect(page.Locator("[autocomplete=username]")).ToBeVisibleAsync();
    }

    [GeneratedRegex(@"\d{4}-\d{6}")]
    private static partial Regex Number();
}
