namespace Grains.Interfaces.Accounts;

/// <summary>
/// One person's way in: password, codes, lockout, known devices, sessions. A secret is tried in two turns, <c>Open</c> (counts as a
/// failure at once) and <c>Settle</c> (a right one is taken back); the slow hash runs between them, outside (architecture, "Counting
/// secrets"). Unknown identifiers go through the same turns of a decoy account.
/// </summary>
[Alias("IAccountGrain")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>Begins a sign-in. Always answers a salt and a cost, also for a locked or unknown account.</summary>
    [Alias("OpenPassword")]
    Task<SecretChallenge> OpenPassword(OperationId operation, SignInAttempt attempt);

    /// <summary>Compares the derived hash; one constant refusal for every cause.</summary>
    [Alias("SettlePassword")]
    Task<SignInStep> SettlePassword(OperationId operation, SettledSecret settled);

    /// <summary>
    /// Puts a hash of today's cost in the place of an older one; <paramref name="hash"/> must be the stored one, as derived from the right password.
    /// </summary>
    [Alias("RenewHash")]
    Task RenewHash(OperationId operation, byte[] hash, PasswordHash renewed);

    /// <summary>Begins a try of the one-time code (or of the TOTP code) of a sign-in whose password was right, or of a recovery whose answers were.</summary>
    [Alias("OpenCode")]
    Task<SecretChallenge> OpenCode(OperationId operation, CodeAttempt attempt);

    /// <summary>Completes a sign-in, and nothing else.</summary>
    [Alias("SettleCode")]
    Task<SignInStep> SettleCode(OperationId operation, SettledSecret settled);

    /// <summary>
    /// A fresh code for the sign-in or the recovery, on another channel if it has that; the old one dies. At most one per 30 s, 3 in 15 min, 10 a
    /// day.
    /// </summary>
    [Alias("SendCode")]
    Task<SignInStep> SendCode(OperationId operation, FreshCode fresh);

    /// <summary>Where a half-done sign-in or recovery stands, to draw its page again; null when it is over.</summary>
    [Alias("Pending")]
    Task<SignInStep?> Pending(string flow);

    /// <summary>A person did something: the idle clock starts again. Committed at most once a minute.</summary>
    [Alias("Touch")]
    Task Touch(string session);

    [Alias("EndSession")]
    Task EndSession(OperationId operation, string session);

    /// <summary>Records that a customer accepted a version of the terms of use. One accepted already, or an older one, is no second acceptance.</summary>
    [Alias("AcceptTerms")]
    Task<Result<AccountRefusal>> AcceptTerms(OperationId operation, string version);

    /// <summary>
    /// A customer's own name, as everybody reads it from now on; what they wrote before keeps the former. The same name again changes nothing. Refused: NotFound,
    /// NameProven where a contract or an identity document says it, Invalid.
    /// </summary>
    [Alias("Rename")]
    Task<Result<AccountRefusal>> Rename(OperationId operation, string firstName, string lastName);

    /// <summary>For the journal: a form came with fields that it does not have.</summary>
    [Alias("NoteSurplus")]
    Task NoteSurplus(OperationId operation, string fields);

    /// <summary>
    /// Ends every session at once and shuts the account; <c>false</c> opens it again. Refused: LastAdministrator, while a space has no other whose account
    /// is open and was signed in to.
    /// </summary>
    [Alias("Disable")]
    Task<Result<AccountRefusal>> Disable(OperationId operation, bool disabled);

    /// <summary>Stores the password chosen through a set-up link, with the TOTP secret that the person has proved to hold.</summary>
    [Alias("SetUp")]
    Task<Result<AccountRefusal>> SetUp(OperationId operation, StaffSetUp setUp);

    [Alias("View")]
    Task<AccountView?> View();
}

public enum AccountRefusal
{
    EmailTaken = 1,
    /// <summary>The client number has an account already, or the drawn identifier is taken.</summary>
    NumberTaken,
    AlreadyExists,
    /// <summary>The link is unknown, used or too old: all the same to the person.</summary>
    DeadLink,
    WrongCode,
    /// <summary>The current password is wrong, or tries are locked: counted, and never said which.</summary>
    WrongPassword,
    /// <summary>One of the former passwords that the policy refuses.</summary>
    PasswordReused,
    NotFound,
    /// <summary>A space would be left without anybody who can administrate it.</summary>
    LastAdministrator,
    /// <summary>A contract or an identity document says the name.</summary>
    NameProven,
    Invalid,
}

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

    /// <summary>The name is its owner's to change.</summary>
    public bool WritesOwnName { get; init; }

    public IdentityState Identity { get; init; }

    /// <summary>Why the identity document was refused, for its holder.</summary>
    public string IdentityReason { get; init; } = "";

    public bool HasQuestions { get; init; }

    /// <summary>Since when the address is known; null for as long as the account, which the insurer made.</summary>
    public DateTimeOffset? EmailSince { get; init; }

    /// <summary>The address before that one; empty for none.</summary>
    public string FormerEmail { get; init; } = "";

    /// <summary>The same of the telephone.</summary>
    public DateTimeOffset? PhoneSince { get; init; }
}
