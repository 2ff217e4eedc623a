using System.Text.Json;
using Grains.Commits;
using Grains.Interfaces.Employees.Imports;

namespace Grains.Employees.Imports;

/// <summary>The job of one chunk.</summary>
internal sealed record ImportStep(string Import, ImportPhase Phase, int Chunk)
{
    public const string JobKind = "employee-import";

    public static ImportStep Read(LeasedJob job) => JsonSerializer.Deserialize<ImportStep>(job.Payload)!;

    public Effect At(DateTimeOffset at) => new Schedule(JobKind, $"import/{Import}/{(int)Phase}/{Chunk}", JsonSerializer.Serialize(this), at, JobLane.Bulk);
}
