using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Actors.Tests.Fixtures;

[Immutable]
public readonly record struct Parcel(int Weight, string? Label);

/// <summary>What is rarely asked of a grain, and may be all the same.</summary>
public interface IErrandGrain : IGrainWithStringKey
{
    Task<string?> Echo(string? text);

    ValueTask<Parcel> Fetch(bool found);

    /// <summary>Asked to leave, the turn goes on to its end, other grains included.</summary>
    Task<string> LeaveWhileAsking(string other);

    /// <summary>What another grain said while this one was woken.</summary>
    Task<string?> HeardAtWaking();

    Task<object?> Carried(string key, string? over);

    Task Fail(string how);
}

public sealed class ErrandGrain : Grain, IErrandGrain
{
    private string? _heard;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (this.GetPrimaryKeyString().StartsWith("asks ", StringComparison.Ordinal))
        {
            _heard = await GrainFactory.GetGrain<IErrandGrain>(this.GetPrimaryKeyString()[5..]).Echo("Bonjour");
        }
    }

    public Task<string?> Echo(string? text) => Task.FromResult(text);

    public async ValueTask<Parcel> Fetch(bool found)
    {
        await Task.Yield();
        return found ? new Parcel(3, "Lyon") : default;
    }

    public async Task<string> LeaveWhileAsking(string other)
    {
        DeactivateOnIdle();
        await Task.Yield();
        var first = await GrainFactory.GetGrain<IErrandGrain>(other).Echo("one");
        await Task.Delay(10);
        return first + await GrainFactory.GetGrain<IErrandGrain>(other).Echo("two");
    }

    public Task<string?> HeardAtWaking() => Task.FromResult(_heard);

    public async Task<object?> Carried(string key, string? over) =>
        over is null ? RequestContext.Get(key) : await GrainFactory.GetGrain<IErrandGrain>(over).Carried(key, null);

    public async Task Fail(string how)
    {
        await Task.Yield();
        throw how switch
        {
            "without a word" => new InvalidOperationException(null, new IOException("the reason")),
            "twice" => new AggregateException(new IOException("one"), new TimeoutException("two")),
            _ => new OperationCanceledException(how),
        };
    }
}
