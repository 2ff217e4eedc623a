namespace Browser.Tests;

/// <summary>Requests open beside the list, one after the other, and the page stays.</summary>
public sealed class InPlaceTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task Requests_open_by_keyboard_beside_the_list_with_their_address_and_back_leads_to_the_one_before()
    {
        var (claire, pauline) = (await stage.Invite(DemoPeople.Claire), await stage.Invite(DemoPeople.Pauline));
        var page = claire.Page;
        await page.SetViewportSizeAsync(1280, 800);
        await page.GotoAsync("/gestion/demandes?file=toutes");
        await page.Mark();
        var numbers = await page.Locator("[data-rows] [data-request-number]").EvaluateAllAsync<string[]>("rows => rows.map((row) => row.dataset.requestNumber)");

        await page.Locator("body").PressAsync("j");
        await page.Keyboard.PressAsync("o");
        await Expect(page.Thread()).ToHaveAttributeAsync("data-request-number", numbers[0]);
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/gestion/demandes/{numbers[0]}\\?file=toutes"));
        await Expect(page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex(numbers[0]));
        await page.Look("a request that was opened in place");
        await page.Button("Suivante").ClickAsync();
        await Expect(page.Thread()).ToHaveAttributeAsync("data-request-number", numbers[1]);
        await Expect(page.Locator("[data-rows] a.ticket[aria-current]")).ToHaveCountAsync(1);
        await page.Locator("body").PressAsync("w");
        await Expect(page.Thread()).ToHaveAttributeAsync("data-request-number", numbers[2]);

        await page.GoBackAsync();
        await Expect(page.Thread()).ToHaveAttributeAsync("data-request-number", numbers[1]);
        await page.GoBackAsync();
        await page.GoBackAsync();
        await Expect(page.Locator(".pane.talk.none")).ToBeVisibleAsync();
        Assert.True(await page.IsUnbroken());

        // What is live is live in the one that is open, and in no other.
        await page.Locator($"[data-request-number='{numbers[0]}'] a.ticket").ClickAsync();
        await Expect(page.Thread()).ToHaveAttributeAsync("data-request-number", numbers[0]);
        var hers = await pauline.Open($"/gestion/demandes/{numbers[0]}");
        await Expect(hers.Locator(".talk [data-presence='consulte']")).ToContainTextAsync("Claire Montbrel consulte");
        await hers.Locator("body").PressAsync("n");
        await hers.Keyboard.TypeAsync("Zibeline, vu ensemble");
        await hers.Button("Ajouter la note").ClickAsync();
        await Expect(page.Locator("[data-note]").Last).ToContainTextAsync("Zibeline");
        await page.Locator($"[data-request-number='{numbers[1]}'] a.ticket").ClickAsync();
        await Expect(page.Thread()).ToHaveAttributeAsync("data-request-number", numbers[1]);
        await Expect(hers.Locator(".talk [data-presence='consulte']")).ToHaveCountAsync(0);
        Assert.True(await page.IsUnbroken());

        // A reload shows what the address says, and a window that is narrow opens a page.
        await page.ReloadAsync();
        await Expect(page.Thread()).ToHaveAttributeAsync("data-request-number", numbers[1]);
        foreach (var guest in new[] { claire, pauline })
            Assert.Empty(guest.Complaints);
    }

    [Fact]
    public async Task Canned_replies_and_drafts_belong_to_the_request_that_is_open()
    {
        var claire = await stage.Invite(DemoPeople.Claire);
        var page = claire.Page;
        await page.SetViewportSizeAsync(1280, 800);
        await page.GotoAsync("/gestion/demandes?file=miennes");
        var tickets = page.Locator("[data-rows] a.ticket");
        await tickets.Nth(0).ClickAsync();
        await Expect(page.Composer()).ToBeVisibleAsync();
        await page.Composer().FillAsync("Commencé ici");
        await Expect(page.Locator("[data-state]")).ToHaveTextAsync("Brouillon gardé");
        await tickets.Nth(1).ClickAsync();
        await Expect(page.Composer()).ToHaveValueAsync("");
        await page.Composer().PressAsync("/");
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Chercher une réponse" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.GoBackAsync();
        await Expect(page.Composer()).ToHaveValueAsync("Commencé ici");
        await page.Composer().FillAsync("");
        Assert.Empty(claire.Complaints);
    }
}
