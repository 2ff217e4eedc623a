namespace Grains.Interfaces.Employees.Evidence;

/// <summary>
/// An evidence bundle: the granted waivers of one company, as who asked for it sees them, with what proves each, in one file that is made by a job. It is theirs
/// alone: to anybody else it is not there. Key: <c>portal/id</c>; the id comes from the operation that asked.
/// </summary>
[Alias("IEvidenceGrain")]
public interface IEvidenceGrain : IGrainWithStringKey
{
    /// <summary>
    /// Begins one, with the right to read the company's affiliations as the condition; its first step is scheduled. Begun already: nothing more happens.
    /// Refused: NotFound without the right, and to staff; Underway while the caller has another of this company in the making; Nothing where they see no granted waiver.
    /// </summary>
    [Alias("Prepare")]
    Task<Result<EvidenceRefusal>> Prepare(Caller by, OperationId operation, string company);

    /// <summary>What is to do in a step; null when it is recorded already, or nothing is to do any more.</summary>
    /// <param name="step">From 0.</param>
    [Alias("Next")]
    Task<EvidenceDue?> Next(int step);

    /// <summary>Records what a step has written and schedules the next one, or ends the making. Recorded already: nothing more happens.</summary>
    [Alias("Record")]
    Task Record(OperationId operation, EvidenceDone done);

    /// <summary>
    /// For who asked, to be downloaded; each time is written down. Refused: NotFound to anybody else, before it is ready and <see cref="EvidenceFile.KeptDays"/> after
    /// it was asked for; Hidden when not all that is in it is shown to them any more.
    /// </summary>
    [Alias("Open")]
    Task<Result<EvidenceFile, EvidenceRefusal>> Open(Caller by);
}

public enum EvidenceStage
{
    Making = 1,
    Ready,
    /// <summary>Who asked has lost the right meanwhile.</summary>
    Stopped,
    /// <summary>It could not be made, at several tries.</summary>
    Failed,
}

public enum EvidencePhase
{
    /// <summary>The waivers, with what proves them.</summary>
    Proofs = 1,
    /// <summary>The papers that list them.</summary>
    Index,
    /// <summary>The table, the fingerprints, the end of the archive.</summary>
    Close,
}

public enum EvidenceRefusal
{
    NotFound = 1,
    Underway,
    Nothing,
    Hidden,
}
