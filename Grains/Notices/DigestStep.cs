using System.Text.Json;
using Grains.Commits;

namespace Grains.Notices;

/// <summary>The job of one chunk of a portal's digests.</summary>
internal sealed record DigestStep(string Portal, DateTimeOffset Until, int Chunk)
{
    public const string JobKind = "digest";

    /// <summary>Accounts that are looked at in one go.</summary>
    public const int ChunkSize = 200;

    public static DigestStep Read(LeasedJob job) => JsonSerializer.Deserialize<DigestStep>(job.Payload)!;

    public Effect At(DateTimeOffset at) =>
        new Schedule(JobKind, $"digest/{Portal}/{Until.ToUnixTimeMilliseconds()}/{Chunk}", JsonSerializer.Serialize(this), at, JobLane.Bulk);
}
