using Grains.Interfaces.Employees.Departures;

namespace Grains.Interfaces.Employees.Imports;

/// <param name="Line">Of the file, from 1; its headings are one.</param>
/// <param name="Person">A keyed hash of who it is, by which the same person is found on another line; empty where nobody is named.</param>
/// <param name="Content">What the line says, sealed for it alone.</param>
[Immutable]
public sealed record ImportLine(int Line, string Person, byte[] Content)
{
    /// <summary>1 as the file says it, and one more each time that it was typed anew.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Name of who typed it last; empty as the file says it.</summary>
    public string CorrectedBy { get; init; } = "";

    /// <summary>What it does to the rights of who it is about, as it was last judged; null where it ends none.</summary>
    public LineOutcome? Outcome { get; init; }
}

/// <param name="Until">The last day of portability, or what it would be once it is proven; null where there is none.</param>
[Immutable]
public sealed record LineOutcome(PortabilityAnswer Portability, DateOnly? Until);

/// <param name="Faults">Of a line that is ready only what its reader is warned of.</param>
[Immutable]
public sealed record JudgedLine(ImportLine Line, ImportVerdict Verdict, IReadOnlyList<LineFault> Faults);

/// <summary>Why a line is refused or passed over. Never the value that is wrong.</summary>
/// <param name="Other">The other line that it is about; 0 for none.</param>
[Immutable]
public sealed record LineFault(ImportFault Fault, ImportField Field = ImportField.None, int Other = 0);

/// <param name="By">Who began the import; of a commit who confirmed it. Their right is asked for anew at each chunk. Their session may end before.</param>
/// <param name="After">The last line of the chunk before.</param>
[Immutable]
public sealed record ImportChunk(Caller By, NewImport Import, int After)
{
    /// <summary>The account that began it.</summary>
    public string Reader { get; init; } = "";
}

/// <param name="Last">No line is left.</param>
/// <param name="Lost">Whose right it goes by has it no more: the import stops.</param>
[Immutable]
public sealed record ImportChunkResult(ImportPhase Phase, int Chunk, IReadOnlyList<JudgedLine> Lines, bool Last, bool Lost = false);

public enum ImportVerdict
{
    /// <summary>Not judged yet.</summary>
    Pending = 1,
    Ready,
    /// <summary>Is affiliated or invited already, or has left: nothing is to do.</summary>
    Skipped,
    Refused,
    /// <summary>What it asks for is done.</summary>
    Done,
}

/// <summary>Numbers are shown beside the advice: they never change their meaning.</summary>
public enum ImportFault
{
    None = 0,
    Missing = 1,
    NoName = 2,
    BadDate = 3,
    BadNir = 4,
    BadEmail = 5,
    /// <summary>Neither an e-mail nor a whole postal address.</summary>
    NoAddress = 6,
    UnknownEstablishment = 7,
    UnknownContract = 8,
    UnknownOption = 9,
    BadCollege = 10,
    /// <summary>The contract has no population, or several, for that college there.</summary>
    NoPopulation = 11,
    EffectBeforeHire = 12,
    TooLong = 13,
    /// <summary>More cells than headings.</summary>
    Surplus = 14,
    /// <summary>The same person stands on an earlier line.</summary>
    Twice = 15,
    AlreadyInvited = 16,
    AlreadyCovered = 17,
    /// <summary>Others of that name, born the same day, are known: the form asks which of them it is.</summary>
    Homonym = 18,
    /// <summary>Their state forbids it: a death or a contest is to be settled first.</summary>
    Refused = 19,
    NoRight = 20,
    /// <summary>It could not be done, at several tries.</summary>
    Failed = 21,
    /// <summary>None of the reasons for which a contract ends, or a word that several have.</summary>
    BadReason = 22,
    /// <summary>More than a year ahead.</summary>
    DayTooFar = 23,
    /// <summary>Of a line that is ready: benefits paid since may be reclaimed.</summary>
    PastDay = 24,
    UnknownPerson = 25,
    /// <summary>Several employees have that name and birth date.</summary>
    Namesakes = 26,
    /// <summary>The number is somebody's who has neither that name nor that birth date.</summary>
    TwoPeople = 27,
    /// <summary>Their departure is declared already.</summary>
    AlreadyLeft = 28,
    /// <summary>Nothing holds: their affiliation waits for its answer.</summary>
    NotCovered = 29,
    LeftBeforeHire = 30,
    /// <summary>It would do something else to their rights than was shown before it was confirmed.</summary>
    Changed = 31,
}
