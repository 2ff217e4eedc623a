namespace Grains.Interfaces.Requests;

/// <summary>The same request, as the office's own arrangements move it: what supervisors change of calendars, and a colleague who leaves,
/// reach it one commit at a time.</summary>
[Alias("IRequestOfficeGrain")]
public interface IRequestOfficeGrain : IGrainWithStringKey
{
    /// <summary>
    /// Puts the promise off by a calendar that has changed, with an event in the thread; never earlier than was said. Refused: NotAllowed to others than
    /// supervisors;
    /// NoPromise of one that is kept, stands still, is a slot's or is over already; AlreadyThere when another team has it, when it began after the change,
    /// or when the
    /// change does not move it: also at a repeat.
    /// </summary>
    [Alias("Replan")]
    Task<Result<RequestRefusal>> Replan(Caller by, OperationId operation, CalendarChange change);

    /// <summary>
    /// Hands an open request of a colleague who left to another, or back to the queue of its team. Refused: NotAllowed to others than who manages accounts;
    /// NotFound;
    /// AlreadyClosed; AlreadyThere when the colleague has it no more, also at a repeat; NoSuchColleague when the other answers no requests, or their account
    /// is shut.
    /// </summary>
    /// <param name="from">Account of who left.</param>
    /// <param name="to">Account of who has it from now on; empty for the queue.</param>
    [Alias("PassOn")]
    Task<Result<RequestRefusal>> PassOn(Caller by, OperationId operation, string from, string to);

    /// <summary>
    /// An adviser writes to a client first: the request begins with their message, « en attente » of the client, in their charge. A repeat answers the same.
    /// Refused: NotFound to customers; NotAllowed to roles that answer no request; NoSuchClient; NoSubject; EmptyMessage; TooLong; TooManyItems; AlreadySent when there
    /// is a request of that key.
    /// </summary>
    /// <param name="number">As drawn for it.</param>
    [Alias("Open")]
    Task<Result<Sent, RequestRefusal>> Open(Caller by, OperationId operation, string number, OpenedRequest opened);
}

/// <param name="Calendar">The calendar's id: the team's.</param>
/// <param name="At">When it was changed.</param>
/// <param name="Week">Hours of each weekday before the change, Sunday first; empty when they stay.</param>
/// <param name="Day">The day that was written; null for a change of the week.</param>
/// <param name="Label">Why that day is not like its week.</param>
[Immutable]
public sealed record CalendarChange(string Calendar, DateTimeOffset At, IReadOnlyList<string> Week, DateOnly? Day, string Label);
