using Grains.Interfaces.Throttles;
using Grains.Throttles;

namespace Web.Throttles;

/// <summary>What this node alone has counted, by the grain's own rule. A source of which nothing counts any more is forgotten within a minute.</summary>
internal sealed class NodeSources
{
    private static readonly TimeSpan Sweep = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SourceState> _sources = [];
    private DateTimeOffset _swept;

    public SourceTry Take(string key, SourceLimit limit)
    {
        var now = TimeProvider.System.GetUtcNow();
        lock (_gate)
        {
            Forget(now);
            var decision = _sources.GetValueOrDefault(key, new SourceState()).Take(limit, now);
            _sources[key] = decision.State;
            return decision.Answer;
        }
    }

    public void GiveBack(string key, SourceTry taken)
    {
        lock (_gate)
        {
            if (_sources.TryGetValue(key, out var state))
                _sources[key] = state.GiveBack(taken);
        }
    }

    private void Forget(DateTimeOffset now)
    {
        if ((now - _swept).Duration() < Sweep)
            return;
        _swept = now;
        foreach (var (key, state) in _sources)
        {
            if (state.Until <= now.ToUnixTimeMilliseconds())
                _sources.Remove(key);
        }
    }
}
