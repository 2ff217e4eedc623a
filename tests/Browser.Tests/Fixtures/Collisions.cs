namespace Browser.Tests.Fixtures;

/// <summary>Words that lie on other words, that a box cuts without saying so, or that end beyond the page.</summary>
internal static class Collisions
{
    // Of each piece of text what is left of it by the boxes that clip it. What floats over the page, and what only screen readers read, is no part of it.
    private const string Found =
        """
        () => {
          const found = [], pieces = [];
          if (document.documentElement.scrollWidth > innerWidth) found.push(`${document.documentElement.scrollWidth - innerWidth} px sideways`);
          for (const e of document.querySelectorAll('body *')) {
            const own = [...e.childNodes].filter(n => n.nodeType === 3 && n.data.trim());
            if (!own.length || e.closest('.vh, select, textarea, noscript, svg') || !e.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true })) continue;
            const clips = [];
            let skip = false;
            for (let at = e; at && at !== document.body; at = at.parentElement) {
              const s = getComputedStyle(at);
              if (s.clipPath !== 'none' || s.position === 'fixed' || s.position === 'sticky' || at.matches('[popover], dialog')) { skip = true; break; }
              if (s.overflowX === 'visible' && s.overflowY === 'visible') continue;
              clips.push(at.getBoundingClientRect());
              const says = s.textOverflow === 'ellipsis' || s.webkitLineClamp !== 'none' || /auto|scroll/.test(s.overflowX + s.overflowY);
              if (!says && at.clientWidth > 24 && (at.scrollWidth > at.clientWidth + 1 || at.scrollHeight > at.clientHeight + 2)) { found.push(`cut: ${e.textContent.trim().slice(0, 40)}`); break; }
            }
            if (skip) continue;
            for (const n of own) {
              const range = document.createRange();
              range.selectNodeContents(n);
              for (const r of range.getClientRects()) {
                let [left, top, right, bottom] = [r.left, r.top, r.right, r.bottom];
                for (const c of clips) [left, top, right, bottom] = [Math.max(left, c.left), Math.max(top, c.top), Math.min(right, c.right), Math.min(bottom, c.bottom)];
                if (right - left > 2 && bottom - top > 4) pieces.push({ e, left, top, right, bottom });
              }
            }
          }
          pieces.sort((a, b) => a.top - b.top);
          for (let i = 0; i < pieces.length; i++) {
            const a = pieces[i];
            if (a.right > innerWidth + 1) found.push(`beyond the edge: ${a.e.textContent.trim().slice(0, 40)}`);
            for (let j = i + 1; j < pieces.length && pieces[j].top < a.bottom - 5; j++) {
              const b = pieces[j];
              if (a.e !== b.e && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 5)
                found.push(`${a.e.textContent.trim().slice(0, 30)} on ${b.e.textContent.trim().slice(0, 30)}`);
            }
          }
          return [...new Set(found)].slice(0, 10);
        }
        """;

    public static async Task<IEnumerable<string>> In(IPage page) => await page.EvaluateAsync<string[]>(Found);
}
