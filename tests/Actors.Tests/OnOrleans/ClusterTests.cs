using Actors.Durable;
using Actors.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Actors.Tests.OnOrleans;

/// <summary>Two silos and a client outside: what is said between them goes over connections, and through the serializer.</summary>
public sealed class ClusterTests : IAsyncLifetime
{
    private static readonly string[] Keys = [.. Enumerable.Range(0, 12).Select(i => $"{i}")];
    private readonly MemoryStore _store = new();
    private readonly Desk _desk = new();
    private InProcessTestCluster _cluster = null!;

    [Fact]
    public async Task What_pages_tell_apart_arrives_as_it_was_thrown()
    {
        foreach (var key in Keys)
            await ExceptionTests.Told(Get<ITroubleGrain>(key));
    }

    [Fact]
    public async Task Lists_and_contracts_arrive_as_they_were_written()
    {
        foreach (var key in Keys)
        {
            Assert.Equal(["end"], await Get<ITroubleGrain>(key).Repeat([]));
            Assert.Equal(["one", "two", "end"], await Get<ITroubleGrain>(key).Repeat(["one", "two"]));
            Assert.Equal(["Bonjour", "stamped"], (await Get<IPostOfficeGrain>(key).Stamp(new Letter("Karim", ["Bonjour"]))).Lines);
        }
    }

    [Fact]
    public async Task What_is_rarely_asked_is_the_same_between_silos()
    {
        foreach (var key in Keys.Take(4))
        {
            await ErrandTests.Values(_cluster.Client, key);
            await ErrandTests.Reasons(_cluster.Client, key);
            await ErrandTests.Leaving(_cluster.Client, key, "other");
            await ErrandTests.Waking(_cluster.Client, $"asks {key}");
            await ErrandTests.Context(_cluster.Client, key, "other");
        }
    }

    [Fact]
    public async Task The_request_context_crosses_silos()
    {
        RequestContext.Set("trace", "t1");

        Assert.Equal("t1", await Get<IPorterGrain>("a").Carry("trace", null, Keys));
        Assert.Equal("t2", await Get<IPorterGrain>("a").Carry("trace", "t2", Keys));
        Assert.Equal("t1", RequestContext.Get("trace"));
    }

    [Fact]
    public async Task A_grain_may_read_others_on_any_silo_and_have_none_commit()
    {
        await Task.WhenAll(Keys.Select(key => Get<ISafeGrain>(key).Add(1)));

        Assert.Equal(Keys.Length, await Get<ISafeGrain>("sum").AddWhatOthersHold(Keys));
        foreach (var key in Keys)
            await Assert.ThrowsAsync<InvalidOperationException>(() => Get<ISafeGrain>("sum").AddTo(key));
    }

    [Fact]
    public async Task A_cancellation_reaches_a_turn_on_any_silo()
    {
        foreach (var key in Keys.Take(4))
        {
            using var source = new CancellationTokenSource();
            var waiting = Get<IPostOfficeGrain>(key).WaitFor(source.Token);
            await _desk["waiting"].Reached;

            await source.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }
    }

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSiloHost((_, host) => host.Services
            .AddSingleton(_desk).AddSingleton<LedgerStore>().AddSingleton<ArchiveRoom>().AddSingleton<Ballot>()
            .AddSingleton(new DurableServices(_store, new SilentFeed(), TimeProvider.System))
            .AddActors(null, typeof(ClusterTests).Assembly));
        builder.ConfigureClient(client => client.Services.AddContracts(typeof(ClusterTests).Assembly));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async Task DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }

    private T Get<T>(string key) where T : IGrainWithStringKey => _cluster.Client.GetGrain<T>(key);
}
