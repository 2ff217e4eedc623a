using Orleans;
using Orleans.Runtime;

namespace Actors.Engine;

/// <summary>One grain in memory. Its code runs on <see cref="TurnScheduler"/> only, one turn after the other.</summary>
internal sealed class Activation : IGrainContext
{
    // Turns that end without waiting would otherwise keep one thread for as long as callers come.
    private const int TurnsInARow = 64;

    [ThreadStatic]
    private static Activation? _underConstruction;

    private readonly TurnScheduler _scheduler;

    public Activation(GrainClass grainClass, string key, Mailbox? mailbox = null)
    {
        (Class, Key, Mailbox) = (grainClass, key, mailbox ?? new Mailbox());
        _scheduler = new TurnScheduler(this);
    }

    /// <summary>Whose grain is being constructed on this thread: how the grain's constructor knows its key.</summary>
    public static Activation? UnderConstruction => _underConstruction;

    public GrainClass Class { get; }

    public string Key { get; }

    public Mailbox Mailbox { get; }

    public Grain? Instance { get; private set; }

    public GrainId GrainId => GrainId.Create(Class.Name, Key);

    public object? GrainInstance => Instance;

    public IServiceProvider ActivationServices => Class.Silo.ServiceProvider;

    public Task Deactivated => Mailbox.Gone;

    public bool TryEnqueue(Call call, long now)
    {
        call.Target = this;
        var added = Mailbox.TryAdd(call, now, out var wake);
        WakeIf(wake);
        return added;
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default) =>
        WakeIf(Mailbox.End(deactivationReason, drain: false));

    public void DeactivateWhenDrained(DeactivationReason reason) => WakeIf(Mailbox.End(reason, drain: true));

    public void DeactivateIfUnused(long since, DeactivationReason reason) => WakeIf(Mailbox.EndIfIdle(since, reason));

    public void WakeIf(bool wake)
    {
        if (wake)
        {
            _scheduler.Wake();
        }
    }

    /// <summary>On the scheduler: starts what may start now.</summary>
    public void Step()
    {
        while (Mailbox.StartInterleaved() is { } call)
        {
            _ = InterleaveAsync(call);
        }

        if (Mailbox.StartPump())
        {
            _ = PumpAsync();
        }
    }

    private async Task InterleaveAsync(Call call)
    {
        await call.RunAsync(this);
        WakeIf(Mailbox.InterleavedEnded());
    }

    private async Task ReadAsync(Call call)
    {
        await call.RunAsync(this);
        WakeIf(Mailbox.ReadEnded());
    }

    private async Task PumpAsync()
    {
        if (Instance is null && !await ActivateAsync())
        {
            return;
        }

        for (var turns = 1; Mailbox.StartTurn() is { } call; turns++)
        {
            if (call.Method.ReadOnly)
            {
                _ = ReadAsync(call);
            }
            else
            {
                await call.RunAsync(this);
            }

            if (turns % TurnsInARow == 0)
            {
                await Task.Yield();
            }
        }

        if (Mailbox.IsDeactivating)
        {
            await DeactivateAsync();
        }
    }

    private async Task<bool> ActivateAsync()
    {
        var first = Mailbox.First;
        CallFlow.Current = new CallFlow(first?.Flow?.Values, first ?? new LifecycleTurn(this));
        try
        {
            var instance = Construct();
            await instance.OnActivateAsync(Class.Silo.Stopped);
            Instance = instance;
            Mailbox.Activated();
            _scheduler.Wake();
            return true;
        }
        catch (Exception exception)
        {
            Class.Silo.Log.ActivationFailed(exception, GrainId);
            Mailbox? waiting = null;
            Mailbox.Retire(late =>
            {
                Class.Remove(this);
                waiting = late;
            });
            waiting?.FailAll(exception);
            return false;
        }
    }

    private Grain Construct()
    {
        _underConstruction = this;
        try
        {
            return Class.Create();
        }
        finally
        {
            _underConstruction = null;
        }
    }

    private async Task DeactivateAsync()
    {
        CallFlow.Current = new CallFlow(null, new LifecycleTurn(this));
        try
        {
            await Instance!.OnDeactivateAsync(Mailbox.EndReason, Class.Silo.Stopped);
            await DisposeInstanceAsync();
        }
        catch (Exception exception)
        {
            Class.Silo.Log.DeactivationFailed(exception, GrainId);
        }

        Mailbox.Retire(late => Class.Succeed(this, late));
    }

    private ValueTask DisposeInstanceAsync()
    {
        if (Instance is IAsyncDisposable disposable)
        {
            return disposable.DisposeAsync();
        }

        (Instance as IDisposable)?.Dispose();
        return ValueTask.CompletedTask;
    }
}
