namespace Grains.Commits;

/// <summary>
/// What was committed, in the order of commits, on every node. Listeners are called one batch at a time and must return quickly.
/// </summary>
public interface IChangeFeed
{
    /// <param name="missed">Called when news may have been missed: whatever follows the feed must ask again.</param>
    IDisposable Listen(Action<IReadOnlyList<ChangeNotification>> heard, Action? missed = null);

    /// <summary>
    /// Tells every node something not worth storing (who is typing), some tenths of a second late at most, and lost when nobody listens.
    /// </summary>
    void Broadcast(string topic, string text);

    IDisposable ListenToBroadcasts(Action<string, string> heard);
}
