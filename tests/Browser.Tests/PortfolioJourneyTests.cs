namespace Browser.Tests;

/// <summary>An administrator's portfolio, at a desk and on a phone.</summary>
public sealed class PortfolioJourneyTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task A_company_is_added_by_its_number_and_chosen_by_keyboard(int width)
    {
        var nora = await stage.Invite(DemoPeople.Nora, width: width);
        var page = nora.Page;
        await page.GotoAsync("/multi-siren/entreprises");
        await Expect(page.Locator("tr[data-company]")).ToHaveCountAsync(11);

        await page.Button("Ajouter une entreprise").ClickAsync();
        await page.GetByLabel("SIREN *").FillAsync("491 377 207");
        await page.Button("Valider").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("9 chiffres");
        await page.GetByLabel("SIREN *").FillAsync("491 377 206");
        await page.Button("Valider").ClickAsync();
        await page.GetByLabel("Numéro d’entreprise *").FillAsync("700 000");
        await page.Button("Valider").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("ne nous permettent pas");
        await page.GetByLabel("Numéro d’entreprise *").FillAsync("701 059");
        await page.Button("Valider").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Cabinet vétérinaire des Trois-Fontaines" })).ToBeVisibleAsync();
        await page.Button("Valider").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("L’entreprise est ajoutée");
        await Expect(page.Locator("tr[data-company='491377206']")).ToBeVisibleAsync();

        await page.Locator("details.company summary").ClickAsync();
        var search = page.Locator("details.company input[type=search]");
        await search.PressSequentiallyAsync("trois-font");
        await Expect(page.Locator("details.company [data-options] a")).ToHaveCountAsync(1);
        await search.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-company", "491377206");
        await Expect(page.Locator("[data-universe=health]")).ToBeVisibleAsync();

        await page.GotoAsync("/multi-siren/entreprises/491377206");
        await page.Button("Supprimer").ClickAsync();
        await Expect(page.GetByText("restent chez nous")).ToBeVisibleAsync();
        await page.Button("Supprimer").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("est retirée");
        await Expect(page.Locator("tr[data-company]")).ToHaveCountAsync(11);
        Assert.Empty(nora.Complaints);
    }
}
