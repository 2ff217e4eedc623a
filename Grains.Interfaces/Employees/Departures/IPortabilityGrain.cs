namespace Grains.Interfaces.Employees.Departures;

/// <summary>
/// What proves that a leaver is still entitled to portability: handed in by them or by their employer, whose right to act on affiliations at the employee's
/// establishment is a condition, and answered by advisers. Without the right, and for nobody, the answer is <see cref="EmployeeRefusal.NotFound"/>.
/// Key: <c>portal/id</c>.
/// </summary>
[Alias("IPortabilityGrain")]
public interface IPortabilityGrain : IGrainWithStringKey
{
    /// <summary>
    /// Hands in one to <see cref="ProofFile.Most"/> files, complete and uploaded in the employee's name, as the proof that is expected. A repeat hands them in
    /// once. One that comes before a suspension begins holds it off. Refused: SessionOver; Done where none is expected; AlreadyAsked while one waits;
    /// TooMany after forty in all; Incomplete for no file, or one that is nobody's to link.
    /// </summary>
    [Alias("HandInProof")]
    Task<Result<AffiliationRefusal>> HandInProof(OperationId operation, byte[] sessionHash, IReadOnlyList<string> handedIn);

    /// <summary>
    /// The same by the employer, of files that they uploaded. Refused: NothingThere where none is expected; AlreadyDecided while one waits; TooMany;
    /// Incomplete.
    /// </summary>
    [Alias("HandInProofFor")]
    Task<Result<EmployeeRefusal>> HandInProofFor(Caller by, OperationId operation, IReadOnlyList<string> handedIn);

    /// <summary>
    /// The employer asks for the expected proof: it is written to the leaver with a new personal link. Moves no date. Refused: NothingThere where none is
    /// expected; AlreadyDecided while one waits.
    /// </summary>
    [Alias("RemindProof")]
    Task<Result<EmployeeRefusal>> RemindProof(Caller by, OperationId operation, PersonalLink link);

    /// <summary>
    /// An adviser's answer; leaver and employer are told. Accepted: portability opens, or opens again, from its first day without a gap, until its period or the
    /// benefit ends. Refused: the leaver has so many days again. Refused: NotFound to who is no adviser; AlreadyDecided; Incomplete for a refusal without a
    /// word or an end without its day; WrongDay for a day before portability.
    /// </summary>
    [Alias("SettleProof")]
    Task<Result<EmployeeRefusal>> SettleProof(Caller by, OperationId operation, int proof, ProofDecision answer, PersonalLink link);

    /// <summary>A file of a proof, for advisers whose role reads affiliations and for nobody else; who opens it is written down, each time.</summary>
    [Alias("OpenProofFile")]
    Task<Result<ProofFile, EmployeeRefusal>> OpenProofFile(Caller by, int proof, string file);

    /// <summary>
    /// Does what is due: reminds of the proof that is expected, which dates the suspension, or tells of one that has begun. By the job of a commit; where
    /// nothing is due, and a repeat, change nothing.
    /// </summary>
    [Alias("ProofDue")]
    Task ProofDue(OperationId operation, PersonalLink link);

    /// <summary>
    /// Asks for the proofs of a departure that was declared before they were asked for, as of one declared today. A repeat, and another departure than the one
    /// that ended on that day, change nothing.
    /// </summary>
    /// <param name="name">Of who declared it, which its state did not keep then.</param>
    [Alias("AskProofs")]
    Task AskProofs(OperationId operation, DateOnly lastDay, string name);
}
