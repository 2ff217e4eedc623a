using Actors.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Actors.Tests;

public sealed class CallTests : IAsyncLifetime
{
    private static readonly Letter Letter = new("Karim", ["Bonjour"]);
    private readonly TestSilo _silo = new();

    private IPostOfficeGrain Office => _silo.Grains.GetGrain<IPostOfficeGrain>("lyon");

    [Fact]
    public async Task Values_of_every_shape_come_back()
    {
        Assert.Equal(["Bonjour", "stamped"], (await Office.Stamp(Letter)).Lines);
        Assert.Equal(1, await Office.Weigh(Letter));
        Assert.Null(await Office.Weigh(null, []));
        Assert.Equal("Bonjour Nora", await Office.Greet());
        await Office.Close();
    }

    [Fact]
    public async Task A_grain_knows_its_key_from_its_constructor_on() =>
        Assert.Equal(("lyon", "lyon"), await Office.WhoAreYou());

    [Fact]
    public void A_reference_knows_its_key_and_equals_another_to_the_same_grain()
    {
        Assert.Equal("lyon", Office.GetPrimaryKeyString());
        Assert.Equal(Office, Office);
        Assert.NotEqual(Office, _silo.Grains.GetGrain<IPostOfficeGrain>("paris"));
    }

    [Fact]
    public async Task A_reference_through_an_inherited_contract_reaches_the_same_grain()
    {
        var clerk = _silo.Grains.GetGrain<ICounterClerk>("lyon");

        Assert.Equal("Bonjour Karim", await clerk.Greet("Karim"));
        Assert.Equal(clerk.GetPrimaryKeyString(), Office.GetPrimaryKeyString());
    }

    [Fact]
    public async Task An_exception_crosses_the_call_with_its_type_and_where_it_was_thrown()
    {
        var failure = await Assert.ThrowsAsync<LetterTooLong>(async () => await Office.Refuse(Letter));

        Assert.Equal(1, failure.Lines);
        Assert.Contains("CountLines", failure.StackTrace);
        Assert.Contains(nameof(An_exception_crosses_the_call_with_its_type_and_where_it_was_thrown), failure.StackTrace);
    }

    [Fact]
    public async Task A_cancellation_token_reaches_the_turn()
    {
        using var source = new CancellationTokenSource();
        var waiting = Office.WaitFor(source.Token);
        await _silo.Desk["waiting"].Reached;

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task A_token_cancelled_before_the_call_lets_no_turn_begin()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Office.WaitFor(source.Token));

        Assert.Equal(0, _silo.Desk["waiting"].Visits);
    }

    [Fact]
    public async Task A_one_way_call_returns_before_its_turn_ends()
    {
        await Office.Drop("letter", "box");

        await _silo.Desk["box"].Reached;
        var next = Office.Greet();
        Assert.False(next.IsCompleted);
        _silo.Desk["box"].Open();
        await next;
    }

    [Fact]
    public async Task A_failed_one_way_call_hurts_nobody()
    {
        await Office.Lose("letter");

        Assert.Equal("Bonjour Nora", await Office.Greet());
    }

    [Fact]
    public void The_client_knows_the_services() => Assert.Same(_silo.Desk, _silo.Get<IClusterClient>().ServiceProvider.GetRequiredService<Desk>());

    [Fact]
    public void A_contract_without_a_grain_class_is_named()
    {
        var failure = Assert.Throws<ArgumentException>(() => _silo.Grains.GetGrain<IGhostGrain>("x"));

        Assert.Contains(nameof(IGhostGrain), failure.Message);
    }

    [Fact]
    public async Task Two_classes_of_one_contract_are_told_apart_by_their_prefix()
    {
        Assert.Throws<ArgumentException>(() => _silo.Grains.GetGrain<ICounterGuide>("x"));

        Assert.Equal("north", await _silo.Grains.GetGrain<ICounterGuide>("x", typeof(NorthGrain).FullName).Side());
        Assert.Equal("south", await _silo.Grains.GetGrain<ICounterGuide>("x", typeof(SouthGrain).FullName).Side());
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _silo.DisposeAsync();
}

public interface IGhostGrain : IGrainWithStringKey
{
    Task Haunt();
}

public interface ICounterGuide : IGrainWithStringKey
{
    Task<string> Side();
}

public sealed class NorthGrain : Grain, ICounterGuide
{
    public Task<string> Side() => Task.FromResult("north");
}

public sealed class SouthGrain : Grain, ICounterGuide
{
    public Task<string> Side() => Task.FromResult("south");
}
