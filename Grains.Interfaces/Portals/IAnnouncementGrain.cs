namespace Grains.Interfaces.Portals;

/// <summary>
/// What the insurer tells everybody of a portal on their home: the banner, and what is new. Key: the portal's slug. Supervisors write; the right is a
/// condition of the commit. Open pages are told at each change, and when the clock begins or ends one.
/// </summary>
[Alias("IAnnouncementGrain")]
public interface IAnnouncementGrain : IGrainWithStringKey
{
    /// <summary>
    /// Publishes one. Refused: NotAllowed to others than supervisors; Empty; TooLong; Ended; EndsTooSoon;
    /// TooMany beyond ten that are not over.
    /// </summary>
    [Alias("Publish")]
    Task<Result<AnnouncementRefusal>> Publish(Caller by, OperationId operation, Announcement announcement);

    /// <summary>
    /// Writes another title, text, beginning and end; its kind stays, and so does a beginning that has passed: who has read what is new is not shown
    /// its correction. Refused like <see cref="Publish"/>; ChangedMeanwhile, when another wrote it since; NotFound when it is over or was never there.
    /// </summary>
    /// <param name="seen">When what the supervisor saw had been written.</param>
    [Alias("Change")]
    Task<Result<AnnouncementRefusal>> Change(Caller by, OperationId operation, string id, DateTimeOffset seen, Announcement announcement);

    /// <summary>Ends one now; one that has not begun is never shown. Refused: NotAllowed; NotFound when it is over or was never there.</summary>
    [Alias("Withdraw")]
    Task<Result<AnnouncementRefusal>> Withdraw(Caller by, OperationId operation, string id);

    /// <summary>The clock has begun or ended one: tells open pages.</summary>
    [Alias("Changed")]
    Task Changed(OperationId operation);
}

/// <param name="Title">1 to 80 characters.</param>
/// <param name="Text">At most 500.</param>
/// <param name="FromAt">Null: at once.</param>
/// <param name="ToAt">The first instant at which it is shown no more; null until it is withdrawn.</param>
[Immutable]
public sealed record Announcement(AnnouncementKind Kind, string Title, string Text, DateTimeOffset? FromAt, DateTimeOffset? ToAt);

public enum AnnouncementKind
{
    /// <summary>An incident, a maintenance, a closing: it stands on the home while it lasts.</summary>
    Banner = 1,
    /// <summary>« Nouveautés »: shown until the person has read it, once.</summary>
    Novelty = 2,
}

public enum AnnouncementRefusal
{
    NotFound = 1,
    NotAllowed,
    Empty,
    TooLong,
    /// <summary>Its end has passed.</summary>
    Ended,
    /// <summary>It ends before it begins.</summary>
    EndsTooSoon,
    TooMany,
    /// <summary>Another supervisor wrote it since it was read.</summary>
    ChangedMeanwhile,
}
