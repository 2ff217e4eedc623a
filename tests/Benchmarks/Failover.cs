using System.Diagnostics;
using System.Net;
using Tests.Fixtures.Cluster;
using Grains.Interfaces.Requests;
using Silo.Demo;
using Tests.Fixtures;

namespace Bench;

/// <summary>
/// Two node processes on PostgreSQL; one is killed (-9) in the middle of posts to the 100 requests that it holds in memory. How long until
/// each of them has answered a post through the other node; and the same posts while nobody dies.
/// </summary>
internal static class Failover
{
    private const int Requests = 100;
    private const int Clients = 16;
    private const int Rounds = 5;

    public static async Task Run()
    {
        await using var server = await PostgresServer.StartNew();
        var store = await server.CreateDatabase();
        using var first = new Node(store, settings: Node.ProductionProbes);
        using var second = new Node(store, settings: Node.ProductionProbes);
        await Task.WhenAll(first.Start(), second.Start());
        await Send(store);
        using var nora = new Person(first.Address, "Nora");
        await nora.SignIn();
        using var there = nora.On(second.Address);
        await Each(there, CancellationToken.None);
        List<double> calm = [], killed = [];
        for (var round = 0; round < Rounds; round++)
        {
            await Each(nora, CancellationToken.None);
            calm.Add(await Each(there, CancellationToken.None));
            await Each(nora, CancellationToken.None);
            using var stop = new CancellationTokenSource();
            var busy = Busy(nora, stop.Token);
            await Task.Delay(500);
            var at = Stopwatch.GetTimestamp();
            first.Kill();
            await stop.CancelAsync();
            await Each(there, CancellationToken.None);
            killed.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
            await busy;
            await first.Start();
        }
        Console.WriteLine(
            $"## Failover\n\n{Requests} requests, {Clients} clients: kill -9 → each has answered a post through the other node {Turns.Median(killed):F0} ms (median of {Rounds}, longest {killed.Max():F0}); the same posts through it while nobody dies {Turns.Median(calm):F0} ms\n");
    }

    private static async Task Send(string store)
    {
        await using var office = new BenchHost(store: store);
        var story = new DemoStory("", DemoPeople.Nora, DemoPeople.Brumont, default, "sante", "remboursements", "delai", "Où en est le remboursement ?");
        for (var i = 0; i < Requests; i++)
        {
            var request = office.Request(i);
            await request.Begin(story.Author.Caller, office.Fresh(), "contact", story.Company.Key);
            await request.SaveDraft(story.Author.Caller, office.Fresh(), new DraftPage(5, story.Fields));
            if (await request.Send(story.Author.Caller, office.Fresh(), NumberOf(i)) is { Ok: false } sent)
                throw new InvalidOperationException($"{sent.Refusal}");
        }
    }

    private static string NumberOf(int i) => $"2026-9{i:D5}";

    /// <summary>One post to each request, sent again until somebody takes it; the time of all, in ms.</summary>
    private static async Task<double> Each(Person person, CancellationToken stop)
    {
        var at = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, Requests), new ParallelOptions { MaxDegreeOfParallelism = Clients, CancellationToken = stop },
            async (i, _) =>
        {
            for (var key = Guid.NewGuid().ToString("N"); !await Taken(person, i, key);)
                await Task.Delay(10, CancellationToken.None);
        });
        return Stopwatch.GetElapsedTime(at).TotalMilliseconds;
    }

    private static Task Busy(Person person, CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, Clients).Select(c => Task.Run(async () =>
    {
        for (var i = c; !stop.IsCancellationRequested; i++)
            await Taken(person, i % Requests, Guid.NewGuid().ToString("N"));
    })));

    private static async Task<bool> Taken(Person person, int i, string key)
    {
        try
        {
            var answer = await person.Post(NumberOf(i), "Bonjour, une précision sur le dossier.", key);
            if ((int)answer is >= 400 and < 500)
                throw new InvalidOperationException($"{answer}");
            return answer is HttpStatusCode.SeeOther;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
