using System.Security.Claims;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Bench.Peers.Web;

/// <summary>What surrounds each page: the companies of the menu, and how many requests are unread.</summary>
public abstract class PeerPage : PageModel
{
    private protected PeerDatabase Database => HttpContext.RequestServices.GetRequiredService<PeerDatabase>();

    protected string Account => User.FindFirstValue(ClaimTypes.NameIdentifier)!;

    public IReadOnlyList<(string Siren, string Name)> Menu { get; private set; } = [];

    public int UnreadCount { get; private set; }

    private protected IQueryable<PeerRequest> Mine =>
        Database.Requests.Where(r => r.SentAt != null && Database.Access.Any(a => a.Account == Account && a.Company == r.Company));

    private protected async Task LoadShell()
    {
        var menu = await Database.Companies.Where(c => Database.Access.Any(a => a.Account == Account && a.Company == c.Company))
            .OrderBy(c => c.Name).Take(50).Select(c => new { c.Siren, c.Name }).AsNoTracking().ToListAsync();
        Menu = [.. menu.Select(c => (c.Siren, c.Name))];
        UnreadCount = await Database.Unread.Where(u => u.Account == Account && Database.Access.Any(a => a.Account == Account && a.Company == u.Company))
            .Take(100).CountAsync();
    }

    private protected Task<List<PeerLine>> Lines(IQueryable<PeerRequest> of, int take) => of.OrderByDescending(r => r.LastAt).Take(take)
        .Select(r => new PeerLine(
            r.Number!, r.Subject, r.Status, r.LastAt, r.Excerpt, r.HandlerName, Database.Companies.First(c => c.Company == r.Company).Name,
            Database.Unread.Any(u => u.Request == r.Request && u.Account == Account)))
        .ToListAsync();
}

/// <summary>A line of a list of requests.</summary>
public sealed record PeerLine(string Number, string Subject, long Status, long LastAt, string Excerpt, string? Handler, string Company, bool IsUnread);
