using Actors.Tests.Fixtures;
using Orleans;

namespace Actors.Tests.Engine;

public sealed class CollectionTests
{
    [Fact]
    public async Task A_grain_that_nobody_calls_is_collected_and_comes_back_when_called()
    {
        await using var silo = new TestSilo(options => options.CollectEvery = TimeSpan.FromSeconds(1));
        var visitor = silo.Grains.GetGrain<IVisitorGrain>("nora");
        var idle = await visitor.Enter();
        silo.Clock.Advance(TimeSpan.FromMinutes(6));
        var used = await silo.Grains.GetGrain<IVisitorGrain>("karim").Enter();

        silo.Clock.Advance(TimeSpan.FromMinutes(4));
        await UntilAsync(silo, idle.Left);

        Assert.Equal(DeactivationReasonCode.ActivationIdle, idle.Reason);
        Assert.Null(used.Reason);
        Assert.NotSame(idle, await visitor.Enter());
    }

    [Fact]
    public async Task A_grain_that_works_is_never_collected()
    {
        await using var silo = new TestSilo(options => options.ResponseTimeout = TimeSpan.FromHours(2));
        var clerk = silo.Grains.GetGrain<IClerkGrain>("nora");
        var person = await clerk.Person();
        var working = clerk.WaitAt("counter");
        await silo.Desk["counter"].Reached;

        silo.Clock.Advance(TimeSpan.FromHours(1));
        silo.Desk["counter"].Open();
        await working;

        Assert.Equal(person, await clerk.Person());
    }

    [Fact]
    public async Task Beyond_the_cap_those_used_longest_ago_leave()
    {
        await using var silo = new TestSilo(options => options.MaxActivations = 100);
        var visits = new List<Visit>();
        for (var i = 0; i < 150; i++)
        {
            visits.Add(await silo.Grains.GetGrain<IVisitorGrain>($"{i:000}").Enter());
            silo.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        var regular = await silo.Grains.GetGrain<IVisitorGrain>("149").Enter();
        await UntilAsync(silo, FirstAsync(50, visits));

        Assert.InRange(silo.Diagnostics.ActivationCount, 90, 100);
        Assert.All(visits.Where(v => v.Reason is not null), v => Assert.Equal(DeactivationReasonCode.HighMemoryPressure, v.Reason));
        Assert.All(visits.Skip(60), visit => Assert.Null(visit.Reason));
        Assert.Same(visits[149], regular);
    }

    /// <summary>A grain whose answer has just arrived may still be busy for an instant, so the collector may need to look
    /// again. At most four minutes pass.</summary>
    private static async Task UntilAsync(TestSilo silo, Task done)
    {
        for (var second = 0; second < 240 && !done.IsCompleted; second++)
        {
            silo.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(done, Task.Run(Thread.Yield));
        }

        await done;
    }

    private static async Task FirstAsync(int count, IEnumerable<Visit> visits)
    {
        await foreach (var _ in Task.WhenEach(visits.Select(visit => visit.Left)).Take(count))
        {
        }
    }
}

/// <summary>One stay in memory.</summary>
public sealed class Visit
{
    public DeactivationReasonCode? Reason { get; set; }

    public required Task Left { get; init; }
}

public interface IVisitorGrain : IGrainWithStringKey
{
    Task<Visit> Enter();
}

public sealed class VisitorGrain : Grain, IVisitorGrain
{
    private readonly Visit _visit;

    public VisitorGrain() => _visit = new Visit { Left = GrainContext.Deactivated.WaitAsync(TimeSpan.FromSeconds(30)) };

    public Task<Visit> Enter() => Task.FromResult(_visit);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _visit.Reason = reason.ReasonCode;
        return Task.CompletedTask;
    }
}
