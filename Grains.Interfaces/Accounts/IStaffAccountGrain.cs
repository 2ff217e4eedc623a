namespace Grains.Interfaces.Accounts;

/// <summary>
/// The same account, as those manage it who may (supervisors and technical administrators): a colleague's way in, roles and leaving. Key: <c>staff-…</c> of
/// one who is
/// invited. The right is a condition of each commit, so that of two who shut each other out one stays; nobody does any of it to themselves (Own). To whoever
/// is no
/// staff, and for a customer's account, everything is NotFound; NotAllowed to staff of another role. Each act is a line of the account's journal.
/// </summary>
[Alias("IStaffAccountGrain")]
public interface IStaffAccountGrain : IGrainWithStringKey
{
    /// <summary>
    /// Makes the account and mails its one-time set-up link, on which its owner chooses a password and proves an authenticator app. Refused: Invalid without
    /// a name, an
    /// address or a role; Taken when the address is another account's. A repeat of the operation sends nothing more.
    /// </summary>
    [Alias("Invite")]
    Task<Result<StaffRefusal>> Invite(Caller by, OperationId operation, StaffInvitation invitation, LinkSecret fresh);

    /// <summary>
    /// Mails another link while the set-up is awaited; it voids the one before. Refused: Over once set up or shut; TooSoon beyond the policy's links an hour.
    /// </summary>
    [Alias("SendAgain")]
    Task<Result<StaffRefusal>> SendAgain(Caller by, OperationId operation, LinkSecret fresh);

    /// <summary>Takes an invitation back: the account is gone and its link dead. Refused: Over once it was ever set up.</summary>
    [Alias("Revoke")]
    Task<Result<StaffRefusal>> Revoke(Caller by, OperationId operation);

    /// <summary>
    /// Another role, from the next request on. Refused: Own; Invalid; Changed when the role is not <paramref name="seen"/> by now; Over once shut.
    /// </summary>
    [Alias("SetRole")]
    Task<Result<StaffRefusal>> SetRole(Caller by, OperationId operation, StaffRole seen, StaffRole role);

    /// <summary>
    /// Forgets authenticator app and password and mails a set-up link: for who has lost their telephone. Sessions and known browsers end at once. Refused:
    /// Own; NoReason
    /// unless in 1 to 500 characters; Over while the set-up is awaited, and once shut; TooSoon.
    /// </summary>
    [Alias("ResetAccess")]
    Task<Result<StaffRefusal>> ResetAccess(Caller by, OperationId operation, string reason, LinkSecret fresh);

    /// <summary>
    /// Shuts the account of who leaves; their sessions end at once, and a batch hands their open requests over, to a colleague or to the queue. Refused:
    /// Own; NoReason;
    /// Over once shut, or never set up; NoSuchColleague when <paramref name="heir"/> answers no requests.
    /// </summary>
    /// <param name="heir">A colleague's account; empty for the queue.</param>
    [Alias("Leave")]
    Task<Result<StaffRefusal>> Leave(Caller by, OperationId operation, string reason, string heir);

    /// <summary>
    /// Opens the account of who left and is back: the same name and role, nothing of the former way in; a set-up link is mailed. What was handed over stays
    /// where it is. Refused: Own; NoReason; Over unless shut; TooSoon.
    /// </summary>
    [Alias("Reopen")]
    Task<Result<StaffRefusal>> Reopen(Caller by, OperationId operation, string reason, LinkSecret fresh);
}

[Immutable]
public sealed record StaffInvitation(string Email, string FirstName, string LastName, StaffRole Role)
{
    /// <summary>Characters of a first or a last name.</summary>
    public const int LongestName = 60;
}

public enum StaffRefusal
{
    NotFound = 1,
    NotAllowed,
    Own,
    Invalid,
    Taken,
    NoReason,
    Changed,
    Over,
    TooSoon,
    NoSuchColleague,
}
