using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Grains.Commits;
using Grains.Interfaces.Batches;

namespace Grains.Batches;

/// <summary>The job of one chunk.</summary>
/// <param name="Order">Of a batch that a commit of another actor asks for: its first chunk begins it.</param>
internal sealed record BatchStep(string Batch, int Chunk, BatchOrder? Order = null)
{
    public const string JobKind = "batch";

    /// <summary>An action on more actors than this is a batch.</summary>
    public const int MostAtOnce = 20;

    /// <summary>An effect by which any actor's commit begins a batch.</summary>
    /// <param name="wish">What names it: the same wish is the same batch.</param>
    public static Effect Begin(string portal, string wish, BatchOrder order, DateTimeOffset at) =>
        new BatchStep(KeyOf(portal, wish), 0, order).At(at);

    public static string KeyOf(string portal, string wish) =>
        $"{portal}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(wish)))[..32]}";

    public static BatchStep Read(LeasedJob job) => JsonSerializer.Deserialize<BatchStep>(job.Payload)!;

    public Effect At(DateTimeOffset at) => new Schedule(JobKind, $"batch/{Batch}/{Chunk}", JsonSerializer.Serialize(this), at, JobLane.Bulk);
}
