using Microsoft.Playwright;
using Tests.Fixtures.Cluster;

namespace Bench;

/// <summary>The README's pictures, of a fresh demo: a customer's thread, the workbench, a phone.</summary>
internal static class Pictures
{
    private const string Folder = "docs/pictures";
    private const string Number = "2026-000003";

    public static async Task Run()
    {
        using var node = new Node();
        await node.Start();
        using var nora = new Person(node.Address, "Nora");
        using var claire = new Person(node.Address, "Claire");
        await nora.SignIn();
        await claire.SignIn();
        Directory.CreateDirectory(Folder);
        await using var browser = await Live.Chromium();
        await Take(await Live.Page(browser, node, nora, 1280, 1040), $"{node.Address}multi-siren/demandes/{Number}", "thread");
        await Take(await Live.Page(browser, node, claire, 1440, 1040), $"{node.Address}gestion/demandes/{Number}?file=toutes", "workbench");
        await Take(await Live.Page(browser, node, nora, 390, 860), $"{node.Address}multi-siren/accueil", "phone");
    }

    private static async Task Take(IPage page, string address, string name)
    {
        await page.GotoAsync(address);
        // What a first visit is shown.
        if (await page.Locator("#bienvenue[open] button").CountAsync() > 0)
        {
            await page.Locator("#bienvenue[open] button").First.ClickAsync();
            await page.GotoAsync(address);
        }
        await page.WaitForTimeoutAsync(1500);
        await page.EvaluateAsync("scrollTo(0, 0)");
        await page.ScreenshotAsync(new() { Path = $"{Folder}/{name}.png" });
        Console.WriteLine($"{Folder}/{name}.png");
    }
}
