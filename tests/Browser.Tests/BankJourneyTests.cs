using System.Text.RegularExpressions;

namespace Browser.Tests;

/// <summary>Another bank account: asked for with a second proof, confirmed by the mailed link, called back about, approved by another adviser, applied.</summary>
public sealed partial class BankJourneyTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task Account_of_an_employer_is_asked_confirmed_called_about_approved_and_applied()
    {
        var (nora, claire, pauline) = (await stage.Invite(DemoPeople.Nora), await stage.Invite(DemoPeople.Claire), await stage.Invite(DemoPeople.Pauline));
        // The code of the sign-in has just gone out.
        await nora.Later(TimeSpan.FromSeconds(31));
        var page = nora.Page;
        await Fill(page);
        await page.Button("Envoyer").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Confirmez que c’est vous" })).ToBeVisibleAsync();
        await page.LookAllOver("the second proof", [1280, 390]);
        var before = (await nora.Mails()).Max(m => m.Id);
        await page.Locator("#actuel").FillAsync(DemoPeople.Password);
        await page.Button("Recevoir un code").ClickAsync();
        await Expect(page.Locator("#code")).ToBeVisibleAsync();
        await page.Locator("#code").FillAsync((await nora.Mail(m => m.Id > before && m.To == DemoPeople.Nora.Email && m.Code is not null)).Code!);
        // What was typed is there, and is sent now.
        await Expect(page.GetByText("FR•• •••• 0189").First).ToBeVisibleAsync();
        await page.Button("Envoyer").ClickAsync();
        var number = Number().Match((await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).TextContentAsync())!).Value;
        await page.GotoAsync($"/multi-siren/demandes/{number}");
        await Expect(page.Locator("[data-account='1']")).ToBeVisibleAsync();
        await page.LookAllOver("an account to confirm", [1280, 390]);
        await page.Mark();

        var mail = await nora.Mail(m => m.Subject.StartsWith("Confirmez le nouveau compte", StringComparison.Ordinal) && m.Link is not null);
        var link = await nora.Open(new Uri(mail.Link!).PathAndQuery);
        await link.LookAllOver("the mailed link", [1280, 390]);
        await link.Button("C’est bien moi, confirmer").ClickAsync();
        // The open page says so by itself.
        await Expect(page.Locator("[data-account='2']")).ToBeVisibleAsync();

        var (hers, theirs) = (await claire.Open("/gestion/rib"), await pauline.Open("/gestion/rib"));
        var mine = hers.Locator($"[id='{number}']");
        await mine.GetByLabel("Ce qui a été dit").FillAsync("Le standard de l’entreprise confirme");
        await mine.GetByRole(AriaRole.Button, new() { Name = "Noter l’appel" }).ClickAsync();
        await Expect(mine.GetByRole(AriaRole.Button, new() { Name = "Approuver" })).ToHaveCountAsync(0);
        await Expect(mine.GetByText("Un autre gestionnaire que Claire Montbrel approuve.")).ToBeVisibleAsync();
        await hers.LookAllOver("accounts to decide", [1280, 390]);
        await theirs.Locator($"[id='{number}']").GetByRole(AriaRole.Button, new() { Name = "Approuver" }).ClickAsync();
        await Expect(page.Locator("[data-account='3']")).ToBeVisibleAsync();
        Assert.True(await page.IsUnbroken());

        foreach (var guest in new[] { nora, claire, pauline })
            Assert.Empty(guest.Complaints);

        await nora.Later(TimeSpan.FromHours(73));
        var company = await stage.Invite(DemoPeople.Nora);
        await company.Page.GotoAsync("/multi-siren/entreprises/812345676");
        await Expect(company.Page.Locator("[data-accounts]").GetByText("FR•• •••• 0189")).ToBeVisibleAsync();
        await Expect(company.Page.Locator("[data-accounts] [data-account]")).ToHaveCountAsync(0);
    }

    private static async Task Fill(IPage page)
    {
        await page.GotoAsync("/multi-siren/demarches/rib?entreprise=812345676");
        await Onward(page);
        await page.GetByText("Recevoir les indemnités").ClickAsync();
        await page.Locator("#f-contrat").SelectOptionAsync("SA2019000");
        await page.Locator("#f-titulaire").FillAsync("Ateliers Brumont");
        await page.Locator("#f-iban").FillAsync("FR76 3000 6000 0112 3456 7890 188");
        await Onward(page);
        await Expect(page.GetByText("la clé ne correspond pas").First).ToBeVisibleAsync();
        await page.Locator("#f-iban").FillAsync("FR76 3000 6000 0112 3456 7890 189");
        await Onward(page);
        await page.Locator("input[name='piece.rib']").SetInputFilesAsync(Finding.Pdf("rib.pdf"));
        await Expect(page.GetByText("rib.pdf").First).ToBeVisibleAsync();
        await Onward(page);
        await page.LookAllOver("the recapitulation", [1280, 390]);
    }

    private static Task Onward(IPage page) => page.Locator("button[value=suite]").ClickAsync();

    [GeneratedRegex(@"\d{4}-\d{6}")]
    private static partial Regex Number();
}
