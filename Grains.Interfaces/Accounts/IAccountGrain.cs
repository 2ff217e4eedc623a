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

    /// <summary>For the journal: a form came with fields that it does not have.</summary>
    [Alias("NoteSurplus")]
    Task NoteSurplus(OperationId operation, string fields);

    /// <summary>Ends every session at once and shuts the account; <c>false</c> opens it again.</summary>
    [Alias("Disable")]
    Task Disable(OperationId operation, bool disabled);

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
}
