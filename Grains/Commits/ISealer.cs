namespace Grains.Commits;

/// <summary>Encrypts what must not be readable in a copy of the database, under the deployment's master key.</summary>
public interface ISealer
{
    /// <param name="context">Bound to the ciphertext: it opens only under the same context.</param>
    byte[] Seal(ReadOnlySpan<byte> clear, string context);

    /// <exception cref="System.Security.Cryptography.CryptographicException">Another key, another context, or a changed byte.</exception>
    byte[] Open(ReadOnlySpan<byte> cipher, string context);

    /// <summary>A keyed hash, for values that must be compared or looked up but not read: codes, identifiers, tokens.</summary>
    byte[] Mac(ReadOnlySpan<byte> value, string context);
}
