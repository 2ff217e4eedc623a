namespace Web.Live;

/// <summary>Links by a key: a topic, an account. An entry exists while it has links.</summary>
internal sealed class LinkIndex
{
    private readonly Dictionary<string, HashSet<LiveConnection>> _entries = [];

    public void Add(string key, LiveConnection link)
    {
        lock (_entries)
        {
            if (!_entries.TryGetValue(key, out var links))
                _entries[key] = links = [];
            links.Add(link);
        }
    }

    public void Remove(string key, LiveConnection link)
    {
        lock (_entries)
        {
            if (_entries.TryGetValue(key, out var links) && links.Remove(link) && links.Count == 0)
                _entries.Remove(key);
        }
    }

    /// <summary>Under the spaces that it goes by now, instead of those before.</summary>
    public void Place(LiveConnection link, IReadOnlyList<string> spaces)
    {
        foreach (var left in link.Spaces.Except(spaces))
            Remove(left, link);
        foreach (var joined in spaces.Except(link.Spaces))
            Add(joined, link);
        link.Spaces = spaces;
    }

    /// <summary>As they are at this moment.</summary>
    public IReadOnlyList<LiveConnection> Of(string key)
    {
        lock (_entries)
            return _entries.TryGetValue(key, out var links) ? [.. links] : [];
    }
}
