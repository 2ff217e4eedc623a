namespace Grains.Interfaces.Accounts;

/// <param name="Flow">Id of this sign-in, drawn by the caller.</param>
/// <param name="Device">The known-device cookie's content, or null.</param>
/// <param name="Attempt">Id of this try, drawn by the caller.</param>
[Immutable]
public sealed record SignInAttempt(string Portal, string Flow, string Attempt, DeviceToken? Device);

[Immutable]
public sealed record CodeAttempt(string Flow, string Attempt, DeviceToken? Device);

/// <summary>A known browser as its cookie says it: the id, and the hash of the secret beside it.</summary>
[Immutable]
public sealed record DeviceToken(string Id, string SecretHash);

/// <summary>What to derive, and with what. <see cref="Wait"/>: five tries are in flight, ask again shortly.</summary>
/// <param name="Iterations">PBKDF2-HMAC-SHA512 rounds; 0 for a code, which is hashed with the deployment's pepper.</param>
[Immutable]
public sealed record SecretChallenge(bool Wait, byte[] Salt, int Iterations);

/// <param name="Hash">Derived from what was typed.</param>
[Immutable]
public sealed record SettledSecret(string Flow, string Attempt, byte[] Hash, SignInSecrets Draw, string Agent, string Source);

/// <summary>Randomness drawn before the turn, for what it may have to make.</summary>
/// <param name="Code">A fresh six-digit code with its salt and peppered hash; the clear text goes into the encrypted job only.</param>
[Immutable]
public sealed record SignInSecrets(string Session, DeviceToken Device, OneTimeCode Code);

[Immutable]
public sealed record OneTimeCode(string Clear, byte[] Salt, byte[] Hash);

/// <param name="LastFailed">The code before could not be sent: the pause between two does not count, the other limits do.</param>
[Immutable]
public sealed record FreshCode(string Flow, CodeChannel Channel, OneTimeCode Code, bool LastFailed = false);

public enum CodeChannel
{
    Email = 0,
    Sms = 1,
    /// <summary>An authenticator app, for staff.</summary>
    Totp = 2,
}

public enum SignInStage
{
    /// <summary>Unknown, wrong, locked, not activated, disabled: never said which.</summary>
    Refused = 0,
    CodeAsked = 1,
    SignedIn = 2,
    /// <summary>A new code may not be sent yet; the old one still counts.</summary>
    TooSoon = 3,
    /// <summary>The code was tried five times or is too old, or the sign-in is over: start again.</summary>
    Over = 4,
}

/// <param name="Destination">Masked, as shown: <c>n•••@ateliers.example</c>.</param>
/// <param name="Device">The known device whose cookie has a new secret, or empty.</param>
/// <param name="ResendAt">From when another code may be asked for.</param>
/// <param name="Other">Another channel that the code may be asked for on.</param>
/// <param name="AsksQuestions">The portal has secret questions, the person has chosen none, and this is their first sign-in.</param>
/// <param name="Message">Key of the message that carries the code: its delivery is kept under it.</param>
[Immutable]
public sealed record SignInStep(
    SignInStage Stage,
    CodeChannel Channel = CodeChannel.Email,
    string Destination = "",
    DateTimeOffset? ResendAt = null,
    DateTimeOffset? ExpiresAt = null,
    string Session = "",
    string Device = "",
    CodeChannel? Other = null,
    string Message = "",
    bool AsksQuestions = false);

[Immutable]
public sealed record PasswordHash(byte[] Salt, int Iterations, byte[] Hash);

[Immutable]
public sealed record StaffSetUp(byte[] LinkHash, PasswordHash Password, byte[] SealedTotp, string Code);

[Immutable]
public sealed record AccountView(
    string Key, CallerKind Kind, StaffRole Role, string Portal, string Email, string FirstName, string LastName, string Phone, bool Active)
{
    public string Number { get; init; } = "";

    public bool IsPending { get; init; }

    public bool IsInsured { get; init; }

    public IdentityState Identity { get; init; }

    /// <summary>Why the identity document was refused, for its holder.</summary>
    public string IdentityReason { get; init; } = "";

    public bool HasQuestions { get; init; }
}
