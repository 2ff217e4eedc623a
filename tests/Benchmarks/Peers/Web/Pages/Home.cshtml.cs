using Microsoft.EntityFrameworkCore;

namespace Bench.Peers.Web.Pages;

public sealed class HomeModel : PeerPage
{
    public int Open { get; private set; }

    public IReadOnlyList<PeerLine> Yours { get; private set; } = [];

    public IReadOnlyList<PeerLine> News { get; private set; } = [];

    public async Task OnGet()
    {
        await LoadShell();
        Open = await Mine.Where(r => r.Status < 4).Take(100).CountAsync();
        Yours = await Lines(Mine.Where(r => r.Status == 3), 5);
        News = await Lines(Mine.Where(r => Database.Unread.Any(u => u.Request == r.Request && u.Account == Account)), 5);
    }
}
