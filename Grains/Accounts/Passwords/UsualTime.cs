namespace Grains.Accounts.Passwords;

/// <summary>The median of the last fifteen times something took: one that stalled does not count as usual. Zero until most of them are known.</summary>
public sealed class UsualTime
{
    private readonly TimeSpan[] _times = new TimeSpan[15];
    private readonly Lock _lock = new();
    private int _next;

    public TimeSpan Value
    {
        get
        {
            lock (_lock)
                return _times.Order().ElementAt(_times.Length / 2);
        }
    }

    public void Add(TimeSpan took)
    {
        lock (_lock)
            _times[_next++ % _times.Length] = took;
    }
}
