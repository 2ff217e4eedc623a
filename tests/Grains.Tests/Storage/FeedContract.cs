using System.Collections.Concurrent;
using System.Diagnostics;
using Grains.Commits;

namespace Grains.Tests.Storage;

/// <summary>What the feed tells, and what a store does that cannot write for a while.</summary>
public abstract class FeedContract : StoreContract
{
    [Fact]
    public async Task Notices_follow_the_order_of_commits_and_never_precede_them()
    {
        var heard = new ConcurrentQueue<ChangeNotification>();
        var ahead = 0;
        var all = new TaskCompletionSource();
        using var listening = Bed.Feed.Listen(batch =>
        {
            foreach (var notice in batch)
            {
                heard.Enqueue(notice);
                if (Store.Load(notice.Grain).AsTask().GetAwaiter().GetResult() is not { } stored || stored.Version < notice.Version)
                    Interlocked.Increment(ref ahead);
            }
            if (heard.Count == 200)
                all.TrySetResult();
        });

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => CommitOnTop($"g/{i % 4}", new Notify($"t/{i}", i))));
        await all.Task.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(0, ahead);
        foreach (var grain in heard.GroupBy(n => n.Grain))
            Assert.Equal(Enumerable.Range(1, 50).Select(v => (long)v), grain.Select(n => n.Version));
        Assert.Equal(Enumerable.Range(0, 200).Select(i => (long)i), heard.Select(n => Assert.Single(n.Topics).Number).Order());
    }

    [Fact]
    public async Task What_was_not_committed_is_not_told()
    {
        var heard = new ConcurrentQueue<string>();
        var last = new TaskCompletionSource();
        using var listening = Bed.Feed.Listen(batch =>
        {
            foreach (var notice in batch)
                heard.Enqueue(notice.Grain);
            if (heard.Contains("g/last"))
                last.TrySetResult();
        });
        await Store.Commit(Unit("g/1", 0, new TakeClaim("k", "v")) with { Operation = Done("o") });

        await Commit("g/1", 0);
        await Commit("g/2", 0, new TakeClaim("k", "v"));
        await Store.Commit(Unit("g/3", 0) with { Operation = Done("o") });
        await Assert.ThrowsAnyAsync<Exception>(async () => await Commit("g/4", 0, new Upsert(new BrokenRow("1", "p", "1", null, "", 1))));
        await Commit("g/last", 0);
        await last.Task.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(["g/1", "g/last"], heard);
    }

    [Fact]
    public async Task Listener_that_fails_silences_nobody()
    {
        var told = new SemaphoreSlim(0);
        using var broken = Bed.Feed.Listen(_ => throw new InvalidOperationException("A fault of the listener."));
        using var other = Bed.Feed.Listen(_ => told.Release());

        await Commit("g/1", 0);
        await Commit("g/2", 0);

        Assert.True(await told.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.True(await told.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Who_stopped_listening_hears_nothing_more()
    {
        var first = 0;
        var told = new SemaphoreSlim(0);
        var listening = Bed.Feed.Listen(_ => Interlocked.Increment(ref first));
        using var other = Bed.Feed.Listen(_ => told.Release());
        await Commit("g/1", 0);
        Assert.True(await told.WaitAsync(TimeSpan.FromSeconds(20)));

        listening.Dispose();
        await Commit("g/1", 1);
        Assert.True(await told.WaitAsync(TimeSpan.FromSeconds(20)));

        Assert.Equal(1, first);
    }

    [Fact]
    public async Task Store_that_cannot_write_says_so_within_seconds_and_recovers_by_itself()
    {
        var told = new ConcurrentQueue<string>();
        using var listening = Bed.Feed.Listen(batch => told.Enqueue(batch[0].Grain));
        await Commit("g/before", 0);
        var watch = Stopwatch.StartNew();
        await using (await Bed.Block())
        {
            var commits = Enumerable.Range(0, 40)
                .Select(i => Store.Commit(Unit($"g/{i}", 0, Company($"{i}", "Verger")) with { Operation = Done($"o{i}") }).AsTask()).ToList();
            var waiting = Store.DrawNumbers("s", 1).AsTask();

            foreach (var commit in commits)
                await Assert.ThrowsAsync<IOException>(() => commit);
            await Assert.ThrowsAsync<IOException>(() => waiting);
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(6));

            // While it is known to be away, nobody waits for the whole of that again.
            watch.Restart();
            await Assert.ThrowsAsync<IOException>(async () => await Commit("g/0", 0));
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(3));
            Assert.Equal(1, await VersionOf("g/before"));
        }

        for (var i = 0; i < 40; i++)
            Assert.Equal(CommitVerdict.Committed,
                (await Store.Commit(Unit($"g/{i}", 0, Company($"{i}", "Verger")) with { Operation = Done($"o{i}") })).Verdict);
        await Bed.Reopen();
        Assert.Equal(40, await Count("company_list", "name", "Verger"));
        Assert.Equal(["g/before", .. Enumerable.Range(0, 40).Select(i => $"g/{i}")], told);
    }

    [Fact]
    public async Task Bulk_commits_do_not_starve_behind_interactive_ones()
    {
        using var stop = new CancellationTokenSource();
        var busy = Enumerable.Range(0, 300).Select(async i =>
        {
            for (var version = 0; !stop.IsCancellationRequested; version++)
                await Commit($"busy/{i}", version);
        }).ToList();

        var bulk = Enumerable.Range(0, 200).Select(i => Store.Commit(Unit($"bulk/{i}", 0) with { Lane = CommitLane.Bulk }).AsTask());
        await Task.WhenAll(bulk).WaitAsync(TimeSpan.FromSeconds(30));

        await stop.CancelAsync();
        await Task.WhenAll(busy);
    }

    [Fact]
    public async Task Interactive_commit_overtakes_bulk_ones_that_wait()
    {
        Task<CommitOutcome>[] bulk;
        Task<CommitOutcome> interactive;
        var order = new ConcurrentQueue<string>();
        var all = new TaskCompletionSource();
        using var listening = Bed.Feed.Listen(batch =>
        {
            foreach (var notice in batch)
                order.Enqueue(notice.Grain);
            if (order.Count == 601)
                all.TrySetResult();
        });
        await using (await Bed.Block())
        {
            bulk = [.. Enumerable.Range(0, 600).Select(i => Store.Commit(Unit($"bulk/{i}", 0) with { Lane = CommitLane.Bulk }).AsTask())];
            interactive = Commit("person/1", 0).AsTask();
        }
        await Task.WhenAll([interactive, .. bulk]);
        await all.Task.WaitAsync(TimeSpan.FromSeconds(20));

        // Drains of 64 bulk commits: two may have been under way, some go beside its own, and within a drain notices have no order.
        Assert.InRange(order.ToList().IndexOf("person/1"), 0, 400);
    }
}
