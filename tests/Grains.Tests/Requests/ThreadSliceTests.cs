using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Requests;
using Grains.Tests.Fixtures;
using Silo.Storage;

namespace Grains.Tests.Requests;

/// <summary>Where a long thread opens: at its end for who has read it, else where their reading stopped, and nothing between two pages is skipped.</summary>
public sealed class ThreadSliceTests : IAsyncLifetime
{
    private const string Key = $"{GrainHost.Portal}/1";
    private const long Last = 5002;
    private readonly GrainHost _host = new();
    private Caller _nora = null!;

    public async Task InitializeAsync()
    {
        (_nora, var company, _) = await _host.Customer("nora");
        await _host.SentRequest(_nora, company, "1");
        var store = _host.Get<IHostStore>();
        await store.Execute(
            """
            INSERT INTO entry (request, tick, seq, kind, staff, author, author_name, text, at)
            WITH RECURSIVE n (i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < $2)
            SELECT $1, i, i - 1, 0, 1, 'a', 'Claire', 'Message ' || i, i FROM n
            """, CommitLane.Bulk, default, Key, Last);
        await store.Execute("UPDATE request_list SET last_tick = $2, last_seq = $2 - 1, customer_news = $2 WHERE request = $1", CommitLane.Bulk, default, Key, Last);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(0, 4803, 5002)]
    [InlineData(2, 1, 181)]
    [InlineData(2500, 2480, 2679)]
    [InlineData(4900, 4803, 5002)]
    [InlineData(5002, 4803, 5002)]
    public async Task Page_shows_where_reading_stopped(long read, long first, long last)
    {
        await _host.Get<IHostStore>().Execute("UPDATE request_reader SET read = $2 WHERE request = $1", CommitLane.Bulk, default, Key, read);

        var page = (await Threads.Page(Scope, "2026-1"))!;

        Assert.Equal((first, last), (page.Slice.Entries[0].Tick, page.Slice.Entries[^1].Tick));
        Assert.Equal(last - first + 1, page.Slice.Entries.Count);
    }

    [Fact]
    public async Task What_follows_a_page_follows_without_a_gap()
    {
        await _host.Get<IHostStore>().Execute("UPDATE request_reader SET read = 4000 WHERE request = $1", CommitLane.Bulk, default, Key);
        var entries = (await Threads.Page(Scope, "2026-1"))!.Slice.Entries.ToList();

        while (entries[^1].Tick < Last)
            entries.AddRange((await Threads.Slice(Scope, Key, since: entries[^1].Tick))!.Entries);

        Assert.Equal(Enumerable.Range(0, entries.Count).Select(i => entries[0].Tick + i), entries.Select(e => e.Tick));
    }

    private ThreadQueries Threads => _host.Get<ThreadQueries>();

    private Scope Scope => _host.Get<Rights>().ScopeOf(_nora);
}
