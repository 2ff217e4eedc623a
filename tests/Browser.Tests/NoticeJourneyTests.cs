namespace Browser.Tests;

/// <summary>« Notifications » that stays open: what comes waits behind its bar, and reading the request reads it. Mails are chosen in two tabs.</summary>
public sealed class NoticeJourneyTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task What_comes_waits_behind_the_news_bar_and_reading_the_request_reads_it()
    {
        var nora = await stage.Invite(DemoPeople.Nora);
        var page = await nora.Open("/multi-siren/notifications");
        await page.Mark();
        var keys = await Keys(page);
        var told = await page.Locator("[data-notice]").EvaluateAllAsync<string[]>("rows => rows.map(r => r.dataset.notice)");
        var claire = await stage.Invite(DemoPeople.Claire);
        await claire.Page.GotoAsync("/gestion/demandes?file=miennes");
        var mine = await claire.Page.Locator("[data-request-number]").EvaluateAllAsync<string[]>("rows => rows.map(r => r.dataset.requestNumber)");
        var number = told.First(mine.Contains);
        await claire.Page.GotoAsync($"/gestion/demandes/{number}");
        await claire.Page.Composer().FillAsync("Une nouvelle pour la liste");
        await claire.Page.Button("Envoyer").ClickAsync();

        var bar = page.Locator("[data-newsbar] button");
        await Expect(bar).ToHaveTextAsync("1 nouvelle, afficher");
        Assert.Equal(keys, await Keys(page));
        await bar.ClickAsync();
        await Expect(page.Locator("[data-rows] [data-key]").First).ToHaveAttributeAsync("data-notice", number);
        await Expect(page.Locator("[data-rows] [data-key]").First).ToHaveClassAsync("fresh");
        await Expect(page.Locator("[data-rows] [data-key]").First.Locator("a")).ToBeFocusedAsync();
        await Expect(bar).ToHaveCountAsync(0);
        Assert.Equal(keys, (await Keys(page)).Skip(1).Take(keys.Length));

        await (await nora.Open($"/multi-siren/demandes/{number}")).BringToFrontAsync();
        await Expect(page.Locator($"[data-notice='{number}'].fresh")).ToHaveCountAsync(0);
        Assert.True(await page.IsUnbroken());
        // One count alone, of requests, stands on the page.
        Assert.Equal(0, await page.Locator("details.menu.name [data-badge]").CountAsync());
    }

    [Fact]
    public async Task Mails_are_chosen_on_the_profile_and_the_other_tab_shows_it()
    {
        var irene = await stage.Invite(DemoPeople.Irene);
        var (one, other) = (await irene.Open("/multi-siren/profil"), await irene.Open("/multi-siren/profil"));
        await other.Mark();

        await one.GetByLabel("Une réponse à une demande\u00a0: Résumé du jour").CheckAsync();
        await one.Button("Enregistrer mes choix").ClickAsync();

        await Expect(one.GetByText("Vos choix sont enregistrés.")).ToBeVisibleAsync();
        await Expect(other.GetByLabel("Une réponse à une demande\u00a0: Résumé du jour")).ToBeCheckedAsync();
        Assert.True(await other.IsUnbroken());
        await one.LookAllOver("the choices of mails");
    }

    private static Task<string[]> Keys(IPage page) => page.Locator("[data-rows] [data-key]").EvaluateAllAsync<string[]>("rows => rows.map(r => r.dataset.key)");
}
