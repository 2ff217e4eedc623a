using System.Threading.Channels;
using Grains.Interfaces;

namespace Web.Live;

/// <summary>What a browser is told: an audience and numbers, nothing personal. The page fetches what changed, and rights are checked there.</summary>
public sealed record LiveFrame(string Kind, string Topic, long Version, long Number);

/// <summary>
/// One open link. It keeps the decision "may watch" with what it was made from; when a right or a session may have changed it is
/// <see cref="Doubtful"/>, and nothing more is pushed until the decision was made again.
/// </summary>
public sealed class LiveConnection(string id, Caller caller, string portal, Action abort)
{
    private readonly Channel<LiveFrame> _frames = Channel.CreateBounded<LiveFrame>(new BoundedChannelOptions(512) { SingleReader = true });
    private int _doubt;

    public string Id => id;

    public Caller Caller => caller;

    public string Portal => portal;

    public HashSet<string> Topics { get; } = [];

    /// <summary>After this instant (business time) the session must be looked at again.</summary>
    public DateTimeOffset CheckAt { get; set; } = DateTimeOffset.MaxValue;

    public bool Doubtful => Volatile.Read(ref _doubt) != 0;

    public ChannelReader<LiveFrame> Frames => _frames.Reader;

    /// <summary>A browser too slow for its frames is cut off: it comes back and asks for everything, which loses nothing.</summary>
    public void Push(LiveFrame frame)
    {
        if (!_frames.Writer.TryWrite(frame))
            Abort();
    }

    public int Doubt() => Interlocked.Increment(ref _doubt);

    /// <summary>Ends the doubt, unless a newer one arose while the decision was made.</summary>
    public bool Decided(int doubt) => Interlocked.CompareExchange(ref _doubt, 0, doubt) == doubt;

    public int CurrentDoubt => Volatile.Read(ref _doubt);

    public void Abort()
    {
        _frames.Writer.TryComplete();
        abort();
    }

    public void Close() => _frames.Writer.TryComplete();
}
