using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Tests.Fixtures.Cluster;
using Npgsql;
using Tests.Fixtures;

namespace Bench;

/// <summary>
/// Live across nodes: 2,000 links, half of them on each of two node processes on PostgreSQL; 50 on the second node watch the request that
/// an adviser answers on the first. Beside it a bare SignalR hub with as many links, a group of 50 and a post that tells them. Their
/// rounds alternate, so that a noisy minute hits both.
/// </summary>
internal static class LiveNodes
{
    private const int Links = 2_000;
    private const int Watching = 50;
    private const int People = 100;
    private const int Rounds = 8;
    private const int PostsARound = 25;
    private const int WarmUp = 200;
    private const string Number = "2026-000003";
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    public static async Task Run()
    {
        await using var server = await PostgresServer.StartNew();
        var store = await server.CreateDatabase();
        using var first = new Node(store);
        using var second = new Node(store);
        await Task.WhenAll(first.Start(), second.Start());
        using var bare = await BareHub.Start();
        using var claire = new Person(first.Address, "Claire");
        await claire.SignIn();
        var people = await Colleagues.SignedIn(store, first.Address, People);
        var key = await claire.KeyOf(Number);

        var (frames, bareFrames) = (new Arrivals(), new Arrivals());
        var links = await Open(i => LoadLink.Open(
            i < Links / 2 ? second.Address : first.Address, people[i % People].Cookies,
            i < Watching ? [$"request/{key}"] : [$"account/{people[i % People].Key}"],
            i < Watching ? frames.Add : (_, _) => { }));
        var bareLinks =
            await Open(i => LoadLink.Open(bare.Address, null, [i < Watching ? "watched" : "others"], i < Watching ? bareFrames.Add : (_, _) => { }));
        await using var commits = await Commits.Listen(server.ConnectionString(store), $"request/{key}");
        using var client = new HttpClient { BaseAddress = bare.Address };

        List<long> sent = [], bareSent = [];
        async Task Posts(int count) => await Paced(count, sent, async () =>
        {
            if (await claire.Post(Number, "Bonjour, une précision sur le dossier.", Guid.NewGuid().ToString("N")) is not HttpStatusCode.SeeOther and var answer)
                throw new InvalidOperationException($"{answer}");
        });
        async Task BarePosts(int count) => await Paced(count, bareSent, async () =>
            (await client.PostAsync("/say", new FormUrlEncodedContent([new("text", "Bonjour, une précision sur le dossier.")]))).Dispose());
        // What comes first is compiled and connected first.
        await Posts(WarmUp);
        await BarePosts(WarmUp);
        foreach (var list in new[] { frames, bareFrames, commits.Heard })
            list.Clear();
        sent.Clear();
        bareSent.Clear();
        for (var round = 0; round < Rounds; round++)
        {
            await Posts(PostsARound);
            await BarePosts(PostsARound);
        }
        if (links.Concat(bareLinks).Count(l => !l.IsOpen) is > 0 and var lost)
            throw new InvalidOperationException($"{lost} links were cut.");

        var (product, plain) = (frames.Since(sent, Watching), bareFrames.Since(bareSent, Watching));
        Console.WriteLine($"## Live across two nodes: {Links:N0} links, {Watching} watch, {sent.Count} posts\n\n| | p50 ms | p99 ms |\n|---|---|---|");
        Print("send → frame on the other node", product);
        Print("send → committed (its notice at a listener of the database)", commits.Heard.Since(sent, 1));
        Print("committed → frame on the other node", frames.Since(commits.Heard.InOrder(), Watching));
        Print("bare SignalR hub, one process, no store: send → frame", plain);
        Console.WriteLine($"\nproduct ÷ bare hub: p50 {At(product, 50) / At(plain, 50):F1}, p99 {At(product, 99) / At(plain, 99):F1} (goal p99 ≤ 3)\n");
        foreach (var thing in links.Concat(bareLinks))
            thing.Dispose();
    }

    private static async Task<LoadLink[]> Open(Func<int, Task<LoadLink>> open)
    {
        var links = new LoadLink[Links];
        await Parallel.ForEachAsync(Enumerable.Range(0, Links), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) => links[i] = await open(i));
        return links;
    }

    /// <summary>One after the other, so that the n-th change is the n-th post's.</summary>
    private static async Task Paced(int count, List<long> sent, Func<Task> post)
    {
        using var pace = new PeriodicTimer(Pace);
        for (var i = 0; i < count; i++)
        {
            await pace.WaitForNextTickAsync();
            sent.Add(Stopwatch.GetTimestamp());
            await post();
        }
        await Task.Delay(500);
    }

    private static void Print(string what, List<double> times) => Console.WriteLine($"| {what} | {At(times, 50):F1} | {At(times, 99):F1} |");

    private static double At(List<double> sorted, int percent) => sorted[sorted.Count * percent / 100];

    /// <summary>When each version came, at each listener.</summary>
    private sealed class Arrivals
    {
        private readonly ConcurrentDictionary<long, ConcurrentQueue<long>> _at = new();

        public void Add(long version, long at) => _at.GetOrAdd(version, _ => new()).Enqueue(at);

        public void Clear() => _at.Clear();

        public List<long> InOrder() => [.. _at.OrderBy(a => a.Key).Select(a => a.Value.Min())];

        /// <summary>Milliseconds since the events that caused them, smallest first.</summary>
        public List<double> Since(List<long> causes, int listeners)
        {
            if (_at.Count != causes.Count || _at.Values.Any(a => a.Count != listeners))
                throw new InvalidOperationException($"{causes.Count} posts, {_at.Count} versions, {_at.Values.Sum(a => a.Count)} frames.");
            return [.. _at.OrderBy(a => a.Key).Zip(causes, (a, cause) => a.Value.Select(at => Stopwatch.GetElapsedTime(cause, at).TotalMilliseconds))
                .SelectMany(t => t).Order()];
        }
    }

    /// <summary>One more listener of the database: what it hears is committed.</summary>
    private sealed class Commits(NpgsqlConnection connection) : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private Task _listening = Task.CompletedTask;

        public Arrivals Heard { get; } = new();

        public static async Task<Commits> Listen(string database, string grain)
        {
            var connection = new NpgsqlConnection(database);
            await connection.OpenAsync();
            var commits = new Commits(connection);
            connection.Notification += (_, told) =>
            {
                var at = Stopwatch.GetTimestamp();
                foreach (var notice in JsonDocument.Parse(told.Payload).RootElement.EnumerateArray().Where(n => n[0].ValueEquals(grain)))
                    commits.Heard.Add(notice[1].GetInt64(), at);
            };
            await using (var listen = new NpgsqlCommand("LISTEN guichet", connection))
                await listen.ExecuteNonQueryAsync();
            commits._listening = commits.Follow();
            return commits;
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _listening.ContinueWith(_ => { }, TaskScheduler.Default);
            await connection.DisposeAsync();
            _stop.Dispose();
        }

        private async Task Follow()
        {
            while (true)
                await connection.WaitAsync(_stop.Token);
        }
    }
}
