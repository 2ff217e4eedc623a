using Actors.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Actors.Tests.Engine;

/// <summary>What the embedded engine says of calls, in its own words.</summary>
public sealed class CallDetailTests : IAsyncLifetime
{
    private readonly TestSilo _silo = new();

    private IPostOfficeGrain Office => _silo.Grains.GetGrain<IPostOfficeGrain>("lyon");

    [Fact]
    public async Task A_failed_one_way_call_is_logged_and_hurts_nobody()
    {
        await Office.Lose("letter");

        var (text, exception) = await _silo.Log.NextAsync();

        Assert.Equal("A one-way call failed: postoffice/lyon.Lose", text);
        Assert.IsType<LetterTooLong>(exception);
        await Office.Greet();
    }

    [Fact]
    public void The_client_and_the_factory_are_one_and_know_the_services()
    {
        var client = _silo.Get<IClusterClient>();

        Assert.Same(_silo.Grains, client);
        Assert.Same(_silo.Desk, client.ServiceProvider.GetRequiredService<Desk>());
    }

    [Fact]
    public void A_reference_reads_as_kind_and_key() => Assert.Equal("postoffice/lyon", Office.ToString());

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _silo.DisposeAsync();
}
