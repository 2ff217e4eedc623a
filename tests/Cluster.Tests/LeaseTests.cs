using System.Globalization;
using Cluster.Tests.Tally;
using Xunit.Abstractions;

namespace Cluster.Tests;

/// <summary>Answers from memory under the lease, while nodes join, leave, die, stall and lose each other and the database.</summary>
public sealed class LeaseTests(ITestOutputHelper output)
{
    private const int NodeCount = 3;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(Environment.GetEnvironmentVariable("GUICHET_LONG") == "1" ? 300 : 45);

    private enum Trouble
    {
        /// <summary>Stopped until others have written what it held, and asked for everything before it can find out.</summary>
        Stopped,
        /// <summary>Declared dead without hearing of it, and asked on until others have written what it held.</summary>
        Unplugged,
        Stalled,
        Killed,
        Left,
        CutFromDatabase,
        CutFromOneWay,
        CutFromEachOther,
        ConnectionsBroken,
        DatabaseRestarted,
    }

    [Fact]
    public async Task No_answer_is_older_than_what_was_acknowledged_before_it_was_asked_for()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("GUICHET_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        Console.WriteLine($"LeaseTests: seed {seed}");
        var dice = new Random(seed);
        await using var cluster = await TallyCluster.Start(NodeCount, ownServer: true);
        var load = new TallyLoad(cluster);

        // No load outlives a test that fails before its time has begun.
        using var over = new CancellationTokenSource(Length + TimeSpan.FromSeconds(30));
        var running = load.Run(dice, over.Token);
        await load.Begun();
        over.CancelAfter(Length);
        var done = new List<Trouble>();
        while (!over.IsCancellationRequested)
        {
            foreach (var trouble in Deck(dice).TakeWhile(_ => !over.IsCancellationRequested))
            {
                await Task.Delay(dice.Next(200, 2000), CancellationToken.None);
                var victim = Victim(trouble, dice, load);
                try
                {
                    await cluster.Revive(victim);
                    await Make(trouble, dice, cluster, victim, load);
                    done.Add(trouble);
                }
                catch (InvalidOperationException e) when (cluster.Nodes[victim].HasEnded || e.Message.Contains("ended with 70", StringComparison.Ordinal))
                {
                    // The others had declared it dead for the trouble before this one.
                }
                finally
                {
                    cluster.Mend();
                    load.SpareNobody();
                }
            }
        }
        await running;

        var troubles = string.Join(", ", done.CountBy(d => d).Select(d => $"{d.Value} × {d.Key}"));
        output.WriteLine($"seed {seed}: {load.Answers} answers, {load.Writes} writes, {troubles}");
        Assert.True(load.Stale.Count == 0, $"{load.Stale.Count} stale answers: {string.Join('\n', load.Stale.Take(10))}");
        Assert.True(load.Answers > 1000 && load.Writes > 100, $"The load did not run: {load.Answers} answers, {load.Writes} writes.");
    }

    /// <summary>Each kind once, in any order, but first those in which a lease that is held too long is seen at once.</summary>
    private static IEnumerable<Trouble> Deck(Random dice)
    {
        var deck = Enum.GetValues<Trouble>();
        dice.Shuffle(deck);
        return deck.OrderBy(t => !IsTelling(t));
    }

    private static bool IsTelling(Trouble trouble) => trouble is Trouble.Stopped or Trouble.Unplugged;

    /// <summary>Any node; where a lease that is held too long shall be seen, the one with the most to remember.</summary>
    private static int Victim(Trouble trouble, Random dice, TallyLoad load)
    {
        var any = dice.Next(NodeCount);
        return IsTelling(trouble) ? Enumerable.Range(any, NodeCount).Select(n => n % NodeCount).MaxBy(load.HeldBy) : any;
    }

    private static async Task Make(Trouble trouble, Random dice, TallyCluster cluster, int victim, TallyLoad load)
    {
        var node = cluster.Nodes[victim];
        var other = (victim + dice.Next(1, NodeCount)) % NodeCount;
        switch (trouble)
        {
            case Trouble.Stopped:
                await load.Strike(victim, node.Freeze);
                await load.Lost(victim);
                var asked = load.ReadAll(victim);
                await For(dice, 20, 50);
                node.Thaw();
                await asked;
                break;
            case Trouble.Unplugged:
                await load.Strike(victim, () => cluster.Unplug(victim));
                await Ask(load.Lost(victim), () => load.ReadAll(victim));
                break;
            case Trouble.Stalled:
                node.Freeze();
                await For(dice, 500, 2500);
                node.Thaw();
                break;
            case Trouble.Killed:
                node.Kill();
                await node.Start();
                break;
            case Trouble.Left:
                await node.Stop();
                await node.Start();
                break;
            case Trouble.CutFromDatabase:
                cluster.CutDatabase(victim);
                await Ask(For(dice, 500, 7000), () => load.ReadAll(victim));
                break;
            case Trouble.CutFromOneWay:
                cluster.CutWay(victim, other);
                await For(dice, 500, 6000);
                break;
            case Trouble.CutFromEachOther:
                cluster.CutWay(victim, other);
                cluster.CutWay(other, victim);
                await For(dice, 500, 6000);
                break;
            case Trouble.ConnectionsBroken:
                cluster.Databases[victim].Cut();
                break;
            default:
                await cluster.Server.StopImmediate();
                await For(dice, 100, 1500);
                await cluster.Server.Start();
                break;
        }
    }

    private static Task For(Random dice, int from, int to) => Task.Delay(dice.Next(from, to));

    /// <summary>Four times a second and once when it is over, whether the one before was answered or not.</summary>
    private static async Task Ask(Task over, Func<Task> ask)
    {
        var asked = new List<Task>();
        while (!over.IsCompleted)
        {
            await Task.WhenAny(over, Task.Delay(250));
            asked.Add(ask());
        }
        await Task.WhenAll(asked);
    }
}
