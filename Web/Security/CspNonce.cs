using System.Security.Cryptography;

namespace Web.Security;

/// <summary>One nonce an answer, for its script tags; scoped to the request.</summary>
public sealed class CspNonce
{
    public string Value { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
}
