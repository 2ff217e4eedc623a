using System.Collections.Immutable;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Employees.Evidence;

namespace Grains.Employees.Evidence;

/// <summary>How far an evidence bundle is. What is in it is rows.</summary>
public sealed record EvidenceState : GrainState
{
    /// <summary>Null until it begins.</summary>
    public Caller? By { get; init; }

    public string Company { get; init; } = "";

    public EvidenceStage Stage { get; init; }

    public EvidencePhase Phase { get; init; }

    /// <summary>The one that is to do.</summary>
    public int Step { get; init; }

    public EvidencePlace? After { get; init; }

    /// <summary>Waivers that were counted at the start, for progress alone.</summary>
    public int Total { get; init; }

    public int Lines { get; init; }

    public int People { get; init; }

    public int Indexed { get; init; }

    public int Entries { get; init; }

    public long Size { get; init; }

    public ImmutableSortedSet<string> Sirets { get; init; } = [];

    public DateTimeOffset AskedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    internal EvidenceBundleRow Row(string bundle) => new(bundle, Company, By!.Account, By.Name, Stage, Total, Lines, Size, AskedAt, EndedAt);
}
