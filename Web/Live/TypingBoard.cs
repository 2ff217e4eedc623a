using System.Collections.Concurrent;
using Grains.Interfaces;

namespace Web.Live;

/// <summary>Who is writing, for a few seconds at a time and in memory only.</summary>
public sealed class TypingBoard
{
    private static readonly TimeSpan Fades = TimeSpan.FromSeconds(6);
    private readonly ConcurrentDictionary<(string Request, string Account), (string Name, long Since)> _writing = new();

    public void Note(string request, Caller by)
    {
        _writing[(request, by.Account)] = (by.Name, TimeProvider.System.GetTimestamp());
        foreach (var (key, written) in _writing)
        {
            if (TimeProvider.System.GetElapsedTime(written.Since) > Fades)
                _writing.TryRemove(key, out _);
        }
    }

    public void Forget(string request, string account) => _writing.TryRemove((request, account), out _);

    /// <summary>The names of the others who write in a request the asker was allowed to read.</summary>
    public IReadOnlyList<string> Others(string request, string account) =>
        [.. _writing.Where(w => w.Key.Request == request && w.Key.Account != account && TimeProvider.System.GetElapsedTime(w.Value.Since) <= Fades).Select(w => w.Value.Name)];
}
