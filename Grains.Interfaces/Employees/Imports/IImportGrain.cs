namespace Grains.Interfaces.Employees.Imports;

/// <summary>
/// A file of employees to affiliate, or who leave: its lines, a dry run that judges each, then an invitation, or a departure, for each that can be. Key: <c>portal/id</c>; the id comes
/// from the upload's operation, so that the same upload is the same import. Who may begin one for its company acts on it, with that right at each commit;
/// without, and for no import, the answer is <see cref="ImportRefusal.NotFound"/>.
/// </summary>
[Alias("IImportGrain")]
public interface IImportGrain : IGrainWithStringKey
{
    /// <summary>Begins an import whose lines are added next. Begun already: nothing more happens.</summary>
    [Alias("Begin")]
    Task<Result<ImportRefusal>> Begin(Caller by, OperationId operation, NewImport import);

    /// <summary>
    /// Adds lines, <see cref="NewImport.MostAtOnce"/> at most, by who began it; with the last one the dry run is scheduled. Lines that are there already change nothing.
    /// Refused: WrongStage once the import has ended.
    /// </summary>
    /// <param name="from">How many were added before.</param>
    [Alias("Add")]
    Task<Result<ImportRefusal>> Add(Caller by, OperationId operation, int from, IReadOnlyList<ImportLine> lines);

    /// <summary>
    /// Puts what was typed in the place of a line that was refused, or was typed before, with its new verdict. Refused: WrongStage but between dry run and
    /// confirmation, NoLine, Meanwhile when the line has another <see cref="ImportLine.Version"/> than the one that was read.
    /// </summary>
    [Alias("Correct")]
    Task<Result<ImportRefusal>> Correct(Caller by, OperationId operation, JudgedLine line);

    /// <summary>Does what the lines ask for that the dry run found ready, by jobs, in the name and with the right of who confirms. Refused: WrongStage but after a dry run, NothingReady. A repeat changes nothing.</summary>
    [Alias("Confirm")]
    Task<Result<ImportRefusal>> Confirm(Caller by, OperationId operation);

    /// <summary>Ends it where it stands; what was done stays so. Refused: WrongStage once it has ended.</summary>
    [Alias("Cancel")]
    Task<Result<ImportRefusal>> Cancel(Caller by, OperationId operation);

    /// <summary>What is to do in a chunk of a phase; null when it is recorded already, or nothing is to do any more.</summary>
    /// <param name="chunk">From 0.</param>
    [Alias("Next")]
    Task<ImportChunk?> Next(ImportPhase phase, int chunk);

    /// <summary>
    /// Records what became of a chunk and schedules the next one. Recorded already: nothing more happens. What was done before the import was cancelled is
    /// recorded too, and no further chunk follows.
    /// </summary>
    [Alias("Record")]
    Task Record(OperationId operation, ImportChunkResult result);
}

public enum ImportPhase
{
    /// <summary>The dry run: a verdict a line, nothing is done.</summary>
    Check = 1,
    Commit,
}

public enum ImportStage
{
    /// <summary>Its lines are on their way.</summary>
    Loading = 1,
    Checking,
    ToConfirm,
    Running,
    /// <summary>Nobody was refused.</summary>
    Done,
    DoneInPart,
    /// <summary>Who began it, or confirmed it, has lost the right: what was done stays, nothing more is.</summary>
    Stopped,
    Cancelled,
}

public enum ImportRefusal
{
    NotFound = 1,
    WrongStage,
    NothingReady,
    NoLine,
    /// <summary>Somebody else has typed the line anew since it was read.</summary>
    Meanwhile,
}
