namespace Grains.Interfaces.Employees.Departures;

/// <summary>How far a proof of portability that was handed in has come.</summary>
public enum ProofStage
{
    /// <summary>For the insurer's adviser.</summary>
    Waiting = 1,
    Accepted = 2,
    Refused = 3,
}

/// <summary>A proof that portability asks for.</summary>
[Immutable]
public sealed record ExpectedProof(DepartureEvidence Kind, DateOnly DueOn);

/// <summary>A file of a proof that was handed in.</summary>
[Immutable]
public sealed record ProofFile(string File, string Name, string Type, long Size)
{
    /// <summary>Files of one proof.</summary>
    public const int Most = 5;
}

/// <summary>The insurer's answer to a proof.</summary>
/// <param name="Until">« Indemnisé jusqu'au »: the last day that it proves benefit for; null for the day on which it was due.</param>
/// <param name="Ends">Benefit ends on that day, and portability with it.</param>
/// <param name="Word">Why it is refused; nothing to accept.</param>
[Immutable]
public sealed record ProofDecision(bool Accepted, string Word = "", DateOnly? Until = null, bool Ends = false)
{
    /// <summary>Of the word.</summary>
    public const int MostSigns = 500;
}

/// <summary>A proof as its leaver reads it.</summary>
/// <param name="Files">Their names.</param>
/// <param name="Word">Why it is refused; empty otherwise.</param>
[Immutable]
public sealed record OwnProof(
    int Id, DepartureEvidence Kind, DateOnly DueOn, ProofStage Stage, DateTimeOffset At, bool ByEmployer, IReadOnlyList<string> Files, string Word);

/// <summary>What portability asks of its leaver.</summary>
/// <param name="Expected">The next one; null once nothing is asked any more.</param>
/// <param name="SuspendedFrom">The first day without rights while it does not come; null for none.</param>
/// <param name="HandedIn">The last one first.</param>
[Immutable]
public sealed record OwnProofs(ExpectedProof? Expected, DateOnly? SuspendedFrom, IReadOnlyList<OwnProof> HandedIn)
{
    /// <summary>One waits for the insurer.</summary>
    public bool Waits => HandedIn.Any(p => p.Stage is ProofStage.Waiting);
}
