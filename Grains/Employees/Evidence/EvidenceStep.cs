using System.Text.Json;
using Grains.Commits;

namespace Grains.Employees.Evidence;

/// <summary>The job of one step.</summary>
internal sealed record EvidenceStep(string Bundle, int Step)
{
    public const string JobKind = "waiver-evidence";

    public static EvidenceStep Read(LeasedJob job) => JsonSerializer.Deserialize<EvidenceStep>(job.Payload)!;

    public Effect At(DateTimeOffset at) => new Schedule(JobKind, $"evidence/{Bundle}/{Step}", JsonSerializer.Serialize(this), at, JobLane.Bulk);
}
