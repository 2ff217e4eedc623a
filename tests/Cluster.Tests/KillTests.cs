using System.Collections.Concurrent;
using System.Globalization;
using Grains.Requests;
using Tests.Fixtures.Cluster;
using Xunit.Abstractions;

namespace Cluster.Tests;

public sealed class KillTests(ITestOutputHelper output)
{
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("GUICHET_KILLS") ?? "20", CultureInfo.InvariantCulture);

    /// <summary>
    /// Several people post while the server is killed again and again. A post that nobody answered is sent again under its key, as a
    /// browser does; in the end each is there exactly once, numbers have no gaps, and the badge follows from what stands in the threads.
    /// </summary>
    [Fact]
    public async Task Acknowledged_messages_survive_every_kill_exactly_once()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("GUICHET_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        output.WriteLine($"seed {seed}, {Kills} kills");
        Console.WriteLine($"KillTests: seed {seed}, {Kills} kills");
        var dice = new Random(seed);
        using var node = new Node();
        await node.Start();
        using var nora = new Person(node.Address, "Nora");
        using var irene = new Person(node.Address, "Irène");
        using var claire = new Person(node.Address, "Claire");
        foreach (var person in new[] { nora, irene, claire })
            await person.SignIn();
        var numbers = (await nora.Requests()).Select(r => r.Number)
            .Where(n => n is "2026-000002" or "2026-000003" || n.EndsWith("000002", StringComparison.Ordinal) || n.EndsWith("000003", StringComparison.Ordinal))
                .ToList();
        Assert.Equal(2, numbers.Count);

        using var over = new CancellationTokenSource();
        var said = new ConcurrentBag<Utterance>();
        var talkers = new[] { nora, irene, claire }.SelectMany(p => numbers.Select(n => Talk(p, n, said, over.Token))).ToList();
        for (var kill = 0; kill < Kills; kill++)
        {
            // Most find somebody answered since the last one, some come before that.
            var answered = said.Count + (dice.Next(4) == 0 ? 0 : 2);
            await Eventually.True(() => Task.FromResult(said.Count >= answered), TimeSpan.FromSeconds(30));
            await Task.Delay(dice.Next(20, 500));
            node.Kill();
            await node.Start();
        }
        await over.CancelAsync();
        await Task.WhenAll(talkers);

        output.WriteLine($"{said.Count} posts, {said.Count(s => s.Tries > 1)} sent again after a cut");
        Assert.True(said.Count > Kills, "The load did not run.");
        foreach (var number in numbers)
        {
            var thread = await nora.Thread(number);
            Assert.Equal(Enumerable.Range(1, thread.Count), thread.Select(m => m.Seq));
            var ours = thread.Where(m => m.Text.Length > 0).Select(m => m.Text).ToList();
            Assert.Equal(said.Where(s => s.Number == number).Select(s => s.Text).Order(StringComparer.Ordinal), ours.Order(StringComparer.Ordinal));
        }
        var expected = 0;
        foreach (var number in numbers)
        {
            var thread = await nora.Thread(number);
            // Who writes has read what stands above.
            var mine = thread.Last(m => m.Text.StartsWith("[[Nora", StringComparison.Ordinal)).Seq;
            expected += thread.Any(m => m.Seq > mine && m.Text.StartsWith("[[Claire", StringComparison.Ordinal)) ? 1 : 0;
        }
        var others = (await nora.Requests()).Count(r => r.Unread && !numbers.Contains(r.Number));
        Assert.Equal(Math.Min(expected + others, RequestCounts.Most), await nora.Badge());
        Assert.Equal(await irene.Unread(), await irene.Badge());
    }

    private static async Task Talk(Person person, string number, ConcurrentBag<Utterance> said, CancellationToken over)
    {
        for (var i = 0; !over.IsCancellationRequested; i++)
        {
            var text = $"[[{person.Name} {number} {i}]]";
            var key = Guid.NewGuid().ToString("N");
            for (var tries = 1; ; tries++)
            {
                try
                {
                    Assert.True(await person.Say(number, text, key), $"{text} was refused.");
                    said.Add(new Utterance(number, text, tries));
                    break;
                }
                catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
                {
                    // Not known whether it was written: the same form goes out again until it is answered.
                    await Task.Delay(50, CancellationToken.None);
                }
            }
        }
    }

    private sealed record Utterance(string Number, string Text, int Tries);
}
