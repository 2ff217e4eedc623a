using System.Security.Cryptography;
using System.Text;
using Grains.Commits;

namespace Grains.Tests.Accounts;

/// <summary>Seals nothing: for rules that are tested without a silo.</summary>
internal sealed class ClearSealer : ISealer
{
    public byte[] Seal(ReadOnlySpan<byte> clear, string context) => clear.ToArray();

    public byte[] Open(ReadOnlySpan<byte> cipher, string context) => cipher.ToArray();

    public byte[] Mac(ReadOnlySpan<byte> value, string context) => SHA256.HashData([.. value, .. Encoding.UTF8.GetBytes(context)]);
}
