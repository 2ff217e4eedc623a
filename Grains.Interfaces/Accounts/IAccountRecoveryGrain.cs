using System.Collections.Immutable;

namespace Grains.Interfaces.Accounts;

/// <summary>
/// The same account: its recovery, and the ways in that its owner sees and ends. Unknown people go through the same turns of a decoy account.
/// </summary>
[Alias("IAccountRecoveryGrain")]
public interface IAccountRecoveryGrain : IGrainWithStringKey
{
    /// <summary>
    /// Mails a link: to a new password, or to the activation while that is awaited. The newest link voids the one before. Beyond the policy's
    /// links an hour nothing is sent; the caller never learns what happened.
    /// </summary>
    [Alias("AskLink")]
    Task AskLink(OperationId operation, LinkSecret fresh);

    /// <summary>Uses the link: the lock is lifted, sessions end, known devices are forgotten, and nobody is signed in.</summary>
    [Alias("Reset")]
    Task<Result<AccountRefusal>> Reset(OperationId operation, byte[] hash, NewPassword password);

    [Alias("Plan")]
    Task<PasswordPlan> Plan();

    /// <summary>
    /// Settles a try that <see cref="IAccountGrain.OpenPassword"/> opened with the current password, and sets the new one. Other sessions end.
    /// </summary>
    [Alias("ChangePassword")]
    Task<Result<AccountRefusal>> ChangePassword(OperationId operation, PasswordChange change);

    /// <summary>The account's own questions, or null when it has none.</summary>
    [Alias("Questions")]
    Task<QuestionSheet?> Questions();

    /// <summary>
    /// Chooses the questions. They open the account like a password: a session that is not fresh must prove the current one, by a try that
    /// <see cref="IAccountGrain.OpenPassword"/> opened. Refused with <see cref="AccountRefusal.WrongPassword"/>.
    /// </summary>
    [Alias("SetQuestions")]
    Task<Result<AccountRefusal>> SetQuestions(OperationId operation, QuestionChoice choice);

    /// <summary>Begins a try of the answers, on a counter of their own: five wrong ones close this way for 24 h.</summary>
    [Alias("OpenAnswers")]
    Task<SecretChallenge> OpenAnswers(OperationId operation, string attempt);

    /// <summary>
    /// Right answers open what was asked for, or, where the policy wants more than answers, send a code: its tries begin with <see
    /// cref="IAccountGrain.OpenCode"/>.
    /// </summary>
    [Alias("SettleAnswers")]
    Task<RecoveryOutcome> SettleAnswers(OperationId operation, AnswerTry tried);

    /// <summary>Settles a try of that code. Nobody is signed in by it, and the code of a sign-in opens nothing here.</summary>
    [Alias("SettleWayBack")]
    Task<RecoveryOutcome> SettleRecoveryCode(OperationId operation, CodeTry tried);

    [Alias("Security")]
    Task<AccountSecurity> Security();

    [Alias("EndSessions")]
    Task EndSessions(OperationId operation, IReadOnlyList<string> sessions);

    /// <summary>These browsers are strangers again: the next sign-in from them asks for a code.</summary>
    [Alias("ForgetDevices")]
    Task ForgetDevices(OperationId operation, IReadOnlyList<string> devices);

    /// <summary>Mails the owner their identifier, at most as often as links.</summary>
    [Alias("RemindIdentifier")]
    Task RemindIdentifier(OperationId operation);
}

/// <param name="Attempt">As opened.</param>
/// <param name="Session">Stays open; all others end.</param>
[Immutable]
public sealed record PasswordChange(string Attempt, byte[] Current, NewPassword Password, string Session);

/// <summary>Three questions by their number in the portal's list, and how the answers, joined and folded, are derived.</summary>
[Immutable]
public sealed record QuestionSheet(ImmutableList<int> Questions, byte[] Salt, int Iterations);

/// <param name="Hash">Of the answers, as the sheet says.</param>
/// <param name="Session">In which they are chosen.</param>
/// <param name="Current">The proof of the current password, where it was asked for.</param>
[Immutable]
public sealed record QuestionChoice(QuestionSheet Sheet, byte[] Hash, string Session, PasswordTry? Current);

public enum RecoveryOutcome
{
    /// <summary>Wrong, too late, locked or unknown: never said which.</summary>
    Refused = 0,
    CodeAsked,
    Open,
}

/// <param name="Attempt">As opened.</param>
/// <param name="Hash">Of the answers, as the sheet says.</param>
/// <param name="Reset">The link to a new password that this opens; null: the identifier is asked for.</param>
/// <param name="Flow">Drawn by the caller, with <paramref name="Code"/>, for a policy that sends one.</param>
[Immutable]
public sealed record AnswerTry(string Attempt, byte[] Hash, LinkSecret? Reset, string Flow, DeviceToken? Device, OneTimeCode Code);

/// <param name="Attempt">As opened.</param>
/// <param name="Reset">The link that this opens, if a new password was asked for.</param>
[Immutable]
public sealed record CodeTry(string Flow, string Attempt, byte[] Hash, LinkSecret Reset);

/// <param name="Attempt">As opened.</param>
[Immutable]
public sealed record PasswordTry(string Attempt, byte[] Hash);

[Immutable]
public sealed record AccountSecurity(IReadOnlyList<SessionView> Sessions, IReadOnlyList<DeviceView> Devices, DateTimeOffset? PasswordSetAt);

/// <param name="Source">Prefix of the address only.</param>
[Immutable]
public sealed record SessionView(string Id, string Agent, string Source, DateTimeOffset CreatedAt, DateTimeOffset SeenAt);

[Immutable]
public sealed record DeviceView(string Id, string Agent, DateTimeOffset? UsedAt, DateTimeOffset TrustedUntil);
