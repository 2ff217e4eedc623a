using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Browser.Tests.Fixtures;

/// <summary>What axe and the page's width say of a page.</summary>
public static class Sight
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    /// <summary>As the page stands now.</summary>
    public static async Task Look(this IPage page, string what)
    {
        var found = await page.RunAxe(Rules);
        Assert.NotEmpty(found.Passes);
        Assert.True(found.Violations.Length == 0, $"{what}: {string.Join("; ", found.Violations.Select(v => $"{v.Id} {string.Join(' ', v.Nodes.Select(n => n.Html))}"))}");
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
        Assert.True(overflow <= 0, $"{what} scrolls {overflow} px sideways.");
    }

    /// <summary>Light and dark, at each width; the page is left as narrow as the last one, and light.</summary>
    public static async Task LookAllOver(this IPage page, string what, params int[] widths)
    {
        foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            foreach (var width in widths)
            {
                await page.SetViewportSizeAsync(width, width < 600 ? 844 : 900);
                await page.Look($"{what} at {width} {scheme}");
            }
        }
    }
}
