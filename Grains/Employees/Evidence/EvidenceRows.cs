using Grains.Commits;
using Grains.Interfaces.Employees.Evidence;

namespace Grains.Employees.Evidence;

/// <param name="Total">Waivers that were counted at the start.</param>
/// <param name="Lines">Those that are in it.</param>
/// <param name="Size">In bytes.</param>
[Row("evidence_bundle", key: 1)]
public sealed record EvidenceBundleRow(
    string Bundle, string Company, string AskedBy, string AskedName, EvidenceStage Stage, int Total, int Lines, long Size, DateTimeOffset AskedAt,
    DateTimeOffset? EndedAt) : Row;

/// <summary>The run of a step that counts, and how many rows it has written.</summary>
[Row("evidence_step", key: 2)]
public sealed record EvidenceStepRow(string Bundle, int Step, long Run, int Parts) : Row;

[Row("evidence_line", key: 2)]
public sealed record EvidenceLineRow(string Bundle, int Line, byte[] Content) : Row;

[Row("evidence_entry", key: 2)]
public sealed record EvidenceEntryRow(string Bundle, int Entry, string Name, long StartsAt, long Size, long Crc, string Sha256) : Row
{
    public static EvidenceEntryRow Of(string bundle, EvidenceEntry entry) => new(bundle, entry.Entry, entry.Name, entry.StartsAt, entry.Size, entry.Crc, entry.Sha256);
}
