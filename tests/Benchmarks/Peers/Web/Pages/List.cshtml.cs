using Microsoft.EntityFrameworkCore;

namespace Bench.Peers.Web.Pages;

public sealed class ListModel : PeerPage
{
    public int Open { get; private set; }

    public int Yours { get; private set; }

    public int Closed { get; private set; }

    public IReadOnlyList<PeerLine> Requests { get; private set; } = [];

    public async Task OnGet()
    {
        await LoadShell();
        Open = await Mine.Where(r => r.Status < 4).Take(100).CountAsync();
        Yours = await Mine.Where(r => r.Status == 3).Take(100).CountAsync();
        Closed = await Mine.Where(r => r.Status == 4).Take(100).CountAsync();
        Requests = await Lines(Mine, 20);
    }
}
