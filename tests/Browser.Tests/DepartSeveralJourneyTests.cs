namespace Browser.Tests;

/// <summary>An employer chooses people over two pages of their list, reads what would become of each, and declares that they leave.</summary>
public sealed class DepartSeveralJourneyTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task People_of_two_pages_leave_together_and_the_choice_ends_with_it()
    {
        var nora = await stage.Invite(DemoPeople.Nora);
        var page = nora.Page;
        var list = $"/multi-siren/salaries?entreprise={DemoPeople.Brumont.Siren}&statut=affilie";
        await page.GotoAsync(list);
        await page.Locator("[data-rows] input[name=salarie]").First.CheckAsync();
        await page.GotoAsync($"{list}&tri=-nom");
        await page.Locator("[data-rows] input[name=salarie]").First.CheckAsync();
        await Expect(page.Locator("[data-chosen-count]")).ToHaveTextAsync(" (2)");

        await page.Button("Déclarer leur départ").ClickAsync();
        await Expect(page.Locator("[data-chosen-people='2']")).ToBeVisibleAsync();
        await page.Button("Simuler").ClickAsync();
        await Expect(page.Locator("[data-errors]")).ToBeVisibleAsync();
        await page.LookAllOver("the day and the reason, refused", 1280, 390);
        await Simulate(page);
        await page.LookAllOver("what becomes of each", 1280, 390);

        // Until it is confirmed the choice stays.
        await page.GotoAsync(list);
        await Expect(page.Locator("[data-chosen-count]")).ToHaveTextAsync(" (2)");
        await page.Button("Déclarer leur départ").ClickAsync();
        await Simulate(page);
        await page.Button("Confirmer 2 départs").ClickAsync();
        await Expect(page.Locator("[data-ended='oui']")).ToHaveAttributeAsync("data-done", "2");
        await page.LookAllOver("the result", 1280, 390);
        await page.GotoAsync(list);
        await Expect(page.Locator("[data-chosen-count]")).ToHaveTextAsync("");
        Assert.Equal([], nora.Complaints.Where(c => !c.Contains("422", StringComparison.Ordinal)));
    }

    private static async Task Simulate(IPage page)
    {
        await page.Locator("[name=fin]").FillAsync("15/11/2026");
        await page.Locator("[name=motif]").SelectOptionAsync("rupture-conventionnelle");
        await page.Button("Simuler").ClickAsync();
        await Expect(page.Locator("[data-leaving='2']")).ToBeVisibleAsync();
    }
}
