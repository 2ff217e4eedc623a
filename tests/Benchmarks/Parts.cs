using System.Diagnostics;
using System.Text.Json;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Requests;

namespace Bench;

/// <summary>What the steps of one post cost alone, single-threaded.</summary>
internal static class Parts
{
    public static async Task Run()
    {
        RecordingStore? recording = null;
        await using var host = new BenchHost(wrap: store => recording = new RecordingStore(store));
        await host.Seed(1);
        await host.Request(0).Post(BenchHost.Customer, host.Fresh(), new NewMessage("Bonjour", []));
        var unit = recording!.Units.Last();
        var rights = host.Get<Rights>();
        var sealer = host.Get<ISealer>();
        Console.WriteLine("## Parts of a post (µs, one thread)\n");
        await Time("rights check", async () => await rights.MayAct(BenchHost.Customer, BenchHost.Company));
        await Time("open and close a reading connection", async () => await (await host.Store.OpenRead()).DisposeAsync());
        await Time("find no operation", async () => await host.Store.FindOperation("none"));
        await Time("state from JSON", () =>
            { JsonSerializer.Deserialize<Grains.Requests.RequestState>(unit.State.Span, GrainState.Json); return Task.CompletedTask; });
        await Time("row values", () =>
            { foreach (var u in unit.Effects.OfType<Upsert>()) RowTable.For(u.Row.GetType()).Values(u.Row); return Task.CompletedTask; });
        await Time("call that refuses", async () => await host.Request(7777).Post(BenchHost.Customer, host.Fresh(), new NewMessage("Bonjour", [])));
        Console.WriteLine();
    }

    private static async Task Time(string what, Func<Task> act)
    {
        for (var i = 0; i < 2000; i++)
            await act();
        var started = Stopwatch.GetTimestamp();
        const int times = 20_000;
        for (var i = 0; i < times; i++)
            await act();
        Console.WriteLine($"- {what}: {Stopwatch.GetElapsedTime(started).TotalMicroseconds / times:F1}");
    }
}
