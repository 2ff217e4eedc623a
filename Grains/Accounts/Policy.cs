using Grains.Interfaces.Accounts;

namespace Grains.Accounts;

/// <summary>
/// A portal's numbers (spec 1, table of presets). No lifetime or threshold stands elsewhere; configuration may change each of them.
/// </summary>
public sealed record Policy
{
    /// <summary>Failures within <see cref="LockoutFor"/> that lock.</summary>
    public int LockoutFailures { get; init; } = 5;

    public TimeSpan LockoutFor { get; init; } = TimeSpan.FromHours(24);

    /// <summary>A secret opened and not settled by then is a failure.</summary>
    public TimeSpan SettleWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>False: a browser that completed a sign-in before needs no code.</summary>
    public bool CodeAtEachSignIn { get; init; }

    /// <summary>Ways to receive a code, the preferred one first: <c>Email</c>, <c>Sms</c>, or both.</summary>
    public string CodeChannels { get; init; } = "Email, Sms";

    public TimeSpan CodeLife { get; init; } = TimeSpan.FromMinutes(10);

    public int CodeTries { get; init; } = 5;

    public TimeSpan ResendAfter { get; init; } = TimeSpan.FromSeconds(30);

    public int ResendBurst { get; init; } = 3;

    public TimeSpan ResendBurstWithin { get; init; } = TimeSpan.FromMinutes(15);

    public int CodesADay { get; init; } = 10;

    public TimeSpan DeviceLife { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long the rotated-out device cookie still counts: two tabs may sign in at once.</summary>
    public TimeSpan DeviceGrace { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan SessionIdle { get; init; } = TimeSpan.FromMinutes(30);

    public TimeSpan SessionLife { get; init; } = TimeSpan.FromHours(12);

    public TimeSpan SetUpLinkLife { get; init; } = TimeSpan.FromHours(24);

    /// <summary>A sign-in left half-done for longer starts again.</summary>
    public TimeSpan FlowLife { get; init; } = TimeSpan.FromMinutes(30);

    public int MaxFlows { get; init; } = 10;

    public int MaxSessions { get; init; } = 20;

    public int MaxDevices { get; init; } = 10;

    /// <summary>PBKDF2-HMAC-SHA512 rounds of a new password. OWASP: at least 220,000; production refuses less.</summary>
    public int PasswordIterations { get; init; } = 220_000;

    /// <exception cref="InvalidOperationException"><see cref="CodeChannels"/> names something else.</exception>
    public IReadOnlyList<CodeChannel> Channels() => [.. CodeChannels.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name =>
        Enum.TryParse<CodeChannel>(name, ignoreCase: true, out var channel) && channel is CodeChannel.Email or CodeChannel.Sms
            ? channel
            : throw new InvalidOperationException("Policy:CodeChannels is a list of Email and Sms, the preferred one first."))];
}

/// <summary>Each portal's policy by slug; staff have their own.</summary>
/// <param name="fallback">For shadow accounts, which belong to no portal: the same cost as everywhere.</param>
public sealed class PolicyBook(IReadOnlyDictionary<string, Policy> policies, Policy fallback)
{
    public Policy For(string portal) => policies.TryGetValue(portal, out var policy) ? policy : fallback;

    public IEnumerable<Policy> All => [.. policies.Values, fallback];
}
