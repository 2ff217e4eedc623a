using System.Diagnostics.Metrics;

namespace Grains.Commits;

/// <summary>How often memory was enough, and what it cost when it was not. Meter <c>Guichet.Commits</c>.</summary>
public static class CommitMeters
{
    public const string Name = "Guichet.Commits";
    private static readonly Meter Meter = new(Name);

    /// <summary>Answers without a commit that left from memory under the lease.</summary>
    public static readonly Counter<long> FromMemory = Meter.CreateCounter<long>("guichet.answers.from_memory");

    /// <summary>Answers without a commit whose version was checked against the store first.</summary>
    public static readonly Counter<long> Checked = Meter.CreateCounter<long>("guichet.answers.checked");

    /// <summary>Checks that found a newer version: the turn ran again.</summary>
    public static readonly Counter<long> Outdated = Meter.CreateCounter<long>("guichet.answers.outdated");

    /// <summary>Commits that lost the compare-and-set and ran again.</summary>
    public static readonly Counter<long> Lost = Meter.CreateCounter<long>("guichet.commits.lost");

    /// <summary>Commits that found the right gone and wrote nothing.</summary>
    public static readonly Counter<long> Denied = Meter.CreateCounter<long>("guichet.commits.denied");
}
