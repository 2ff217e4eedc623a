using System.Text.RegularExpressions;

namespace Browser.Tests;

/// <summary>Another bank account: asked for with a second proof, confirmed by the mailed link, called back about, approved by another adviser, held, applied.</summary>
public sealed partial class BankJourneyTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    private const string Hint = "FR•• •••• 0189";

    [Fact]
    public async Task Account_of_an_insured_person_is_asked_for_confirmed_by_mail_seen_by_an_adviser_and_applied_after_its_hold()
    {
        var (samir, claire) = (await stage.Invite(DemoPeople.Samir, width: 390), await stage.Invite(DemoPeople.Claire));
        var page = samir.Page;
        await page.GotoAsync("/particulier/demarches/rib-personnel");
        await Onward(page);
        await page.Locator("#f-usage").SelectOptionAsync("remboursements");
        await page.Locator("#f-titulaire").FillAsync("Samir Benmarouk");
        await Account(page);
        await Prove(samir, DemoPeople.Samir);
        var number = await Send(page);
        await page.GotoAsync($"/particulier/demandes/{number}");
        await Expect(page.Locator("[data-account='1']")).ToBeVisibleAsync();
        await page.Mark();

        await Confirm(samir, DemoPeople.Samir, number);
        // Nobody approves a person's own: the open page says by itself that the hold runs.
        await Expect(page.Locator("[data-account='3']")).ToBeVisibleAsync();
        Assert.True(await page.IsUnbroken());
        var desk = (await claire.Open("/gestion/rib")).Locator($"[id='{number}'][data-account='3']");
        await Expect(desk.GetByText(Hint)).ToBeVisibleAsync();
        await Expect(desk.GetByRole(AriaRole.Button, new() { Name = "Approuver" })).ToHaveCountAsync(0);

        foreach (var guest in new[] { samir, claire })
            Assert.Empty(guest.Complaints);

        // A session ends meanwhile: each look is a new one's.
        await samir.Later(TimeSpan.FromHours(71));
        await Expect((await Look(number)).Locator("[data-account='3']")).ToBeVisibleAsync();
        await samir.Later(TimeSpan.FromHours(1.5));
        await Expect((await Look(number)).Locator("[data-account='4']")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Account_of_an_employer_passes_two_advisers_and_one_who_called_does_not_approve()
    {
        var (nora, claire, pauline) = (await stage.Invite(DemoPeople.Nora), await stage.Invite(DemoPeople.Claire), await stage.Invite(DemoPeople.Pauline));
        var page = nora.Page;
        await page.GotoAsync("/multi-siren/demarches/rib?entreprise=812345676");
        await Onward(page);
        await page.Locator("#f-usage").SelectOptionAsync("indemnites");
        await page.Locator("[name=contrats][value=SA2019000]").CheckAsync();
        await page.Locator("#f-titulaire").FillAsync("Ateliers Brumont");
        await page.Locator("#f-iban").FillAsync("FR76 3000 6000 0112 3456 7890 188");
        await Onward(page);
        await Expect(page.GetByText("la clé ne correspond pas").First).ToBeVisibleAsync();
        await Account(page);
        await page.LookAllOver("the recapitulation", [1280, 390]);
        await Prove(nora, DemoPeople.Nora);
        var number = await Send(page);
        await page.GotoAsync($"/multi-siren/demandes/{number}");
        await Expect(page.Locator("[data-account='1']")).ToBeVisibleAsync();
        await page.LookAllOver("an account to confirm", [1280, 390]);
        await page.Mark();

        await Confirm(nora, DemoPeople.Nora, number);
        await Expect(page.Locator("[data-account='2']")).ToBeVisibleAsync();
        var (hers, theirs) = (await claire.Open("/gestion/rib"), await pauline.Open("/gestion/rib"));
        var (mine, other) = (hers.Locator($"[id='{number}']"), theirs.Locator($"[id='{number}']"));
        await Expect(other.GetByRole(AriaRole.Button, new() { Name = "Approuver" })).ToHaveCountAsync(0);
        await theirs.Mark();
        await mine.GetByLabel("Ce qui a été dit").FillAsync("Le standard de l’entreprise confirme");
        await mine.GetByRole(AriaRole.Button, new() { Name = "Noter l’appel" }).ClickAsync();
        await Expect(mine.GetByText(new Regex("Un autre gestionnaire que .* approuve"))).ToBeVisibleAsync();
        await Expect(mine.GetByRole(AriaRole.Button, new() { Name = "Approuver" })).ToHaveCountAsync(0);
        await hers.LookAllOver("accounts to decide", [1280, 390]);
        await Expect(page.Locator("[data-account='2']")).ToBeVisibleAsync();
        // The other adviser's open page offers it by itself.
        await other.GetByRole(AriaRole.Button, new() { Name = "Approuver" }).ClickAsync();
        await Expect(page.Locator("[data-account='3']")).ToBeVisibleAsync();
        Assert.True(await page.IsUnbroken());
        foreach (var guest in new[] { nora, claire, pauline })
            Assert.Empty(guest.Complaints);

        await nora.Later(TimeSpan.FromHours(73));
        var company = await stage.Invite(DemoPeople.Nora);
        await company.Page.GotoAsync("/multi-siren/entreprises/812345676");
        await Expect(company.Page.Locator("[data-accounts]").GetByText(Hint)).ToBeVisibleAsync();
        await Expect(company.Page.Locator("[data-accounts] [data-account]")).ToHaveCountAsync(0);
    }

    private async Task<IPage> Look(string number)
    {
        var page = (await stage.Invite(DemoPeople.Samir, width: 390)).Page;
        await page.GotoAsync($"/particulier/demandes/{number}");
        return page;
    }

    // From the number to the recapitulation, with the paper.
    private static async Task Account(IPage page)
    {
        await page.Locator("#f-iban").FillAsync("FR76 3000 6000 0112 3456 7890 189");
        await Onward(page);
        // A file that is chosen before the page's script is there is sent with the form alone.
        await Expect(page.Locator("[data-piece=rib]")).ToBeVisibleAsync();
        await page.Loaded();
        await page.Locator("[data-piece=rib] input[type=file]:not([capture])").SetInputFilesAsync(Finding.Pdf("rib.pdf"));
        await Expect(page.Locator("[data-piece=rib] [data-attachment-state=prete]")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await Onward(page);
        await Expect(page.GetByText(Hint).First).ToBeVisibleAsync();
    }

    // « Envoyer » asks for password and code, and leads back to what was typed; nothing is sent yet.
    private static async Task Prove(Guest guest, DemoPerson person)
    {
        var page = guest.Page;
        // The code of the sign-in has just gone out.
        await guest.Later(TimeSpan.FromSeconds(31));
        await page.Button("Envoyer").ClickAsync();
        await Expect(page.Locator("[data-step-up=password]")).ToBeVisibleAsync();
        await page.LookAllOver("the password again", [1280, 390]);
        var before = (await guest.Mails()).Max(m => m.Id);
        await page.Locator("#actuel").FillAsync(DemoPeople.Password);
        await page.Locator("[data-step-up=password] button[type=submit]").ClickAsync();
        await Expect(page.Locator("[data-step-up=code]")).ToBeVisibleAsync();
        await page.LookAllOver("the second proof", [1280, 390]);
        await page.Locator("[autocomplete=one-time-code]").FillAsync((await guest.Mail(m => m.Id > before && m.To == person.Email && m.Code is not null)).Code!);
        await Expect(page.GetByText(Hint).First).ToBeVisibleAsync();
    }

    private static async Task<string> Send(IPage page)
    {
        await page.Button("Envoyer").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/confirmation(\\?|$)"));
        return Number().Match((await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).TextContentAsync())!).Value;
    }

    // In a browser that knows nobody.
    private async Task Confirm(Guest guest, DemoPerson person, string number)
    {
        var mail = await guest.Mail(m => m.To == person.Email && m.Link is not null && m.Link.Contains("/compte-bancaire/", StringComparison.Ordinal)
            && m.Subject.Contains(number, StringComparison.Ordinal));
        var link = await (await stage.Invite()).Open(new Uri(mail.Link!).PathAndQuery);
        await link.LookAllOver("the mailed link", [1280, 390]);
        await link.Button("C’est bien moi, confirmer").ClickAsync();
        await Expect(link.GetByRole(AriaRole.Heading, new() { Name = "Le changement est confirmé" })).ToBeVisibleAsync();
    }

    private static Task Onward(IPage page) => page.Locator("button[value=suite]").ClickAsync();

    [GeneratedRegex(@"\d{4}-\d{6}")]
    private static partial Regex Number();
}
