using Grains.Interfaces.Accounts;

namespace Grains.Interfaces.Employees;

/// <summary>
/// The employee's own side of <see cref="IEmployeeGrain"/>, by the personal link. A link, then the birth date, then a code by the channel of the link
/// open a session of 30 idle minutes; it is good for this employee only. An unknown, used, withdrawn or expired link answers alike.
/// </summary>
[Alias("IAffiliationGrain")]
public interface IAffiliationGrain : IGrainWithStringKey
{
    /// <summary>
    /// Right: a code is mailed. Wrong: counted, with the wrong codes; the fifth within 24 h closes the link for 24 h and tells the employer once.
    /// </summary>
    [Alias("ProveBirth")]
    Task<ProofStep> ProveBirth(OperationId operation, byte[] linkHash, DateOnly birthDate, OneTimeCode code);

    /// <summary>Right: a session begins, and the one before ends. A code serves once, for ten minutes.</summary>
    [Alias("ProveCode")]
    Task<ProofStep> ProveCode(OperationId operation, byte[] linkHash, byte[] codeHash, byte[] sessionHash);

    /// <summary>Mails a new link to the address of the invitation, if there is one that is not done, once an hour. Answers nothing.</summary>
    [Alias("AskNewLink")]
    Task AskNewLink(OperationId operation, PersonalLink link);

    /// <summary>What the employee sees, or null: the session is over, or was never open. Renews the session, unless a page only looks by itself.</summary>
    [Alias("View")]
    Task<AffiliationView?> View(byte[] sessionHash, bool looks = false);

    /// <summary>Keeps a step. Refused: SessionOver; Done; Incomplete, naming nothing: pages check before; TooMany beneficiaries.</summary>
    [Alias("Save")]
    Task<Result<AffiliationRefusal>> Save(OperationId operation, byte[] sessionHash, AffiliationPage page);

    /// <summary>Mails the code that signs. Refused: SessionOver; Done; Incomplete while a step is missing; TooSoon within 30 s of the last.</summary>
    [Alias("AskSignature")]
    Task<Result<AffiliationRefusal>> AskSignature(OperationId operation, byte[] sessionHash, OneTimeCode code);

    /// <summary>
    /// Signs the affiliation and the mandate. The employee is covered by what they chose from the effect date on; the link is dead. A new one is sent, to
    /// what was signed, and for handing in the papers that are missing. A waiver that waits in what is signed is no longer asked for. Refused: WrongCode, counted as in the proof; LinkClosed; Done; SessionOver.
    /// </summary>
    [Alias("Sign")]
    Task<Result<AffiliationRefusal>> Sign(OperationId operation, byte[] sessionHash, byte[] codeHash, SignatureTrace trace, PersonalLink link);

    /// <summary>
    /// Keeps a file, complete and uploaded in this employee's name, as a beneficiary's paper; also after the signature. A repeat keeps it once. Refused:
    /// SessionOver; Incomplete where that paper is not asked for, or the file is nobody's to link; TooMany beyond <see cref="HeldPaper.Most"/>.
    /// </summary>
    [Alias("AttachPaper")]
    Task<Result<AffiliationRefusal>> AttachPaper(OperationId operation, byte[] sessionHash, AskedPaper paper, string file);

    /// <summary>Takes a paper back; its file goes. Refused: SessionOver; Done once everything is signed. One that is not there changes nothing.</summary>
    [Alias("DetachPaper")]
    Task<Result<AffiliationRefusal>> DetachPaper(OperationId operation, byte[] sessionHash, string file);

    /// <summary>
    /// Asks for a waiver in a contract that they are invited to, or covered by: kept with its proof for the employer, who is told. Refused: SessionOver; Done
    /// where no contract is left to ask in; AlreadyAsked while one waits in that contract; TooMany after twelve in all; WaiverClosed for a case that the contract does not open;
    /// Incomplete without a reason, a day, a file or the word that they were told, where the case needs it.
    /// </summary>
    [Alias("AskWaiver")]
    Task<Result<AffiliationRefusal>> AskWaiver(OperationId operation, byte[] sessionHash, WaiverAsked waiver);

    /// <summary>
    /// Says what is wrong with an affiliation that the employer typed; they are told. Refused: SessionOver; Done where there is none, or one waits for its
    /// answer already; Incomplete without words, or with more than <see cref="Grains.Interfaces.Employees.Contest.MostSigns"/> signs.
    /// </summary>
    [Alias("Contest")]
    Task<Result<AffiliationRefusal>> Contest(OperationId operation, byte[] sessionHash, string text);

    /// <summary>What the employee's own certificate says today, or null: the session is over, or nothing is covered. Each is written down.</summary>
    [Alias("CertifyOwn")]
    Task<CertificateFacts?> CertifyOwn(byte[] sessionHash);
}

public enum ProofOutcome
{
    DeadLink = 0,
    Wrong = 1,
    /// <summary>Five failures: nothing is tried for 24 h.</summary>
    Closed = 2,
    CodeAsked = 3,
    /// <summary>Another code may not be sent yet; the old one still counts.</summary>
    TooSoon = 4,
    Open = 5,
}

/// <param name="Destination">Masked, where a code was sent; <see cref="Letter"/> where it stands on the paper.</param>
[Immutable]
public sealed record ProofStep(ProofOutcome Outcome, string Destination = "")
{
    public const string Letter = "lettre";
}

public enum AffiliationRefusal
{
    SessionOver = 1,
    Done,
    Incomplete,
    TooMany,
    TooSoon,
    WrongCode,
    LinkClosed,
    /// <summary>A waiver waits for its answer in that contract.</summary>
    AlreadyAsked,
    /// <summary>The contract does not open that case of waiver.</summary>
    WaiverClosed,
}
