namespace Grains.Interfaces.Employees.Evidence;

/// <summary>A bundle that is ready.</summary>
/// <param name="Size">In bytes.</param>
/// <param name="Sirets">The establishments whose employees are in it.</param>
[Immutable]
public sealed record EvidenceFile(string Company, DateTimeOffset AskedAt, long Size, IReadOnlyList<string> Sirets)
{
    /// <summary>From when it was asked for.</summary>
    public const int KeptDays = 7;
}

/// <summary>The last waiver of a step, in the order of the bundle.</summary>
/// <param name="Words">Names, folded: an É stands beside an E.</param>
[Immutable]
public sealed record EvidencePlace(string Words, string Employee, long Waiver);

/// <summary>What a step begins with.</summary>
/// <param name="After">Null before the first waiver.</param>
[Immutable]
public sealed record EvidenceDue(Caller By, string Company, DateTimeOffset AskedAt, EvidencePhase Phase, EvidencePlace? After)
{
    /// <summary>Waivers that are in the bundle.</summary>
    public int Lines { get; init; }

    /// <summary>Employees who are.</summary>
    public int People { get; init; }

    /// <summary>Of the lines, those that an index lists.</summary>
    public int Indexed { get; init; }

    /// <summary>Files in the archive.</summary>
    public int Entries { get; init; }

    /// <summary>Of what is written, in bytes.</summary>
    public long Size { get; init; }

    public IReadOnlyList<string> Sirets { get; init; } = [];
}

/// <summary>What a step has written.</summary>
/// <param name="Run">Which of its runs: a step that ran twice has written twice, and one of them counts.</param>
/// <param name="Parts">Rows of that run.</param>
/// <param name="Size">Of all that is written by now, in bytes.</param>
[Immutable]
public sealed record EvidenceDone(int Step, long Run, int Parts, long Size)
{
    /// <summary>Set where nothing more is to be made.</summary>
    public EvidenceStage? End { get; init; }

    /// <summary>No waiver is left.</summary>
    public bool Last { get; init; }

    public EvidencePlace? After { get; init; }

    public int People { get; init; }

    public int Indexed { get; init; }

    public IReadOnlyList<EvidenceLine> Lines { get; init; } = [];

    public IReadOnlyList<EvidenceEntry> Entries { get; init; } = [];

    public IReadOnlyList<string> Sirets { get; init; } = [];
}

/// <summary>A waiver of the bundle.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Content">Sealed for this line alone.</param>
[Immutable]
public sealed record EvidenceLine(int Line, byte[] Content);

/// <summary>A file in the archive.</summary>
/// <param name="Entry">From 1.</param>
/// <param name="StartsAt">Offset of its header, in bytes.</param>
/// <param name="Size">Of its content, in bytes.</param>
/// <param name="Sha256">In hexadecimal, small letters.</param>
[Immutable]
public sealed record EvidenceEntry(int Entry, string Name, long StartsAt, long Size, long Crc, string Sha256);
