using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;

namespace Grains.Accounts.SignIn;

/// <summary>
/// What a sign-in's turn may have to make, derived from its operation's id under the master key: unpredictable to everybody else, and
/// the same again when the same operation is repeated.
/// </summary>
public sealed class DerivedSecrets(ISealer sealer)
{
    public SignInSecrets For(OperationId operation) => new(Token("session", operation), DeviceOf(operation), Code(operation));

    public OneTimeCode Code(OperationId operation)
    {
        // 64 bits reduced to 6 digits: the bias is below 1 in 10^13.
        var clear = (BinaryPrimitives.ReadUInt64BigEndian(Mac("code", operation)) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var salt = Mac("code-salt", operation)[..16];
        return new OneTimeCode(clear, salt, HashCode(salt, clear));
    }

    /// <summary>Peppered by the master key: a six-digit code would not survive a dictionary otherwise.</summary>
    public byte[] HashCode(byte[] salt, string code) => sealer.Mac([.. salt, .. Encoding.UTF8.GetBytes(code)], "code-hash");

    /// <summary>The device cookie's secret for an operation; the account keeps only its hash.</summary>
    public string DeviceSecret(OperationId operation) => Token("device-secret", operation);

    public string HashDevice(string secret) => Convert.ToHexStringLower(sealer.Mac(Encoding.UTF8.GetBytes(secret), "device-hash"));

    /// <summary>What a known-device cookie says, or null.</summary>
    public DeviceToken? Device(string? cookie) => cookie?.Split('.') is [var id, var secret] ? new DeviceToken(id, HashDevice(secret)) : null;

    /// <summary>A mailed link of an operation: the same again when it is repeated.</summary>
    public LinkSecret Link(OperationId operation)
    {
        var token = Token("link", operation);
        return new LinkSecret(HashLink(token), token);
    }

    public byte[] HashLink(string token) => sealer.Mac(Encoding.UTF8.GetBytes(token), "link-hash");

    /// <summary>Names an intent of a caller who is not signed in: their form's key and what it is about.</summary>
    public OperationId Operation(string form, params ReadOnlySpan<string> about) =>
        new(Text(sealer.Mac(Encoding.UTF8.GetBytes($"{form}\n{string.Join('\n', about)}"), "operation")));

    /// <summary>A session's cookie carries this beside its id: it cannot be made without the master key.</summary>
    public string SessionProof(string session) => Text(sealer.Mac(Encoding.UTF8.GetBytes(session), "session"));

    public string Token(string purpose, OperationId operation) => Text(Mac(purpose, operation)[..16]);

    private DeviceToken DeviceOf(OperationId operation) => new(Token("device", operation), HashDevice(DeviceSecret(operation)));

    private byte[] Mac(string purpose, OperationId operation) => sealer.Mac(Encoding.UTF8.GetBytes(operation.Value), purpose);

    private static string Text(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
