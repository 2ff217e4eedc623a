using Grains.Interfaces.Employees.Evidence;

namespace Grains.Employees.Evidence;

/// <summary>How far a bundle is.</summary>
public sealed record EvidenceSummary
{
    public string Bundle { get; init; } = "";

    public string Company { get; init; } = "";

    public string AskedName { get; init; } = "";

    public EvidenceStage Stage { get; init; }

    /// <summary>Waivers that were counted at the start.</summary>
    public int Total { get; init; }

    /// <summary>Those that are in it.</summary>
    public int Lines { get; init; }

    /// <summary>In bytes.</summary>
    public long Size { get; init; }

    public DateTimeOffset AskedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>1 where the register says something else by now.</summary>
    public long Outdated { get; init; }

    public string Id => EmployeeChange.Id(Bundle);

    public DateTimeOffset KeptUntil => AskedAt.AddDays(EvidenceFile.KeptDays);
}

/// <summary>A granted waiver that goes into a bundle.</summary>
internal sealed record GrantedRow
{
    public string Employee { get; init; } = "";

    public long Waiver { get; init; }

    public string Words { get; init; } = "";

    public long Universe { get; init; }

    public string ActKind { get; init; } = "";

    public string ActOn { get; init; } = "";

    /// <summary>1 for what the medical referees alone read; no waiver is proven by it.</summary>
    public long Veiled { get; init; }

    public EvidencePlace Place => new(Words, Employee, Waiver);
}

/// <summary>As it is stored.</summary>
internal sealed record StoredEvidence
{
    public int Line { get; init; }

    public byte[] Content { get; init; } = [];
}

/// <summary>As it is stored.</summary>
internal sealed record StoredEntry
{
    public int Entry { get; init; }

    public string Name { get; init; } = "";

    public long StartsAt { get; init; }

    public long Size { get; init; }

    public long Crc { get; init; }

    public string Sha256 { get; init; } = "";
}
