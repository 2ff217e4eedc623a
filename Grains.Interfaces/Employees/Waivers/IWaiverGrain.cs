namespace Grains.Interfaces.Employees.Waivers;

/// <summary>
/// The waivers of one employee, for who decides them: the employer, whose right to act on affiliations at the employee's establishment is a condition of
/// every commit, and advisers for what is the insurer's to answer. Without the right, and for nobody, the answer is
/// <see cref="EmployeeRefusal.NotFound"/>. Every answer is sent to the employee with a new personal link. Key: <c>portal/id</c>.
/// </summary>
[Alias("IWaiverGrain")]
public interface IWaiverGrain : IGrainWithStringKey
{
    /// <summary>
    /// Accepts: the employee is waived in that contract from the day that is theirs until the waiver ends; one for dependants ends what they are covered by
    /// instead. Refused: AlreadyDecided; WaiverToInsurer for a case by right that was asked for too late.
    /// </summary>
    [Alias("AcceptWaiver")]
    Task<Result<EmployeeRefusal>> AcceptWaiver(Caller by, OperationId operation, int waiver, PersonalLink link);

    /// <summary>
    /// Refuses with a reason. Refused: AlreadyDecided; WaiverByRight for a case by right asked for in time; WaiverToInsurer for one asked for too late;
    /// Incomplete without a reason.
    /// </summary>
    [Alias("RefuseWaiver")]
    Task<Result<EmployeeRefusal>> RefuseWaiver(Caller by, OperationId operation, int waiver, string reason, PersonalLink link);

    /// <summary>Hands a case by right that was asked for too late to the insurer. Refused: AlreadyDecided; NotAsked for any other.</summary>
    [Alias("ForwardWaiver")]
    Task<Result<EmployeeRefusal>> ForwardWaiver(Caller by, OperationId operation, int waiver);

    /// <summary>
    /// The insurer's answer, by an adviser; employer and employee are told. Refused: NotFound to who is no adviser; AlreadyDecided, also while it is not
    /// the insurer's; Incomplete for a refusal without a reason.
    /// </summary>
    /// <param name="reason">Of a refusal; nothing to accept.</param>
    [Alias("SettleWaiver")]
    Task<Result<EmployeeRefusal>> SettleWaiver(Caller by, OperationId operation, int waiver, bool accepted, string reason, PersonalLink link);

    /// <summary>The file that proves it, for the employer and for advisers whose role reads affiliations; who opens it is written down, each time.</summary>
    [Alias("OpenWaiverProof")]
    Task<Result<WaiverProof, EmployeeRefusal>> OpenWaiverProof(Caller by, int waiver);

    /// <summary>
    /// A granted waiver, to be taken out as evidence, for the employer; who does is written down, each time. Refused: NotFound, also to staff and while it is
    /// not granted.
    /// </summary>
    [Alias("OpenWaiverEvidence")]
    Task<Result<GrantedWaiver, EmployeeRefusal>> OpenWaiverEvidence(Caller by, int waiver);

    /// <summary>
    /// Reminds of a waiver that ends in so many days: the employee by a new link, the employer by mail. By the job of the commit that accepted it; one that
    /// ends on another day by now, and a repeat, change nothing.
    /// </summary>
    [Alias("RemindWaiver")]
    Task RemindWaiver(OperationId operation, int waiver, int days, PersonalLink link);

    /// <summary>
    /// Carries a waiver that was asked for before there was a register over to it, as asked then: nobody is told again, and it waits for its answer. Only
    /// forgotten where the contract opens the case no more, or the person is asked nothing there. Without one, and a repeat: nothing changes.
    /// </summary>
    /// <param name="entry">Of the history, by which it was asked for.</param>
    [Alias("KeepFormerWaiver")]
    Task KeepFormerWaiver(OperationId operation, int entry, DateTimeOffset askedAt);
}
