namespace Grains.Interfaces.Requests;

/// <summary>
/// The canned replies that advisers choose from when they answer a portal's requests. Key: the portal's slug, or <see cref="Caller.StaffPortal"/> for those
/// of all portals. Supervisors write; the right is a condition of the commit. Pages that show them are told at each change.
/// </summary>
[Alias("ICannedReplyGrain")]
public interface ICannedReplyGrain : IGrainWithStringKey
{
    /// <summary>
    /// Adds one. Refused: NotAllowed to others than supervisors; Empty without title or text; TooLong; UnknownVariable; TooMany beyond
    /// <see cref="CannedReply.Most"/>. A repeat of the operation adds nothing more.
    /// </summary>
    [Alias("Add")]
    Task<Result<CannedReplyRefusal>> Add(Caller by, OperationId operation, CannedReply reply);

    /// <summary>
    /// Writes another title, text, team and form. Refused like <see cref="Add"/>; ChangedMeanwhile, when another wrote it since; NotFound when it is gone.
    /// </summary>
    /// <param name="seen">When what the supervisor saw had been written.</param>
    [Alias("Change")]
    Task<Result<CannedReplyRefusal>> Change(Caller by, OperationId operation, string id, DateTimeOffset seen, CannedReply reply);

    /// <summary>Offers it no more. Messages that were written with it stay. Refused: NotAllowed; NotFound when it is gone.</summary>
    [Alias("Remove")]
    Task<Result<CannedReplyRefusal>> Remove(Caller by, OperationId operation, string id);
}

/// <param name="Title">1 to <see cref="LongestTitle"/> characters.</param>
/// <param name="Text">1 to <see cref="LongestText"/> characters; variables stand between braces.</param>
/// <param name="Team">Offered for requests of this team alone; empty for all.</param>
/// <param name="Form">Offered for requests of this form alone; empty for all.</param>
[Immutable]
public sealed record CannedReply(string Title, string Text, string Team, string Form)
{
    /// <summary>So many of one portal.</summary>
    public const int Most = 60;

    public const int LongestTitle = 80;
    public const int LongestText = 2000;
}

public enum CannedReplyRefusal
{
    NotFound = 1,
    NotAllowed,
    Empty,
    TooLong,
    /// <summary>Between braces stands what no request has.</summary>
    UnknownVariable,
    TooMany,
    /// <summary>Another supervisor wrote it since it was read.</summary>
    ChangedMeanwhile,
}
