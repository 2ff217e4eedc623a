using Deque.AxeCore.Commons;

namespace Browser.Tests.Fixtures;

/// <summary>What axe and the page's width say of a page.</summary>
public static class Sight
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    // Brought into the page once, not before each look; our pages have no frames to be asked beside.
    private const string Run =
        """
        async colours => {
          const every = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
          const found = await axe.run(document, { runOnly: colours ? ['color-contrast', 'link-in-text-block'] : every, resultTypes: ['violations'] });
          // What a dialog lies over is no target while it does.
          const over = document.querySelector('.dialog:popover-open');
          const counts = (v, n) => !over || v.id !== 'target-size' || over.contains(document.querySelector(n.target[0]));
          const violations = found.violations.map(v => ({ id: v.id, nodes: v.nodes.filter(n => counts(v, n)) })).filter(v => v.nodes.length > 0);
          return { Passed: found.passes.length, Violations: violations.map(v => `${v.id} ${v.nodes.map(n => n.html).join(' ')}`), Overflow: document.documentElement.scrollWidth - innerWidth };
        }
        """;

    private const string ShowsWhatOneWritesIn =
        """
        [...document.querySelectorAll('main textarea')].filter(t => t.checkVisibility()).every(t => {
          t.scrollIntoView({ block: 'nearest' });
          const box = t.getBoundingClientRect();
          return box.height > 30 && box.top < innerHeight && box.bottom > 0;
        })
        """;

    // What contains its own overflow does not widen the page: its words end at the edge all the same.
    private const string Cut =
        """
        [...document.querySelectorAll('body *')].filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) && e.checkVisibility({ checkVisibilityCSS: true })).filter(e => {
          const box = e.getBoundingClientRect();
          if (box.width <= 1 || box.right <= innerWidth + 1) return false;
          for (let at = e; at !== document.body; at = at.parentElement)
            if (getComputedStyle(at).clipPath !== 'none' || at.scrollWidth > at.clientWidth && /auto|scroll/.test(getComputedStyle(at).overflowX)) return false;
          return true;
        }).map(e => e.textContent.trim().slice(0, 40))
        """;

    private const string Small =
        """
        [...document.querySelectorAll('a[href], button, summary, input:not([type=hidden]), select, textarea')].filter(e => e.checkVisibility({ checkVisibilityCSS: true })).map(e => {
          const whole = e.matches('[type=checkbox], [type=radio], [type=file]') && e.closest('label') || e, box = whole.getBoundingClientRect();
          return { e, box, inline: getComputedStyle(e).display === 'inline' };
        }).filter(({ box, inline }) => box.width > 1 && !inline && (box.width < 43.5 || box.height < 43.5)).map(({ e, box }) => `${e.tagName} ${e.textContent.trim().slice(0, 30) || e.name} ${Math.round(box.width)} × ${Math.round(box.height)}`)
        """;

    /// <summary>Where fingers point, everything that acts is 44 px each way; a link within a sentence keeps its line.</summary>
    public static async Task LookForWhatFingersMiss(this IPage page, string what) => Assert.Equal([], (await page.EvaluateAsync<string[]>(Small)).Select(s => $"{what}: {s}"));

    /// <summary>As the page stands now.</summary>
    /// <param name="colours">Only what another scheme changes: the rules on colours.</param>
    public static async Task Look(this IPage page, string what, bool colours = false)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
            await page.EvaluateAsync(Axe);
        var found = await page.EvaluateAsync<Findings>(Run, colours);
        Assert.NotEqual(0, found.Passed);
        Assert.True(found.Violations.Length == 0, $"{what}: {string.Join("; ", found.Violations)}");
        Assert.True(found.Overflow <= 0, $"{what} scrolls {found.Overflow} px sideways.");
    }

    /// <summary>Light, and for its colours dark, at each width; the page is left as narrow as the last one, and light.</summary>
    public static async Task LookAllOver(this IPage page, string what, params int[] widths)
    {
        foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            foreach (var width in widths)
            {
                await page.SetViewportSizeAsync(width, width < 600 ? 844 : 900);
                await page.Look($"{what} at {width} {scheme}", scheme is ColorScheme.Dark);
            }
        }
    }

    /// <summary>A state that no address leads to: all over and by keyboard, or, where the browser's text is twice as large, nothing cut. The page is left wide.</summary>
    public static async Task Walk(this IPage page, string what, bool twice)
    {
        if (!twice)
            await page.LookAllOver(what, 390, 320, 1280);
        foreach (var width in twice ? new[] { 390, 1280 } : [])
        {
            await page.SetViewportSizeAsync(width, 844);
            await page.LookForWhatIsCut($"{what} at twice the text, {width}");
        }
        if (!twice)
            Assert.NotEqual(0, await new Keyboard(page).WalkDown());
    }

    /// <summary>Nothing scrolls sideways, and what one writes in is in sight.</summary>
    public static async Task LookForWhatIsCut(this IPage page, string what)
    {
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") <= 0, $"{what} scrolls sideways.");
        Assert.Equal([], (await page.EvaluateAsync<string[]>(Cut)).Select(s => $"{what}: {s}"));
        Assert.True(await page.EvaluateAsync<bool>(ShowsWhatOneWritesIn), $"{what} hides what one writes in.");
    }

    private sealed record Findings
    {
        public int Passed { get; init; }

        public string[] Violations { get; init; } = [];

        public int Overflow { get; init; }
    }
}
