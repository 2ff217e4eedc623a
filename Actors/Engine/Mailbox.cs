using Orleans;

namespace Actors.Engine;

/// <summary>What waits for one activation and what may run next. Callers come from everywhere, so all of it is behind one
/// gate; methods answer whether the scheduler must be woken.</summary>
internal sealed class Mailbox
{
    private readonly Lock _gate = new();
    private CallQueue _turns;
    private CallQueue _interleaved;
    private Ending? _ending;
    private TaskCompletionSource? _gone;
    private int _interleaving;
    private int _reading;
    private Life _life;
    private Pump _pump;

    public Mailbox()
    {
    }

    /// <summary>For the activation that follows another: it takes over the calls that came too late.</summary>
    private Mailbox(Mailbox previous)
    {
        (_turns, _interleaved, LastUsed) = (previous._turns, previous._interleaved, previous.LastUsed);
        _pump = Pump.Wanted;
    }

    private enum Life : byte { New, Active, Deactivating, Gone }

    private enum Pump : byte { Idle, Wanted, Running }

    /// <summary>When the last call came, in the clock's ticks.</summary>
    public long LastUsed { get; private set; }

    public DeactivationReason EndReason => _ending!.Reason;

    /// <summary>True from the moment that <see cref="StartTurn"/> found nothing more to run before the end.</summary>
    public bool IsDeactivating => _life is Life.Deactivating;

    public Task Gone
    {
        get
        {
            lock (_gate)
            {
                return _life is Life.Gone ? Task.CompletedTask
                    : (_gone ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
        }
    }

    /// <summary>False when the activation is gone: the caller looks the key up again.</summary>
    public bool TryAdd(Call call, long now, out bool wake)
    {
        lock (_gate)
        {
            wake = false;
            if (_life is Life.Gone)
            {
                return false;
            }

            LastUsed = now;
            if (call.Method.Interleaves)
            {
                _interleaved.Add(call);
                wake = _life is Life.Active || (_life is Life.New && WantPump());
            }
            else
            {
                _turns.Add(call);
                wake = WantPump();
            }

            return true;
        }
    }

    /// <summary>Ends after the running turns (<paramref name="drain"/>: after those that wait, too). The first reason stays.</summary>
    public bool End(DeactivationReason reason, bool drain)
    {
        lock (_gate)
        {
            if (_ending is not null || _life is Life.Gone)
            {
                return false;
            }

            _ending = new Ending(reason, drain);
            return WantPump();
        }
    }

    /// <summary>Ends if idle and unused since. The check and the decision are one step, so no call slips in between.</summary>
    public bool EndIfIdle(long unusedSince, DeactivationReason reason)
    {
        lock (_gate)
        {
            if (!IsIdle || LastUsed > unusedSince)
            {
                return false;
            }

            _ending = new Ending(reason, Drain: false);
            return WantPump();
        }
    }

    public bool IsIdle => _life is Life.Active && _pump is Pump.Idle && _interleaving == 0 && _reading == 0 && _ending is null && _interleaved.IsEmpty;

    public bool IsEnding => _ending is not null;

    public void Activated()
    {
        lock (_gate)
        {
            _life = Life.Active;
        }
    }

    /// <summary>The call on whose behalf the activation is made.</summary>
    public Call? First
    {
        get
        {
            lock (_gate)
            {
                return _turns.First ?? _interleaved.First;
            }
        }
    }

    /// <summary>True when turns are to be run and nobody does.</summary>
    public bool StartPump()
    {
        lock (_gate)
        {
            if (_ending is not null)
            {
                WantPump();
            }

            var start = _pump is Pump.Wanted;
            _pump = start ? Pump.Running : _pump;
            return start;
        }
    }

    /// <summary>Null when none may run now: while some read, the next one that does not waits, and what is behind it, too.</summary>
    public Call? StartTurn()
    {
        lock (_gate)
        {
            if (_ending is null or { Drain: true } && _turns.Start(besideReaders: _reading > 0) is { } call)
            {
                _reading += call.Method.ReadOnly ? 1 : 0;
                return call;
            }

            if (_ending is not null && _interleaving == 0 && _reading == 0 && _interleaved.IsEmpty)
            {
                _life = Life.Deactivating;
            }
            else
            {
                _pump = Pump.Idle;
            }

            return null;
        }
    }

    public Call? StartInterleaved()
    {
        lock (_gate)
        {
            if (_life is not Life.Active || _interleaved.Start() is not { } call)
            {
                return null;
            }

            _interleaving++;
            return call;
        }
    }

    public bool InterleavedEnded()
    {
        lock (_gate)
        {
            return --_interleaving == 0 && _ending is not null && WantPump();
        }
    }

    public bool ReadEnded()
    {
        lock (_gate)
        {
            return --_reading == 0 && (_ending is not null || !_turns.IsEmpty) && WantPump();
        }
    }

    /// <summary>The end. Under the gate <paramref name="leave"/> takes the activation out of the catalog, or puts the one
    /// with the calls that came too late in its place: so no call is lost and none overtakes.</summary>
    public void Retire(Action<Mailbox?> leave)
    {
        lock (_gate)
        {
            leave(_turns.IsEmpty && _interleaved.IsEmpty ? null : new Mailbox(this));
            _life = Life.Gone;
            (_turns, _interleaved) = (default, default);
            _gone?.TrySetResult();
        }
    }

    /// <summary>Fails what waits, in an activation that never came to be.</summary>
    public void FailAll(Exception exception)
    {
        while ((_turns.Start() ?? _interleaved.Start()) is { } call)
        {
            call.Fail(exception);
        }
    }

    private bool WantPump()
    {
        if (_pump is not Pump.Idle)
        {
            return false;
        }

        _pump = Pump.Wanted;
        return true;
    }

    private sealed record Ending(DeactivationReason Reason, bool Drain);
}
