namespace Browser.Tests;

/// <summary>An adviser chooses requests over the list, reads what is left out, and follows the batch to its end.</summary>
public sealed class BulkJourneyTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task Requests_that_are_chosen_are_taken_in_charge_together_and_followed_to_the_end()
    {
        var lucien = await stage.Invite(DemoPeople.Lucien);
        var page = lucien.Page;
        await page.GotoAsync("/gestion/demandes?file=toutes");
        await page.Unfold("Options de la liste");
        await page.GetByRole(AriaRole.Link, new() { Name = "Choisir plusieurs" }).ClickAsync();
        await page.LookAllOver("the list with its boxes", [1280, 390]);
        await page.Button("Tout choisir ici").ClickAsync();
        var chosen = await page.Locator("[data-rows] input:checked").CountAsync();
        await Expect(page.Locator("[data-chosen-count]")).ToHaveTextAsync($" ({chosen})");

        // A filter shows other rows: the choice stays.
        await page.GotoAsync("/gestion/demandes?file=en-attente&choisir=1");
        await Expect(page.Locator("[data-chosen-count]")).ToHaveTextAsync($" ({chosen})");
        await page.Locator(".choosebar").GetByRole(AriaRole.Button, new() { Name = "Clore" }).ClickAsync();
        await Expect(page.Locator("[data-reached]")).ToHaveCountAsync(1);
        await page.LookAllOver("what closing would leave out", [1280, 390]);
        await page.GoBackAsync();
        await Expect(page.Locator("[data-chosen-count]")).ToHaveTextAsync($" ({chosen})");

        await page.Locator(".choosebar").GetByRole(AriaRole.Button, new() { Name = "Prendre en charge" }).ClickAsync();
        var reached = int.Parse((await page.Locator("[data-reached]").GetAttributeAsync("data-reached"))!);
        Assert.InRange(reached, 1, chosen - 1);
        await page.LookAllOver("what is taken in charge", [1280, 390]);
        await page.Locator("form[data-chosen-ends] button[type=submit]").ClickAsync();
        await Expect(page.Locator("[data-ended='oui']")).ToHaveAttributeAsync("data-done", $"{reached}");
        await page.LookAllOver("the result", [1280, 390]);

        await page.GotoAsync("/gestion/demandes?file=toutes&choisir=1");
        await Expect(page.Locator("[data-chosen-count]")).ToHaveTextAsync("");
        Assert.Empty(lucien.Complaints);
    }
}
