using Orleans;
using Orleans.Concurrency;

namespace Actors.Tests.Fixtures;

/// <param name="Entered">Counted without any lock.</param>
/// <param name="Overlaps">How often two pieces of code were found inside together.</param>
/// <param name="Strays">How often code ran off the grain's scheduler.</param>
[Immutable]
public sealed record Crowd(int Entered, int Overlaps, int Strays);

public interface ICounterGrain : IGrainWithStringKey
{
    Task Enter();

    Task EnterInBranches(int branches, int steps);

    [AlwaysInterleave]
    Task EnterBySideDoor(int steps);

    [ReadOnly]
    Task EnterToRead(int steps);

    Task<Crowd> Look();

    Task<IReadOnlyList<string>> PlacesLeftTheScheduler(IClerkGrain clerk);
}

public sealed class CounterGrain : Grain, ICounterGrain
{
    private TaskScheduler? _scheduler;
    private int _inTurn;
    private int _inPiece;
    private int _entered;
    private int _overlaps;
    private int _strays;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _scheduler = TaskScheduler.Current;
        return Task.CompletedTask;
    }

    public async Task Enter()
    {
        _overlaps += Interlocked.Increment(ref _inTurn) == 1 ? 0 : 1;
        Piece();
        await Task.Yield();
        _strays += TaskScheduler.Current == _scheduler ? 0 : 1;
        Interlocked.Decrement(ref _inTurn);
    }

    public Task EnterInBranches(int branches, int steps) =>
        Task.WhenAll(Enumerable.Range(0, branches).Select(_ => EnterBySideDoor(steps)));

    public async Task EnterBySideDoor(int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            Piece();
            // What ends on another thread must come back before it goes on: some ends there, some here.
            await (i % 2 == 0 ? Task.Run(static () => Thread.SpinWait(50)) : YieldAsync());
        }
    }

    public Task EnterToRead(int steps) => EnterBySideDoor(steps);

    public Task<Crowd> Look() => Task.FromResult(new Crowd(_entered, _overlaps, _strays));

    public async Task<IReadOnlyList<string>> PlacesLeftTheScheduler(IClerkGrain clerk)
    {
        var left = new List<string>();
        void Check(string place)
        {
            if (TaskScheduler.Current != _scheduler)
            {
                left.Add(place);
            }
        }

        await Task.Yield();
        Check("yield");
        await Task.Delay(1);
        Check("delay");
        await Task.Delay(1).ConfigureAwait(true);
        Check("configure await");
        await Task.Run(() => Assert.Same(TaskScheduler.Default, TaskScheduler.Current));
        Check("pool");
        await Library.OffAsync();
        Check("library code that leaves");
        await clerk.Handle(1);
        Check("another grain");
        await Task.WhenAll(clerk.Handle(2), clerk.Handle(3));
        Check("two calls at once");
        await Assert.ThrowsAsync<InvalidOperationException>(() => Task.FromException(new InvalidOperationException()));
        Check("exception");
        await using (new Departure())
        {
        }

        Check("disposal");
        return left;
    }

    private static async Task YieldAsync() => await Task.Yield();

    /// <summary>Reads, lets others in if they can come in, writes.</summary>
    private void Piece()
    {
        _overlaps += Interlocked.Increment(ref _inPiece) == 1 ? 0 : 1;
        var before = _entered;
        Thread.SpinWait(200);
        _entered = before + 1;
        _strays += TaskScheduler.Current == _scheduler ? 0 : 1;
        Interlocked.Decrement(ref _inPiece);
    }

    private sealed class Departure : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Task.Yield();
    }
}

/// <summary>Code that knows nothing of grains and does not come back to where it was called.</summary>
internal static class Library
{
    public static async Task OffAsync() => await Task.Delay(1).ConfigureAwait(false);
}
