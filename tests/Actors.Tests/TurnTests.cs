using Actors.Tests.Fixtures;
using Orleans;

namespace Actors.Tests;

public sealed class TurnTests : IAsyncLifetime
{
    private readonly TestSilo _silo = new();

    [Fact]
    public async Task Turns_of_one_grain_never_run_side_by_side_under_64_callers()
    {
        var counter = _silo.Grains.GetGrain<ICounterGrain>("entrance");

        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                await counter.Enter();
            }
        })));

        Assert.Equal(new Crowd(Entered: 64 * 50, Overlaps: 0, Strays: 0), await counter.Look());
    }

    [Fact]
    public async Task Branches_of_one_turn_never_run_at_the_same_instant()
    {
        var counter = _silo.Grains.GetGrain<ICounterGrain>("branches");

        await counter.EnterInBranches(branches: 32, steps: 100);

        Assert.Equal(new Crowd(Entered: 32 * 100, Overlaps: 0, Strays: 0), await counter.Look());
    }

    [Fact]
    public async Task Interleaved_turns_never_run_at_the_same_instant()
    {
        var counter = _silo.Grains.GetGrain<ICounterGrain>("side-door");

        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => counter.EnterBySideDoor(steps: 100))));

        Assert.Equal(new Crowd(Entered: 64 * 100, Overlaps: 0, Strays: 0), await counter.Look());
    }

    [Fact]
    public async Task A_turn_that_waits_keeps_the_next_one_out()
    {
        var clerk = _silo.Grains.GetGrain<IClerkGrain>("nora");
        var busy = clerk.WaitAt("counter");
        await _silo.Desk["counter"].Reached;

        var next = clerk.Handle(1);
        var handled = await clerk.Peek();
        _silo.Desk["counter"].Open();
        await Task.WhenAll(busy, next);

        Assert.Equal(0, handled);
        Assert.Equal(1, await clerk.Peek());
    }

    [Fact]
    public async Task Turns_that_read_run_between_one_another_and_never_at_the_same_instant()
    {
        var counter = _silo.Grains.GetGrain<ICounterGrain>("reading-room");

        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => counter.EnterToRead(steps: 100))));

        Assert.Equal(new Crowd(Entered: 64 * 100, Overlaps: 0, Strays: 0), await counter.Look());
    }

    [Fact]
    public async Task A_turn_that_writes_is_alone_with_readers_before_and_behind_it()
    {
        var clerk = _silo.Grains.GetGrain<IClerkGrain>("nora");
        var first = clerk.ReadAt("first");
        var second = clerk.ReadAt("second");
        await Task.WhenAll(_silo.Desk["first"].Reached, _silo.Desk["second"].Reached);

        var writing = clerk.WaitAt("desk");
        await clerk.Peek();
        Assert.Equal(0, _silo.Desk["desk"].Visits);
        _silo.Desk["first"].Open();
        _silo.Desk["second"].Open();
        await _silo.Desk["desk"].Reached;
        var third = clerk.ReadAt("third");
        await clerk.Peek();
        Assert.Equal(0, _silo.Desk["third"].Visits);
        _silo.Desk["desk"].Open();
        _silo.Desk["third"].Open();

        await Task.WhenAll(first, second, writing, third);
    }

    [Fact]
    public async Task A_grain_leaves_after_those_who_read_and_what_came_behind_them_meets_the_next()
    {
        var clerk = _silo.Grains.GetGrain<IClerkGrain>("nora");
        var person = await clerk.Person();
        var reading = clerk.ReadAt("counter");
        await _silo.Desk["counter"].Reached;

        await clerk.Resign();
        var next = clerk.Person();
        await Task.Delay(50);
        Assert.False(reading.IsCompleted || next.IsCompleted);
        _silo.Desk["counter"].Open();

        await reading;
        Assert.NotEqual(person, await next);
    }

    [Fact]
    public async Task A_circle_of_calls_fails_and_its_grains_answer_again()
    {
        var first = _silo.Grains.GetGrain<IPorterGrain>("a");

        var circle = first.Carry("trace", null, "b", "a");
        await _silo.SecondsUntil(circle);

        // The embedded engine sees it; on Orleans patience ends.
        Assert.True(await Record.ExceptionAsync(() => circle) is InvalidOperationException or TimeoutException);
        Assert.Equal("a", await first.Name());
        Assert.Equal("b", await _silo.Grains.GetGrain<IPorterGrain>("b").Name());
    }

    [Fact]
    public async Task Two_grains_run_at_the_same_time()
    {
        var nora = _silo.Grains.GetGrain<IClerkGrain>("nora").WaitAt("nora");
        var karim = _silo.Grains.GetGrain<IClerkGrain>("karim").WaitAt("karim");

        await Task.WhenAll(_silo.Desk["nora"].Reached, _silo.Desk["karim"].Reached);
        _silo.Desk["nora"].Open();
        _silo.Desk["karim"].Open();
        await Task.WhenAll(nora, karim);
    }

    [Fact]
    public async Task Code_after_any_kind_of_await_stays_on_the_grains_scheduler()
    {
        var counter = _silo.Grains.GetGrain<ICounterGrain>("walk");

        Assert.Equal([], await counter.PlacesLeftTheScheduler(_silo.Grains.GetGrain<IClerkGrain>("nora")));
    }

    [Fact]
    public async Task The_callers_code_never_runs_inside_the_turn_it_waited_for()
    {
        var clerk = _silo.Grains.GetGrain<IClerkGrain>("nora");
        var call = clerk.WaitAt("counter");
        var schedulerAfter = AfterAsync(call);

        _silo.Desk["counter"].Open();

        Assert.Same(TaskScheduler.Default, await schedulerAfter);

        static async Task<TaskScheduler> AfterAsync(Task call)
        {
            await call.ConfigureAwait(ConfigureAwaitOptions.None);
            return TaskScheduler.Current;
        }
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _silo.DisposeAsync();
}
