namespace Browser.Tests;

/// <summary>Nothing moves under the reader, lines stay readable, and what one has chosen is in view.</summary>
public sealed class LookTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task Help_opens_below_and_its_icon_keeps_its_place()
    {
        var nora = await stage.Invite(DemoPeople.Nora);
        var page = await nora.Open("/multi-siren/demandes/nouvelle");
        var icon = page.Locator(".tip > summary").First;
        var before = (await icon.BoundingBoxAsync())!;

        await icon.ClickAsync();

        await Expect(page.Locator(".tip > p").First).ToBeVisibleAsync();
        var after = (await icon.BoundingBoxAsync())!;
        Assert.Equal((before.X, before.Y), (after.X, after.Y));
        Assert.True((await page.Locator(".tip > p").First.BoundingBoxAsync())!.Y >= before.Y + before.Height - 1);
    }

    [Fact]
    public async Task Place_of_who_writes_is_kept_before_anybody_does()
    {
        var irene = await stage.Invite(DemoPeople.Irene);
        await irene.Page.GotoAsync("/multi-siren/demandes");
        await irene.Page.Locator("[data-key] a[href*='/demandes/2026']").First.ClickAsync();
        var line = irene.Page.Locator("[data-typing]");
        await Expect(line).ToBeEmptyAsync();
        var composer = irene.Page.Locator("[data-composer]");
        var (height, before) = ((await line.BoundingBoxAsync())!.Height, await composer.EvaluateAsync<double>("c => c.offsetTop"));

        await line.EvaluateAsync("line => line.append('Claire Montbrel écrit…')");

        Assert.True(height >= 20);
        Assert.Equal(before, await composer.EvaluateAsync<double>("c => c.offsetTop"));
    }

    [Fact]
    public async Task Chosen_queue_is_in_view_on_a_phone_and_lines_stay_readable_on_a_wide_screen()
    {
        var claire = await stage.Invite(DemoPeople.Claire);
        var page = claire.Page;
        await page.SetViewportSizeAsync(390, 844);
        foreach (var queue in new[] { "toutes", "closes", "miennes" })
        {
            await page.GotoAsync($"/gestion/demandes?file={queue}");
            await page.Drawn();
            var box = (await page.Locator(".queue [aria-current]").BoundingBoxAsync())!;
            Assert.True(box.X >= 0 && box.X + box.Width <= 390, $"{queue} stands at {box.X}.");
        }

        await page.SetViewportSizeAsync(1920, 1080);
        await page.GotoAsync("/gestion/demandes?file=miennes");
        await page.Locator("[data-status=en-cours] a, [data-status=en-attente] a").First.ClickAsync();
        Assert.InRange((await page.Locator("[data-composer]").BoundingBoxAsync())!.Width, 300, 60 * 16);
    }
}
