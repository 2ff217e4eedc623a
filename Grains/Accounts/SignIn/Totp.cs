using OtpNet;

namespace Grains.Accounts.SignIn;

/// <summary>Time-based one-time passwords, RFC 6238: HMAC-SHA1, 30 s steps, 6 digits, as authenticator apps use them.</summary>
public static class Totp
{
    private const int StepSeconds = 30;
    private static readonly VerificationWindow OneAround = new(previous: 1, future: 1);

    public static long StepOf(DateTimeOffset realTime) => realTime.ToUnixTimeSeconds() / StepSeconds;

    public static string Code(byte[] secret, long step) => Generator(secret).ComputeTotp(DateTimeOffset.FromUnixTimeSeconds(step * StepSeconds).UtcDateTime);

    /// <summary>
    /// The step whose code was typed, one step around now, later than <paramref name="used"/>; or null. A code that was read over the owner's
    /// shoulder counts once. Null for an empty secret, which the library throws at: an account that does not exist has no other answer than a wrong code.
    /// </summary>
    public static long? Match(byte[] secret, string typed, DateTimeOffset realTime, long used) =>
        secret.Length > 0 && Generator(secret).VerifyTotp(realTime.UtcDateTime, typed, out var step, OneAround) && step > used ? step : null;

    /// <summary>RFC 4648 base32 without padding, as set-up pages show a secret.</summary>
    public static string ToBase32(byte[] secret) => secret.Length == 0 ? "" : Base32Encoding.ToString(secret).TrimEnd('=');

    private static OtpNet.Totp Generator(byte[] secret) => new(secret, StepSeconds);
}
