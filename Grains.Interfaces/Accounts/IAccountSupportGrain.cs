namespace Grains.Interfaces.Accounts;

/// <summary>
/// The same account, as advisers help its owner: none of them ever sees or sets a password. Each act stands in the account's journal with who did it.
/// To whoever is no staff, and for an account of staff, everything is NotFound; NotAllowed to staff of another role.
/// </summary>
[Alias("IAccountSupportGrain")]
public interface IAccountSupportGrain : IGrainWithStringKey
{
    /// <summary>Null where NotFound.</summary>
    [Alias("Access")]
    Task<AccountAccess?> Access(Caller by);

    /// <summary>
    /// Mails the owner a link: to the activation while that is awaited, else to a new password. The newest link voids the one before. Refused: TooSoon,
    /// beyond the policy's links an hour; Closed, when the account is shut.
    /// </summary>
    [Alias("SendLink")]
    Task<Result<SupportRefusal>> SendLink(Caller by, OperationId operation, LinkSecret fresh);

    /// <summary>Lifts every lock and forgets failures; the owner is told by mail. Refused: NoReason, unless in 1 to 500 characters; NotLocked.</summary>
    [Alias("Unlock")]
    Task<Result<SupportRefusal>> Unlock(Caller by, OperationId operation, string reason);

    /// <summary>
    /// Proposes another telephone; it counts once another adviser has approved it, within 7 days. The newest proposal voids the one before. Refused:
    /// NoReason; Invalid, when it is no telephone; Same, when it is the account's already.
    /// </summary>
    [Alias("ProposePhone")]
    Task<Result<SupportRefusal>> ProposePhone(Caller by, OperationId operation, string phone, string reason);

    /// <summary>
    /// By another adviser than who proposed it. Approved, sign-ins under way end and the owner is told by mail. Refused: OwnProposal; Over, when that
    /// number is not proposed any more.
    /// </summary>
    [Alias("DecidePhone")]
    Task<Result<SupportRefusal>> DecidePhone(Caller by, OperationId operation, string phone, bool approved);

    /// <summary>
    /// Corrects the address of an account that waits for its activation, and mails the link there. Refused: NoReason; Invalid; Over, once activated;
    /// Taken by another account; TooSoon.
    /// </summary>
    [Alias("CorrectEmail")]
    Task<Result<SupportRefusal>> CorrectEmail(Caller by, OperationId operation, string email, string reason, LinkSecret fresh);

    /// <summary>
    /// Proposes another address for an activated account; it counts once another adviser has approved it, within 7 days. The newest proposal voids the one
    /// before. Refused: NoReason; Invalid; Same, when it is the account's already; Taken by another account; Over, before activation, where
    /// <see cref="CorrectEmail"/> corrects it.
    /// </summary>
    [Alias("ProposeEmail")]
    Task<Result<SupportRefusal>> ProposeEmail(Caller by, OperationId operation, string email, string reason);

    /// <summary>
    /// By another adviser than who proposed it; who did may take it back. Approved, the owner signs in anew with that address: sessions, known browsers,
    /// sign-ins under way and mailed links end, and both addresses are told. Refused: OwnProposal; Over, when that address is not proposed any more; Taken
    /// meanwhile by another account.
    /// </summary>
    [Alias("DecideEmail")]
    Task<Result<SupportRefusal>> DecideEmail(Caller by, OperationId operation, string email, bool approved);

    /// <summary>
    /// Shuts the account, or opens it again; its sessions end at once, its owner is told by mail, and a repeat changes nothing. Refused: NoReason; Over,
    /// before activation; LastAdministrator, while a space has no other whose account is open and was signed in to.
    /// </summary>
    [Alias("Close")]
    Task<Result<SupportRefusal>> Close(Caller by, OperationId operation, bool closed, string reason);
}

/// <param name="LockedUntil">Null when nothing is locked.</param>
[Immutable]
public sealed record AccountAccess(
    string Name, string Email, string Phone, bool IsPending, bool IsClosed, DateTimeOffset? LockedUntil, DateTimeOffset? SignedInAt, int Devices, int Sessions)
{
    public PhoneProposal? Proposal { get; init; }

    public EmailProposal? EmailProposal { get; init; }

    /// <summary>Names of the spaces that nobody else administrates: while there is one the account stays open.</summary>
    public IReadOnlyList<string> Alone { get; init; } = [];
}

/// <param name="By">The adviser's account.</param>
[Immutable]
public sealed record PhoneProposal(string Phone, string By, string ByName, DateTimeOffset At, string Reason);

/// <param name="By">The adviser's account.</param>
[Immutable]
public sealed record EmailProposal(string Email, string By, string ByName, DateTimeOffset At, string Reason);

public enum SupportRefusal
{
    NotFound = 1,
    NotAllowed,
    NoReason,
    Invalid,
    TooSoon,
    Closed,
    NotLocked,
    Same,
    OwnProposal,
    Over,
    Taken,
    LastAdministrator,
}
