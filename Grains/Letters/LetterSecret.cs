using System.Text.Json;
using Grains.Commits;

namespace Grains.Letters;

/// <summary>What stands on the paper alone: the end of the address to type, and the code.</summary>
public sealed record LetterSecret(string Reference, string Code)
{
    public string Seal(ISealer sealer, string owner) => Convert.ToBase64String(sealer.Seal(JsonSerializer.SerializeToUtf8Bytes(this), Context(owner)));

    public static LetterSecret Open(ISealer sealer, string owner, string secret) =>
        JsonSerializer.Deserialize<LetterSecret>(sealer.Open(Convert.FromBase64String(secret), Context(owner)))!;

    private static string Context(string owner) => $"letter/{owner}";
}
