using Actors.Tests.Fixtures;
using Orleans;

namespace Actors.Tests;

public sealed class ActivationTests : IAsyncLifetime
{
    private readonly TestSilo _silo = new();

    private IArchiveGrain Archive => _silo.Grains.GetGrain<IArchiveGrain>("lyon");

    [Fact]
    public async Task A_thousand_callers_at_once_wake_one_activation()
    {
        _silo.Archive.OnOpening = _ => Task.Delay(1);

        await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Task.Run(Archive.Read)));

        Assert.Equal(1, _silo.Archive.Openings);
        Assert.Equal(1, _silo.Diagnostics.ActivationCount);
        Assert.Equal(1, _silo.Diagnostics.ActivationsByClass["archive"]);
    }

    [Fact]
    public async Task A_failed_activation_fails_the_calls_that_wait_and_the_next_call_tries_again()
    {
        _silo.Archive.OnOpening = async opening =>
        {
            await _silo.Desk["door"].PassAsync();
            if (opening == 1)
            {
                throw new IOException("The door is shut.");
            }
        };
        var waiting = Enumerable.Range(0, 20).Select(_ => Archive.Read()).ToArray();
        await _silo.Desk["door"].Reached;

        _silo.Desk["door"].Open();

        foreach (var call in waiting)
        {
            Assert.Equal("The door is shut.", (await Assert.ThrowsAsync<IOException>(() => call)).Message);
        }

        Assert.Equal(2, await Archive.Read());
        Assert.Empty(_silo.Archive.Endings);
    }

    [Fact]
    public async Task A_failing_constructor_fails_the_call_and_leaves_nothing_behind()
    {
        _silo.Archive.ConstructorFails = true;

        await Assert.ThrowsAsync<IOException>(Archive.Read);

        Assert.Equal(0, _silo.Diagnostics.ActivationCount);
        _silo.Archive.ConstructorFails = false;
        await Archive.Read();
    }

    [Fact]
    public async Task A_grain_that_fails_to_say_goodbye_leaves_all_the_same()
    {
        _silo.Archive.OnClosing = () => throw new IOException("The lock is stuck.");
        await Archive.Close();

        Assert.Equal(2, await Archive.Read());
        Assert.Contains("archive/lyon", (await _silo.Log.NextAsync()).Text);
    }

    [Fact]
    public async Task A_leaving_grain_says_goodbye_and_is_disposed_before_its_successor_comes()
    {
        _silo.Archive.OnClosing = _silo.Desk["closing"].PassAsync;
        await Archive.Close();
        await _silo.Desk["closing"].Reached;

        var late = Enumerable.Range(0, 10).Select(_ => Archive.Read()).ToArray();
        Assert.Equal(1, _silo.Archive.Openings);
        _silo.Desk["closing"].Open();

        Assert.All(await Task.WhenAll(late), openings => Assert.Equal(2, openings));
        Assert.Equal([DeactivationReasonCode.ApplicationRequested], _silo.Archive.Endings);
        Assert.Equal(1, _silo.Archive.Disposed);
    }

    [Fact]
    public async Task A_turn_asked_back_while_its_grain_is_about_to_leave_still_ends()
    {
        var clerk = _silo.Grains.GetGrain<IClerkGrain>("nora");
        var peek = clerk.PeekAt("counter");
        await _silo.Desk["counter"].Reached;

        await clerk.Leave();
        await clerk.Peek();
        var next = clerk.Person();
        Assert.False(next.IsCompleted);
        _silo.Desk["counter"].Open();

        await Task.WhenAll(peek, next);
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
