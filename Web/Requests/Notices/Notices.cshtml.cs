using System.Globalization;
using Grains.Access;
using Grains.Interfaces.Requests;
using Grains.Reads;
using Grains.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Security;
using Web.Shared;

namespace Web.Requests.Notices;

/// <summary>
/// « Notifications »: the last events of the caller's requests, and what waits for their answer elsewhere. Reading a request reads its events, an answer what it answers.
/// </summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
public sealed class NoticesModel(Rights rights, PortalQueries portal, NoticeQueries notices, PageShells frames, IGrainFactory grains, TimeProvider clock)
    : PageModel, IPortalPage
{
    /// <summary>Requests that are marked as read at a time.</summary>
    private const int AtOnce = 16;

    public PageShell Frame { get; private set; } = null!;

    public NoticesView Notices { get; private set; } = null!;

    [FromQuery(Name = "vue")]
    public string? View { get; set; }

    [FromQuery(Name = "apres")]
    public string? After { get; set; }

    /// <summary>The page, or its list alone when a live update asks for it.</summary>
    public async Task<IActionResult> OnGet()
    {
        var (caller, now) = (HttpContext.Caller(), clock.GetUtcNow());
        var unread = View == NoticesView.UnreadSlug;
        var (shell, last, awaited) = await portal.Notices(rights.ScopeOf(caller), unread, HttpContext.RequestAborted);
        Frame = frames.Portal(HttpContext, shell, PortalSection.Notices);
        var count = Math.Max(last.Count(n => n.Unread), shell.Unread);
        var home = Frame.Path("");
        IReadOnlyList<NoticeLine> lines = [.. last.Select(n => NoticeLine.Of(home, n)).Concat(NoticeLine.Of(home, awaited, caller.Account)).OrderByDescending(l => l.At).Take(NoticeQueries.Most)];
        Notices = new NoticesView(Frame.Path("notifications"), unread, lines, count, After, Frame.Topics, now) { HasSeveral = Frame.HasSeveral };
        return HttpContext.IsFragment() ? Partial("_NoticesFragment", Notices) : Page();
    }

    /// <summary>« Tout marquer comme lu »: what had come when the page was drawn. Said again it changes nothing.</summary>
    public async Task<IActionResult> OnPostLues(string cle, string? jusqua)
    {
        var (caller, now) = (HttpContext.Caller(), clock.GetUtcNow());
        var drawn = long.TryParse(jusqua, NumberStyles.None, CultureInfo.InvariantCulture, out var typed)
            ? DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(typed, now.ToUnixTimeMilliseconds())) : now;
        foreach (var some in (await notices.Unread(rights.ScopeOf(caller), drawn, HttpContext.RequestAborted)).Chunk(AtOnce))
            await Task.WhenAll(some.Where(u => u.Tick > 0).Select(u => grains.GetGrain<IRequestGrain>(u.Request).Seen(caller, u.Tick!.Value, read: true)));
        return new SeeOther(Request.Path);
    }
}
