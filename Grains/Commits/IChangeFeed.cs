namespace Grains.Commits;

/// <summary>
/// What was committed, in the order of commits, on every node. Listeners are called one batch at a time and must return quickly.
/// </summary>
public interface IChangeFeed
{
    /// <param name="gap">Called when news may have been missed: whatever follows the feed must ask again.</param>
    IDisposable Listen(Action<IReadOnlyList<Notice>> heard, Action? gap = null);

    /// <summary>Remembers from now on what is heard of a grain whose state this node keeps in memory. Dispose it with the copy.</summary>
    ICopy Hold(string grain);

    /// <summary>
    /// Tells every node something not worth storing (somebody is typing), some tenths of a second late at most, and lost when nobody listens.
    /// </summary>
    void Whisper(string topic, string text);

    IDisposable ListenToWhispers(Action<string, string> heard);
}

/// <summary>Whether the state of one grain in this node's memory may be decided on.</summary>
public interface ICopy : IDisposable
{
    /// <summary>No other process writes this store: the copy is never behind, and nothing said from it needs checking.</summary>
    bool IsSole { get; }

    /// <summary>The state is about to be read; what is heard from here on counts against it.</summary>
    void Reading();

    /// <summary>
    /// False when a newer version was heard of since <see cref="Reading"/>, or when the feed has been silent for so long that one may
    /// have been missed.
    /// </summary>
    bool MayServe(long version);
}
