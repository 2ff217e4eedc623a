using Actors.Tests.Fixtures;

namespace Actors.Tests.Engine;

/// <summary>The embedded engine keeps the order of calls; Orleans promises none, so no grain may rest on it.</summary>
public sealed class OrderTests : IAsyncLifetime
{
    private readonly TestSilo _silo = new();

    [Fact]
    public async Task Calls_run_in_the_order_of_their_arrival()
    {
        var clerk = _silo.Grains.GetGrain<IClerkGrain>("nora");
        var busy = clerk.WaitAt("counter");

        var calls = Enumerable.Range(0, 1000).Select(clerk.Handle).ToArray();
        _silo.Desk["counter"].Open();
        await Task.WhenAll([busy, .. calls]);

        Assert.Equal(Enumerable.Range(0, 1000), await clerk.Handled());
        Assert.Equal(Enumerable.Range(0, 1000), calls.Select(call => call.Result));
    }

    [Fact]
    public async Task Calls_that_arrive_during_the_goodbye_keep_their_order()
    {
        var clerk = _silo.Grains.GetGrain<IClerkGrain>("slow-leaver");
        await clerk.Leave();
        await _silo.Desk["leaving"].Reached;

        var calls = Enumerable.Range(0, 100).Select(clerk.Handle).ToArray();
        _silo.Desk["leaving"].Open();

        Assert.Equal(Enumerable.Range(0, 100), await Task.WhenAll(calls));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _silo.DisposeAsync();
}
