using System.Text.RegularExpressions;
using Tests.Fixtures.Cluster;

namespace Browser.Tests.Fixtures;

/// <summary>Somebody without a mouse: Tab, Shift+Tab, Enter, Space and letters are all he has. He sees where he is, and never jumps back up the page.</summary>
public sealed class Keyboard(IPage page)
{
    private const int Patience = 60;

    // What has the focus; nothing while that is the page itself.
    private const string Where =
        """
        selector => {
          const at = document.activeElement;
          if (!at || at === document.body) return null;
          const box = at.getBoundingClientRect(), style = getComputedStyle(at), frame = at.closest('label, .composer, .pickfile');
          // A shadow is a ring on what frames a field only: what lies raised has one without the focus.
          const ring = e => { const s = getComputedStyle(e); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; };
          let inner = 0;
          for (let e = at.parentElement; e && e !== document.documentElement; e = e.parentElement) inner += e.scrollTop;
          return {
            Inner: inner, Found: at.matches(selector), Name: `${at.tagName} ${at.id || at.getAttribute('name') || at.textContent.trim().slice(0, 40)}`,
            Seen: at.matches(':focus-visible, [type=datetime-local]') && (ring(at) || !!frame && (ring(frame) || getComputedStyle(frame).boxShadow !== 'none')) && style.visibility === 'visible',
            InView: box.bottom > 0 && box.top < innerHeight && box.width > 0,
            Left: box.left + scrollX, Top: box.top + scrollY, Bottom: box.bottom + scrollY,
          };
        }
        """;

    public IPage Page => page;

    /// <summary>Tabs on until this has the focus.</summary>
    public async Task Reach(string selector)
    {
        // Styles and scripts: half a page shows no focus.
        await page.Loaded();
        await page.Drawn();
        var before = await At(selector);
        if (before is { Found: true })
            return;
        for (var presses = 0; presses < Patience; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            var now = await At(selector) ?? throw new InvalidOperationException($"The focus left the page on the way from {before?.Name} to {selector}.");
            AssertFollows(before, now);
            if (now.Found)
                return;
            before = now;
        }
        throw new InvalidOperationException($"{Patience} times Tab do not lead to {selector} on {page.Url}.");
    }

    /// <summary>Tabs from the top of the page until the focus leaves it. The number of stops.</summary>
    public async Task<int> WalkDown()
    {
        await page.Loaded();
        await page.Drawn();
        Place? before = null;
        for (var stops = 0; stops < 300; stops++)
        {
            await page.Keyboard.PressAsync("Tab");
            // A browser without a window of its own begins again at the top.
            if (await At(".skip") is not { } now || now.Found && stops > 0)
                return stops;
            AssertFollows(before, now);
            before = now;
        }
        throw new InvalidOperationException($"The focus never leaves {page.Url}.");
    }

    public async Task Back(string selector)
    {
        for (var presses = 0; presses < Patience; presses++)
        {
            await page.Keyboard.PressAsync("Shift+Tab");
            if (await At(selector) is { Found: true, Seen: true })
                return;
        }
        throw new InvalidOperationException($"{Patience} times Shift+Tab do not lead to {selector} on {page.Url}.");
    }

    public async Task Type(string selector, string text)
    {
        await Reach(selector);
        await page.Keyboard.TypeAsync(text);
    }

    public async Task Press(string selector, string key = "Enter")
    {
        await Reach(selector);
        await page.Keyboard.PressAsync(key);
    }

    /// <summary>Opens a link.</summary>
    public async Task Follow(string selector, string path)
    {
        await Press(selector);
        await Expect(page).ToHaveURLAsync(new Regex($"{Regex.Escape(path)}$"));
    }

    /// <summary>Takes back what stands in the field that has the focus.</summary>
    public async Task Erase(int letters)
    {
        await page.Keyboard.PressAsync("End");
        for (var i = 0; i < letters; i++)
            await page.Keyboard.PressAsync("Backspace");
    }

    /// <summary>That the focus is there already, without a key.</summary>
    public Task Is(string selector) => Expect(page.Locator(selector)).ToBeFocusedAsync();

    private void AssertFollows(Place? before, Place now)
    {
        Assert.True(now.Seen, $"One cannot see that {now.Name} has the focus on {page.Url}.");
        Assert.True(now.InView, $"{now.Name} has the focus and is out of sight on {page.Url}.");
        Assert.False(
            before is not null && now.Bottom <= before.Top - Math.Max(0, now.Inner - before.Inner) && now.Left <= before.Left,
                $"From {before?.Name} the focus goes back up to {now.Name} on {page.Url}.");
    }

    private Task<Place?> At(string selector) => page.EvaluateAsync<Place?>(Where, selector);

    private sealed record Place
    {
        /// <summary>How far lists within the page are scrolled around it.</summary>
        public double Inner { get; init; }

        public bool Found { get; init; }

        public string Name { get; init; } = "";

        public bool Seen { get; init; }

        public bool InView { get; init; }

        public double Left { get; init; }

        public double Top { get; init; }

        public double Bottom { get; init; }
    }
}
