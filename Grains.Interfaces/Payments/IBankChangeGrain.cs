namespace Grains.Interfaces.Payments;

/// <summary>
/// Another account to pay to, or to collect from, on its way: asked for by a request, confirmed by the channel known longest, approved by a second pair of
/// eyes where it is an employer's, held, applied. Key: that of its request. While its request is closed it goes no further.
/// To whoever may not see it everything is NotFound.
/// </summary>
[Alias("IBankChangeGrain")]
public interface IBankChangeGrain : IGrainWithStringKey
{
    /// <summary>Begins, by the job of the request's sending. A repeat changes nothing.</summary>
    [Alias("Ask")]
    Task Ask(OperationId operation, BankChangeAsked asked);

    /// <summary>
    /// What the sealed link of a mail, or of a text message, leads to, for the account that it was sent to; null for nothing. Changes nothing: scanners open
    /// links.
    /// </summary>
    [Alias("Preview")]
    Task<BankChangeLink?> Preview(string account, bool bySms = false);

    /// <summary>
    /// Answers by that link: « c’est bien moi », or « je n’ai pas demandé ce changement », which ends it for good. Refused: NotAllowed, to confirm for who
    /// did not ask, by a channel that is too young, and while the author's changes are frozen; Over. A repeat changes nothing.
    /// </summary>
    /// <param name="bySms">The link was sent to the telephone.</param>
    [Alias("AnswerLink")]
    Task<Result<BankChangeRefusal>> AnswerLink(OperationId operation, string account, bool confirmed, bool bySms = false);

    /// <summary>
    /// An adviser called back, on a number known for long: that confirms, too, and lets the author's frozen changes go on. Refused: NotAllowed to other roles;
    /// NoReason without a note of 1 to 500 characters; Over once it is held without being frozen, or has ended.
    /// </summary>
    [Alias("NoteCall")]
    Task<Result<BankChangeRefusal>> NoteCall(Caller by, OperationId operation, string note);

    /// <summary>
    /// A second pair of eyes approves an employer's, and the hold begins: another administrator than who asked, proven anew in their session, or another adviser
    /// than who called. Refused: NotAllowed; NotProven; NoCall, of who asked too while their changes are frozen; SamePerson; Over.
    /// </summary>
    [Alias("Approve")]
    Task<Result<BankChangeRefusal>> Approve(Caller by, OperationId operation);

    /// <summary>An adviser ends it before it is applied, with a reason that its author reads: 1 to 500 characters. Refused: NotAllowed; NoReason; Over.</summary>
    [Alias("Refuse")]
    Task<Result<BankChangeRefusal>> Refuse(Caller by, OperationId operation, string reason);

    /// <summary>Who may ask for it gives it up before it is applied. Refused: Over.</summary>
    [Alias("Cancel")]
    Task<Result<BankChangeRefusal>> Cancel(Caller by, OperationId operation);

    /// <summary>
    /// Does what is due by now: applies what was held long enough, ends what nobody confirmed, what is frozen still or whose request is closed. Otherwise
    /// nothing.
    /// </summary>
    [Alias("Due")]
    Task Due(OperationId operation);
}

public enum BankPurpose
{
    /// <summary>Indemnités reçues.</summary>
    Benefits = 1,
    /// <summary>Cotisations prélevées.</summary>
    Contributions = 2,
    /// <summary>Remboursements.</summary>
    Refunds = 3,
}

public enum BankStage
{
    /// <summary>By the old channel, or by an adviser's call.</summary>
    Confirming = 1,
    /// <summary>A second pair of eyes.</summary>
    Approving = 2,
    /// <summary>Applied at the end of it.</summary>
    Held = 3,
    Applied = 4,
    Cancelled = 5,
    /// <summary>Somebody who would have asked for it says that they did not.</summary>
    Blocked = 6,
    Refused = 7,
    /// <summary>Nobody confirmed it in time.</summary>
    Expired = 8,
}

public enum BankChangeRefusal
{
    NotFound = 1,
    NotAllowed,
    NoReason,
    /// <summary>Nobody has called back yet.</summary>
    NoCall,
    /// <summary>Who asked, or called, does not approve.</summary>
    SamePerson,
    /// <summary>It is beyond that, or has ended.</summary>
    Over,
    /// <summary>See <see cref="Accounts.IAccountStepUpGrain"/>.</summary>
    NotProven,
}

/// <param name="Iban">Read, and right.</param>
/// <param name="Contract">Numbers of those that it is for, parted by a comma and a space; empty for all.</param>
/// <param name="EmailSince">Since when the author's address is known; null for as long as the account.</param>
/// <param name="PhoneSince">The same of their telephone.</param>
/// <param name="Mandate">The author signed a mandate with it.</param>
[Immutable]
public sealed record BankChangeAsked(
    string Number, string Portal, string Company, string Author, string AuthorName, BankPurpose Purpose, string Contract, string Holder, string Iban,
    DateTimeOffset? EmailSince, DateTimeOffset? PhoneSince, bool Mandate)
{
    /// <summary>A text message reaches the author's telephone.</summary>
    public bool Mobile { get; init; }

    /// <summary>The address that the author had before this one; null for none.</summary>
    public FormerAddress? Former { get; init; }
}

/// <param name="FirstName">Of whom it was.</param>
[Immutable]
public sealed record FormerAddress(string Email, string FirstName);

/// <param name="IbanHint">Masked.</param>
/// <param name="MayConfirm">By this link, now.</param>
[Immutable]
public sealed record BankChangeLink(string Number, string AuthorName, string IbanHint, BankStage Stage, bool MayConfirm);
