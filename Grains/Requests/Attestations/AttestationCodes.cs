using System.Text;
using Grains.Commits;
using Grains.Letters;

namespace Grains.Requests.Attestations;

/// <summary>The code of a paper: derived from its request under the master key, so that nobody guesses one and the store holds a hash alone.</summary>
public sealed class AttestationCodes(ISealer sealer)
{
    /// <param name="request">Key.</param>
    public string Of(string request) => PrintedCode.Of(sealer.Mac(Encoding.UTF8.GetBytes(request), "attestation-code"));

    public string Hash(string code) => Convert.ToHexStringLower(sealer.Mac(Encoding.UTF8.GetBytes(code), "attestation-code-hash"));
}
