using System.Text.RegularExpressions;

namespace Browser.Tests.Fixtures;

/// <summary>Finds things on pages the way people and scripts are promised to find them.</summary>
public static class Finding
{
    public static ILocator Button(this IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Opens a menu that shows a sign alone.</summary>
    public static Task Unfold(this IPage page, string menu) => page.Locator($"summary[aria-label='{menu}']").ClickAsync();

    public static ILocator Composer(this IPage page) => page.GetByLabel("Votre message", new() { Exact = true });

    /// <summary>A request's row in a list, a queue or on the home page.</summary>
    public static ILocator Row(this IPage page, string number) => page.Locator($"[data-key][data-request-number='{number}']");

    /// <summary>What carries the status of the request that is open.</summary>
    public static ILocator Thread(this IPage page) => page.Locator("[data-thread]");

    public static ILocator Messages(this IPage page) => page.Locator("[data-seq]");

    public static ILocator Message(this IPage page, int seq) => page.Locator($"[data-seq='{seq}']");

    public static ILocator Badge(this IPage page) => page.Locator(".top > .row [data-unread]");

    public static async Task Write(this IPage page, string text)
    {
        await page.Composer().FillAsync(text);
        await page.Button("Envoyer").ClickAsync();
    }

    public static FilePayload Pdf(string name) => new()
    {
        Name = name,
        MimeType = "application/pdf",
        Buffer =
            "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\nxref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \ntrailer<</Size 3/Root 1 0 R>>\nstartxref\n105\n%%EOF\n"u8.ToArray(),
    };

    /// <summary>A photograph of 32 by 20 grey pixels.</summary>
    public static FilePayload Png(string name) => new()
    {
        Name = name,
        MimeType = "image/png",
        Buffer = Convert.FromBase64String(
            "iVBORw0KGgoAAAANSUhEUgAAACAAAAAUCAIAAABj86gYAAAAIUlEQVR4nGM4cekOTRHDqAWjFoxaMGrBqAWjFoxaQAwCAPlEJ1sjlhu5AAAAAElFTkSuQmCC"),
    };

    /// <summary>A mark that a reload would wipe away.</summary>
    public static Task Mark(this IPage page) => page.EvaluateAsync("window.unbroken = true");

    public static async Task<bool> IsUnbroken(this IPage page) => await page.EvaluateAsync<bool>("window.unbroken === true");

    /// <summary>Waits for another page than the one that was marked. It is asked from outside: the page's own policy forbids scripts made of text.</summary>
    public static Task BecomesAnother(this IPage page) => Becomes(page, "window.unbroken !== true && document.readyState === 'complete'");

    /// <summary>
    /// Waits for all of a page: its styles, its scripts. The page itself is asked, as Playwright's own wait for a state may miss one that comes while it
    /// begins to wait.
    /// </summary>
    public static Task Loaded(this IPage page) => Becomes(page, "document.readyState === 'complete'");

    private static Task Becomes(IPage page, string condition) => Eventually.True(async () =>
    {
        try
        {
            return await page.EvaluateAsync<bool>(condition);
        }
        catch (PlaywrightException)
        {
            // Asked in the middle of a change of pages.
            return false;
        }
    }, TimeSpan.FromSeconds(15));

    /// <summary>
    /// Waits until the page stands on the screen: Chromium throws away keys that are pressed before. On a busy machine a frame that was asked for
    /// is not yet one that was shown, so what the browser itself notes as the first paint is waited for, too.
    /// </summary>
    public static Task Drawn(this IPage page) => page.EvaluateAsync(
        """
        async () => {
          // A browser that shows nothing more must fail a test, not hold it up for ever.
          const frame = () => new Promise((done, late) => (requestAnimationFrame(done), setTimeout(() => late(new Error("No frame in 15 s.")), 15000)));
          for (let left = 300; left && !performance.getEntriesByName('first-contentful-paint').length; left--) await frame();
          await frame(), await frame();
        }
        """);

    /// <summary>
    /// Presses Enter, again if nothing comes of it, as a person would: on a starved machine a key may still meet a page that is not shown.
    /// </summary>
    public static async Task EnterTo(this IPage page, Regex url)
    {
        for (var left = 4; ; left--)
        {
            await page.Keyboard.PressAsync("Enter");
            try
            {
                await Expect(page).ToHaveURLAsync(url, new() { Timeout = 5000 });
                await page.Loaded();
                return;
            }
            catch (PlaywrightException) when (left > 0)
            {
            }
        }
    }
}
