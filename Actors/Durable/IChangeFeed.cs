namespace Actors.Durable;

/// <summary>
/// What was committed, in the order of commits, on every node. Listeners are called one batch at a time and must return quickly.
/// </summary>
public interface IChangeFeed
{
    IDisposable Listen(Action<IReadOnlyList<Notice>> listener);

    /// <summary>The newest version this node has heard of for a grain, or 0. A copy below it is never used again.</summary>
    long NoticedVersion(string grain);
}
