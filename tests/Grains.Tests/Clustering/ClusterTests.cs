using Grains.Interfaces;
using Grains.Tests.Clustering.Fixtures;
using Orleans;
using Orleans.Runtime;

namespace Grains.Tests.Clustering;

/// <summary>Two silos and a client outside: what is said between them goes over connections, and through the serializer.</summary>
public sealed class ClusterTests : IAsyncLifetime
{
    private static readonly string[] Keys = [.. Enumerable.Range(0, 12).Select(i => $"{i}")];
    private TestSilo _silos = null!;

    [Fact]
    public async Task What_pages_tell_apart_arrives_as_it_was_thrown()
    {
        foreach (var grain in Keys.Select(Get<ITroubleGrain>))
        {
            Assert.Equal("The store cannot write at the moment.", (await Assert.ThrowsAsync<IOException>(() => grain.Fail("store"))).Message);
            Assert.Equal("Too late.", (await Assert.ThrowsAsync<TimeoutException>(() => grain.Fail("late"))).Message);
            Assert.Equal("broken", (await Assert.ThrowsAsync<InvalidOperationException>(() => grain.Fail("broken"))).Message);
            Assert.True(ReusedOperation.Is(await Assert.ThrowsAsync<ArgumentException>(() => grain.Fail("other content"))));
        }
    }

    [Fact]
    public async Task Lists_arrive_as_they_were_written()
    {
        foreach (var grain in Keys.Select(Get<ITroubleGrain>))
        {
            Assert.Equal(["end"], await grain.Repeat([]));
            Assert.Equal(["one", "two", "end"], await grain.Repeat(["one", "two"]));
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
            var waiting = Get<IClerkGrain>(key).WaitUntilCancelled(source.Token);
            await _silos.Get<Service>()["waiting"].Reached;

            await source.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }
    }

    public async Task InitializeAsync() => _silos = await TestSilo.Start(silos: 2);

    public async Task DisposeAsync() => await _silos.DisposeAsync();

    private T Get<T>(string key) where T : IGrainWithStringKey => _silos.Grains.GetGrain<T>(key);
}
