using Orleans;
using Orleans.Concurrency;

namespace Actors.Tests.Fixtures;

/// <summary>A clerk takes one request at a time.</summary>
public interface IClerkGrain : IGrainWithStringKey
{
    /// <summary>Stops at the checkpoint of this name.</summary>
    Task WaitAt(string checkpoint);

    /// <summary>Returns how many were handled before this one.</summary>
    Task<int> Handle(int request);

    Task<IReadOnlyList<int>> Handled();

    /// <summary>Answers while another turn waits.</summary>
    [AlwaysInterleave]
    Task<int> Peek();

    [AlwaysInterleave]
    Task PeekAt(string checkpoint);

    [ReadOnly]
    Task ReadAt(string checkpoint);

    /// <summary>As <see cref="Leave"/>, without waiting for readers.</summary>
    [AlwaysInterleave]
    Task Resign();

    Task Leave();

    Task<Guid> Person();
}

public sealed class ClerkGrain(Desk desk) : Grain, IClerkGrain
{
    private readonly List<int> _handled = [];
    private readonly Guid _person = Guid.NewGuid();

    public Task WaitAt(string checkpoint) => desk[checkpoint].PassAsync();

    public Task<int> Handle(int request)
    {
        _handled.Add(request);
        return Task.FromResult(_handled.Count - 1);
    }

    public Task<IReadOnlyList<int>> Handled() => Task.FromResult<IReadOnlyList<int>>(_handled);

    public Task<int> Peek() => Task.FromResult(_handled.Count);

    public Task PeekAt(string checkpoint) => desk[checkpoint].PassAsync();

    public Task ReadAt(string checkpoint) => desk[checkpoint].PassAsync();

    public Task Resign() => Leave();

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<Guid> Person() => Task.FromResult(_person);

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (this.GetPrimaryKeyString().StartsWith("slow-leaver", StringComparison.Ordinal))
        {
            await desk["leaving"].PassAsync();
        }
    }
}
