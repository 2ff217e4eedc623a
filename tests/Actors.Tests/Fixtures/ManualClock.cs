namespace Actors.Tests.Fixtures;

/// <summary>Time that stands still until a test moves it. Timers run on the thread that moves it, in order of due time.</summary>
public sealed class ManualClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];
    private TimeSpan _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (_gate)
        {
            return _elapsed.Ticks;
        }
    }

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero).AddTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        var end = _elapsed + by;
        while (Next(end) is { } due)
        {
            due();
        }
    }

    /// <summary>Time passes without a timer on the way; then each is as far off as before.</summary>
    public void Skip(TimeSpan by)
    {
        lock (_gate)
        {
            _elapsed += by;
            _timers.ForEach(timer => timer.Due += by);
        }
    }

    /// <summary>The next timer due by then; without one the clock has arrived.</summary>
    private Action? Next(TimeSpan end)
    {
        lock (_gate)
        {
            var timer = _timers.Where(t => t.Due <= end).MinBy(t => t.Due);
            _elapsed = timer?.Due ?? end;
            timer?.Rearm();
            return timer?.Callback;
        }
    }

    private sealed class Timer(ManualClock clock, Action callback) : ITimer
    {
        private TimeSpan _period;

        public TimeSpan Due { get; set; }

        public Action Callback => callback;

        public void Rearm()
        {
            Due += _period;
            if (_period <= TimeSpan.Zero)
            {
                clock._timers.Remove(this);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                (Due, _period) = (clock._elapsed + dueTime, period);
                if (dueTime >= TimeSpan.Zero)
                {
                    clock._timers.Add(this);
                }

                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
