using System.Threading.Channels;
using Grains.Interfaces;

namespace Web.Live;

/// <summary>What a browser is told: an audience and numbers, nothing personal. The page fetches what changed, and rights are checked there.</summary>
public sealed record LiveFrame(string Kind, string Topic, long Version, long Number)
{
    /// <summary>News may have been missed: the page asks for everything, at a moment of its own.</summary>
    public static LiveFrame Again { get; } = new("again", "", 0, 0);
}

/// <summary>
/// One open link. It keeps the decision "may watch" with what it was made from; when a right or a session may have changed it is
/// <see cref="AuthorizationStale"/>, and nothing more is pushed until the decision was made again.
/// </summary>
public sealed class LiveConnection(string id, Caller caller, string portal, Action abort)
{
    private readonly Channel<LiveFrame> _frames = Channel.CreateBounded<LiveFrame>(new BoundedChannelOptions(512) { SingleReader = true });
    private readonly HashSet<string> _topics = [];
    private int _staleMarks;
    private int _settled;

    public string Id => id;

    public Caller Caller => caller;

    public string Portal => portal;

    public IReadOnlyList<string> Topics
    {
        get
        {
            lock (_topics)
                return [.. _topics];
        }
    }

    /// <summary>The spaces whose changes may take a right from the caller.</summary>
    public IReadOnlyList<string> Spaces { get; set; } = [];

    /// <summary>After this instant (business time) the session and what the caller may watch must be looked at again.</summary>
    public DateTimeOffset CheckAt { get; set; } = DateTimeOffset.MaxValue;

    /// <summary>How often a right or the session may have changed; only ever grows.</summary>
    public int StaleMarks => Volatile.Read(ref _staleMarks);

    public bool AuthorizationStale => StaleMarks != Volatile.Read(ref _settled);

    public ChannelReader<LiveFrame> Frames => _frames.Reader;

    /// <summary>A browser too slow for its frames is cut off: it comes back and asks for everything, which loses nothing.</summary>
    public void Push(LiveFrame frame)
    {
        if (!_frames.Writer.TryWrite(frame))
            Abort();
    }

    public void MarkStale() => Interlocked.Increment(ref _staleMarks);

    /// <summary>Ends the marks up to this one; a newer one that arose while the decision was made leaves the link stale.</summary>
    public void Decided(int marks) => Volatile.Write(ref _settled, marks);

    public bool Watches(string topic)
    {
        lock (_topics)
            return _topics.Contains(topic);
    }

    public bool Add(string topic, int max)
    {
        lock (_topics)
            return _topics.Contains(topic) || (_topics.Count < max && _topics.Add(topic));
    }

    public void Remove(string topic)
    {
        lock (_topics)
            _topics.Remove(topic);
    }

    public void Abort()
    {
        _frames.Writer.TryComplete();
        abort();
    }

    public void Close() => _frames.Writer.TryComplete();
}
