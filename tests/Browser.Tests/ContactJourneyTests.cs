using System.Text.RegularExpressions;

namespace Browser.Tests;

/// <summary>« Poser une question »: about an employee and a contract, and where a question has a form of its own.</summary>
public sealed class ContactJourneyTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task A_question_about_an_employee_s_stop_is_sent_with_them_and_their_contract()
    {
        var nora = await stage.Invite(DemoPeople.Nora);
        var page = await Begin(nora);
        await Choose(page, "prevoyance", "arret", "suivi");
        await Expect(page.Locator("[data-own-form]")).ToBeHiddenAsync();
        await page.Locator("button[value=suite]").ClickAsync();
        await Expect(page.GetByLabel("Contrat")).ToHaveValueAsync("PR3019000");
        var employee = page.GetByLabel("Salarié concerné");
        await employee.SelectOptionAsync(new SelectOptionValue { Index = 1 });
        var name = (await employee.Locator("option:checked").TextContentAsync())!.Split(' ')[0];
        await page.GetByLabel("Votre message").FillAsync("Où en est son dossier ?");
        await page.Locator("button[value=suite]").ClickAsync();
        await Expect(page.Locator("[data-piece=doc_medical]")).ToContainTextAsync("facultatif");
        await page.Locator("button[value=suite]").ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("PR3019000");
        await page.Button("Envoyer").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Voir la demande" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Arrêt de travail · Suivi d’un dossier");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(name);
    }

    [Fact]
    public async Task A_question_with_a_form_of_its_own_opens_it_and_one_that_is_bound_to_it_goes_no_further()
    {
        var nora = await stage.Invite(DemoPeople.Nora);
        var page = await Begin(nora);
        await Choose(page, "sante", "contrat-sante", "attestation");
        await Expect(page.GetByText("Cette démarche a son formulaire, la réponse est plus rapide.")).ToBeVisibleAsync();
        await page.Button("Demander une attestation").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"/multi-siren/demarches/attestation\\?entreprise={DemoPeople.Brumont.Siren}"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Demander une attestation");

        await page.GoBackAsync();
        await page.GetByLabel("Domaine").SelectOptionAsync("reclamation");
        await Expect(page.GetByLabel("Motif")).ToHaveValueAsync("deposer");
        await Expect(page.GetByText("elle ne s’envoie pas comme une question")).ToBeVisibleAsync();
        await page.Locator("button[value=suite]").ClickAsync();
        await Expect(page.Locator("[data-errors]")).ToContainTextAsync("cette démarche a son formulaire");
        await Choose(page, "sante", "remboursements", "delai");
        await Expect(page.Locator("[data-own-form]")).ToBeHiddenAsync();
        await page.Locator("button[value=suite]").ClickAsync();
        await Expect(page.GetByLabel("Votre message")).ToBeVisibleAsync();
    }

    private static async Task<IPage> Begin(Guest nora)
    {
        var page = await nora.Open($"/multi-siren/demandes/nouvelle?entreprise={DemoPeople.Brumont.Siren}");
        await page.Locator("button[value=suite]").ClickAsync();
        await Expect(page.GetByLabel("Entreprise concernée")).ToHaveValueAsync("Ateliers Brumont");
        return page;
    }

    private static async Task Choose(IPage page, string domain, string theme, string reason)
    {
        await page.GetByLabel("Domaine").SelectOptionAsync(domain);
        await page.GetByLabel("Thème").SelectOptionAsync(theme);
        await page.GetByLabel("Motif").SelectOptionAsync(reason);
    }
}
