using Actors.Tests.Fixtures;
using Orleans;
using Orleans.Concurrency;

namespace Actors.Tests.Engine;

/// <summary>A courier hands on to the next on the list, so a test can draw any chain of calls.</summary>
public interface ICourierGrain : IGrainWithStringKey
{
    /// <summary>Returns the chain as the last one sees it.</summary>
    Task<string> HandOn(params string[] stops);

    /// <summary>Hands on to all of them at once, each with the rest of the list.</summary>
    Task<string[]> HandOnToAll(string[][] routes);

    Task<bool> AskedByGrain(params string[] stops);

    [AlwaysInterleave]
    Task<string> Name();

    /// <summary>Asks another, who asks back for the name.</summary>
    Task<string> AskBack(string other, string whom);

    [OneWay]
    Task Later(params string[] stops);

    Task LaterVia(string other, params string[] stops);

    /// <summary>Starts the next leg without waiting, and ends.</summary>
    Task StartAndLeave(string checkpoint, params string[] stops);
}

public sealed class CourierGrain(Desk desk) : Grain, ICourierGrain
{
    public async Task<string> HandOn(params string[] stops) =>
        stops is [var next, .. var rest] ? await Next(next).HandOn(rest) : CallChain.Current!;

    public Task<string[]> HandOnToAll(string[][] routes) =>
        Task.WhenAll(routes.Select(async route =>
        {
            await Task.Yield();
            return await Next(route[0]).HandOn(route[1..]);
        }));

    public async Task<bool> AskedByGrain(params string[] stops) =>
        stops is [var next, .. var rest] ? await Next(next).AskedByGrain(rest) : CallChain.HasGrain;

    public Task<string> Name() => Task.FromResult(this.GetPrimaryKeyString());

    public Task<string> AskBack(string other, string whom) =>
        other == this.GetPrimaryKeyString() ? Next(whom).Name() : Next(other).AskBack(other, whom);

    public async Task Later(params string[] stops)
    {
        await HandOn(stops);
        _ = desk["later"].PassAsync();
    }

    public Task LaterVia(string other, params string[] stops) =>
        other == this.GetPrimaryKeyString() ? Next(stops[0]).Later(stops[1..]) : Next(other).LaterVia(other, stops);

    public Task StartAndLeave(string checkpoint, params string[] stops)
    {
        _ = StartAsync();
        return Task.CompletedTask;

        async Task StartAsync()
        {
            await desk[checkpoint].PassAsync();
            await HandOn(stops);
            _ = desk["done"].PassAsync();
        }
    }

    private ICourierGrain Next(string stop) => GrainFactory.GetGrain<ICourierGrain>(stop);
}
