using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Requests;

/// <summary>An adviser's queues in the order of what is due.</summary>
public sealed class PromiseOrderTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _claire = null!;
    private string _company = "";

    public async Task InitializeAsync()
    {
        (_nora, _company, _) = await _host.Customer("nora");
        _claire = await _host.Adviser("claire");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task What_is_due_first_stands_first_and_what_waits_is_left_out()
    {
        var (first, second, third) = (await Sent("1"), await Sent("2"), await Sent("3"));
        // Put off, it is due after the others; the first is written in last.
        Assert.True((await third.TakeCharge(_claire, _host.Fresh())).Ok);
        Assert.True((await second.TakeCharge(_claire, _host.Fresh())).Ok);
        Assert.True((await second.Extend(_claire, _host.Fresh(), 40, "Un avis est attendu")).Ok);
        Assert.True((await first.Post(_nora, _host.Fresh(), new NewMessage("Encore un mot", []))).Ok);

        Assert.Equal("2026-1 2026-3 2026-2", await Queue(QueueView.All));
        Assert.Equal("2026-3 2026-2", await Queue(QueueView.Mine));
        Assert.Equal("2026-1", await Queue(QueueView.Unassigned));

        Assert.True((await third.AskFor(_claire, _host.Fresh(), ["Facture"], "")).Ok);
        Assert.True((await first.TakeCharge(_claire, _host.Fresh())).Ok);
        Assert.Equal("2026-1 2026-2", await Queue(QueueView.Mine));
        Assert.Equal("", await Queue(QueueView.Unassigned));
    }

    [Fact]
    public async Task Late_ones_stand_before_all_and_pages_follow_each_other()
    {
        for (var i = 0; i < 5; i++)
            await Sent($"{i}");
        _host.Clock.Advance(TimeSpan.FromDays(30));
        for (var i = 5; i < 8; i++)
            await Sent($"{i}");

        var (found, after) = (new List<string?>(), (string?)null);
        do
        {
            var page = await Page(QueueView.All, after, 3);
            found.AddRange(page.Rows.Select(r => r.Number));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"2026-{i}"), found);
    }

    [Fact]
    public async Task What_is_put_aside_is_not_among_the_adviser_s_own_in_this_order_either()
    {
        var (first, second) = (await Sent("1"), await Sent("2"));
        foreach (var request in new[] { first, second })
            Assert.True((await request.TakeCharge(_claire, _host.Fresh())).Ok);
        Assert.Equal("2026-1 2026-2", await Queue(QueueView.Mine));

        Assert.True((await first.Snooze(_claire, _host.Fresh(), _host.Clock.GetUtcNow().AddDays(2))).Ok);

        Assert.Equal("2026-2", await Queue(QueueView.Mine));
    }

    [Fact]
    public async Task What_its_adviser_is_away_from_is_anybody_s_in_this_order_too()
    {
        var (first, second, third) = (await Sent("1"), await Sent("2"), await Sent("3"));
        Assert.True((await second.TakeCharge(_claire, _host.Fresh())).Ok);
        Assert.Equal("2026-1 2026-3", await Queue(QueueView.Unassigned));

        var now = _host.Clock.GetUtcNow();
        Assert.True((await _host.Grains.GetGrain<IAbsenceGrain>(_claire.Account).Announce(_claire, _host.Fresh(), new Absence(now.AddHours(-1), now.AddDays(2)))).Ok);

        Assert.Equal("2026-1 2026-2 2026-3", await Queue(QueueView.Unassigned));
        _host.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal("2026-1 2026-3", await Queue(QueueView.Unassigned));
    }

    // Ten minutes apart.
    private async Task<IRequestGrain> Sent(string id)
    {
        _host.Clock.Advance(TimeSpan.FromMinutes(10));
        return await _host.SentRequest(_nora, _company, id);
    }

    private async Task<string> Queue(QueueView view) => string.Join(' ', (await Page(view, null, 30)).Rows.Select(r => r.Number));

    private async Task<RequestPage> Page(QueueView view, string? after, int take) => (await _host.Get<RequestQueries>().Queue(
        _host.Get<Rights>().ScopeOf(_claire), new QueueFilter(view, After: after, Take: take) { ByPromise = true }, ["accueil"])).Page;
}
