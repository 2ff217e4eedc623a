namespace Grains.Interfaces.Employees.Waivers;

/// <summary>How far a waiver that was asked for has come. What has ended is told by the clock, not here.</summary>
public enum WaiverStage
{
    /// <summary>Waits for the employer.</summary>
    Asked = 1,
    /// <summary>Asked outside the time in which it would be by right: the insurer answers.</summary>
    AtInsurer = 2,
    Accepted = 3,
    Refused = 4,
}

/// <summary>The occasion on which a waiver was asked for in time (art. D. 911-5).</summary>
public enum WaiverWindow
{
    None = 0,
    Hiring = 1,
    /// <summary>The scheme was set up while the employee was there.</summary>
    SetUp = 2,
    /// <summary>The other cover begins.</summary>
    OtherCover = 3,
}

/// <summary>A waiver as its employee reads it.</summary>
/// <param name="Until">Null where it has no end.</param>
/// <param name="Word">Why it is refused; empty otherwise.</param>
[Immutable]
public sealed record OwnWaiver(
    int Id, string Contract, string Case, WaiverStage Stage, DateTimeOffset AskedAt, DateOnly From, DateOnly? Until, string FileName, string Word, bool ByInsurer)
{
    public bool Waits => Stage is WaiverStage.Asked or WaiverStage.AtInsurer;
}

/// <summary>The file by which a waiver is proven.</summary>
[Immutable]
public sealed record WaiverProof(string File, string Name, string Type, long Size);

/// <summary>A waiver that was granted, as it stands.</summary>
/// <param name="Until">The last day; null where it has none.</param>
/// <param name="DecidedBy">The account that granted it.</param>
/// <param name="Proof">Null where the request itself is the declaration.</param>
[Immutable]
public sealed record GrantedWaiver(
    string LastName, string FirstName, string Siret, string Contract, string Case, WaiverWindow Window, string Reason, DateTimeOffset AskedAt, DateOnly From,
    DateOnly? Until, DateTimeOffset? DecidedAt, string DecidedBy, bool ByInsurer, WaiverProof? Proof);
