using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Grains.Accounts;

/// <summary>Time-based one-time passwords, RFC 6238: HMAC-SHA1, 30 s steps, 6 digits, as authenticator apps use them.</summary>
public static class Totp
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static long StepOf(DateTimeOffset realTime) => realTime.ToUnixTimeSeconds() / 30;

    public static string Code(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[20];
#pragma warning disable CA5350 // RFC 6238 and every authenticator app: SHA-1 inside HMAC
        HMACSHA1.HashData(secret, counter, mac);
#pragma warning restore CA5350
        var offset = mac[^1] & 0x0f; // RFC 4226 §5.3, dynamic truncation
        var number = (BinaryPrimitives.ReadInt32BigEndian(mac[offset..]) & 0x7fffffff) % 1_000_000;
        return number.ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code was typed, one step around now, later than <paramref name="used"/>; or null.</summary>
    public static long? Match(ReadOnlySpan<byte> secret, string typed, DateTimeOffset realTime, long used)
    {
        var now = StepOf(realTime);
        long? found = null;
        for (var step = now - 1; step <= now + 1; step++)
        {
            var right = CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(Code(secret, step)), System.Text.Encoding.ASCII.GetBytes(typed));
            if (right && step > used)
                found = step;
        }
        return found;
    }

    /// <summary>RFC 4648 base32 without padding, as set-up pages show a secret.</summary>
    public static string ToBase32(ReadOnlySpan<byte> secret)
    {
        var text = new System.Text.StringBuilder();
        int bits = 0, buffer = 0;
        foreach (var b in secret)
        {
            buffer = (buffer << 8) | b;
            for (bits += 8; bits >= 5; bits -= 5)
                text.Append(Base32[(buffer >> (bits - 5)) & 31]);
        }
        return bits > 0 ? text.Append(Base32[(buffer << (5 - bits)) & 31]).ToString() : text.ToString();
    }
}
