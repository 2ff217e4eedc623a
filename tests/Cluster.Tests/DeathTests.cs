using System.Diagnostics;
using Cluster.Tests.Tally;

namespace Cluster.Tests;

/// <summary>Which silos are declared dead, and how soon; which are not.</summary>
[Collection(TwoTallies.Name)]
public sealed class DeathTests(TwoTallies two) : IAsyncLifetime
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("GUICHET_LONG") == "1";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(10);
    private static readonly string[] Keys = [.. Enumerable.Range(0, 20).Select(i => $"death-{i}")];
    private readonly TallyCluster _cluster = two.Cluster;

    public async Task InitializeAsync()
    {
        await _cluster.Heal();
        await EveryKeyAnswers(at: 1, within: Away);
    }

    public Task DisposeAsync() => _cluster.Heal();

    [Fact]
    public async Task Silo_that_stalls_for_a_second_and_a_half_goes_on()
    {
        for (var stall = 0; stall < (IsLong ? 20 : 2); stall++)
        {
            _cluster.Nodes[1].Freeze();
            await Task.Delay(TimeSpan.FromSeconds(1.5));
            _cluster.Nodes[1].Thaw();
            await Task.Delay(TimeSpan.FromSeconds(1.5));
            Assert.False(_cluster.Nodes[1].HasEnded);
            Assert.Equal(2, await _cluster.Members());
        }
    }

    [Fact]
    public async Task Busy_machine_costs_nobody_his_life()
    {
        var length = IsLong ? 30 : 4;
        var loops = Enumerable.Range(0, 16).Select(_ => Process.Start("timeout", [$"{length}", "sh", "-c", "while :; do :; done"])).ToList();
        foreach (var loop in loops)
        {
            await loop.WaitForExitAsync();
            loop.Dispose();
        }

        Assert.All(_cluster.Nodes, n => Assert.False(n.HasEnded));
        Assert.Equal(2, await _cluster.Members());
    }

    /// <summary>
    /// A process that stands still answers no probe; its port is open, and it was heard a moment ago. One that is killed leaves a port that refuses.
    /// </summary>
    [Fact]
    public async Task Each_death_is_counted_by_what_found_it()
    {
        var before = await _cluster.Deaths(0);
        _cluster.Nodes[1].Freeze();
        await Eventually.True(() => _cluster.IsDead(1), Soon);
        await Eventually.True(async () => Since(before, await _cluster.Deaths(0)) is [("probe", 1)], Soon);
        _cluster.Nodes[1].Thaw();
        await _cluster.Heal();

        before = await _cluster.Deaths(0);
        _cluster.Nodes[1].Kill();
        await Eventually.True(() => _cluster.IsDead(1), Soon);
        await Eventually.True(async () => Since(before, await _cluster.Deaths(0)) is [("knock", 1)], Soon);
        await _cluster.Nodes[1].Start();
    }

    private static List<(string Cause, long Count)> Since(IReadOnlyDictionary<string, long> before, IReadOnlyDictionary<string, long> now) =>
        [.. now.Select(n => (n.Key, n.Value - before.GetValueOrDefault(n.Key))).Where(n => n.Item2 > 0)];

    /// <summary>No connection is reset, nothing refuses.</summary>
    [Fact]
    public async Task Machine_that_vanishes_is_known_to_be_dead_within_five_seconds()
    {
        var since = Stopwatch.StartNew();
        _cluster.Unplug(1);
        await Eventually.True(() => _cluster.IsDead(1), Soon);

        await EveryKeyAnswers(at: 0, within: Away - since.Elapsed);
        Assert.False(_cluster.Nodes[0].HasEnded);
    }

    [Fact]
    public async Task Of_two_silos_cut_from_each_other_one_goes_within_five_seconds_and_no_answer_is_stale()
    {
        using var over = new CancellationTokenSource();
        var load = new TallyLoad(_cluster);
        var running = load.Run(new Random(), over.Token);
        await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);

        _cluster.CutWay(0, 1);
        _cluster.CutWay(1, 0);
        await Eventually.True(async () => await _cluster.Members() == 1, Soon);

        await EveryKeyAnswers(at: await _cluster.IsDead(0) ? 1 : 0, within: Soon);
        await over.CancelAsync();
        await running;
        Assert.Empty(load.Stale);
        Assert.Single(_cluster.Nodes, n => !n.HasEnded);
    }

    [Fact]
    public async Task Node_that_alone_loses_the_database_sends_people_to_the_other_until_it_is_dead()
    {
        var since = Stopwatch.StartNew();
        _cluster.CutDatabase(1);

        await Eventually.True(async () => await _cluster.IsReady(1) is false, TimeSpan.FromSeconds(4));
        Assert.True(await _cluster.IsReady(0));
        Assert.False(await _cluster.IsDead(1), "It was dead before it said that it is not ready.");
        await Eventually.True(() => _cluster.IsDead(1), Away - since.Elapsed);
        await EveryKeyAnswers(at: 0, within: Away - since.Elapsed);
        Assert.True(await _cluster.IsReady(0));
    }

    [Fact]
    public async Task Nodes_that_lose_the_database_together_stay_ready_and_alive()
    {
        foreach (var node in new[] { 0, 1 })
            _cluster.CutDatabase(node);
        for (var since = Stopwatch.StartNew(); since.Elapsed < TimeSpan.FromSeconds(IsLong ? 30 : 8);)
        {
            foreach (var node in new[] { 0, 1 })
                Assert.True(await _cluster.IsReady(node));
            await Task.Delay(200);
        }
        _cluster.Mend();

        await EveryKeyAnswers(at: 0, within: Soon);
        await EveryKeyAnswers(at: 1, within: Soon);
        Assert.All(_cluster.Nodes, n => Assert.False(n.HasEnded));
        Assert.Equal(2, await _cluster.Members());
    }

    /// <summary>What supervises it kills it after 30 s.</summary>
    [Fact]
    public async Task Node_that_is_told_to_end_while_nothing_answers_it_ends_within_half_a_minute()
    {
        if (!IsLong)
            return;
        using var over = new CancellationTokenSource();
        var running = new TallyLoad(_cluster).Run(new Random(), over.Token);
        await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
        _cluster.Unplug(1);

        Assert.Contains(await _cluster.Nodes[1].Stop(), new[] { 0, 70 });

        await over.CancelAsync();
        await running;
        _cluster.Mend();
        await _cluster.Nodes[1].Start();
    }

    private async Task EveryKeyAnswers(int at, TimeSpan within)
    {
        var since = Stopwatch.StartNew();
        await Task.WhenAll(Keys.Select(key => Eventually.True(async () => await _cluster.Count(at, key) is not null, within)));
        Assert.InRange(since.Elapsed, TimeSpan.Zero, within);
    }
}
