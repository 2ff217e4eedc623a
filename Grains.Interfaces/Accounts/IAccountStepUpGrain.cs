namespace Grains.Interfaces.Accounts;

/// <summary>
/// The same account: its owner proves anew, in an open session, that they are there: by password, then by a code. What asks for it (another account to
/// pay to) takes the proof for five minutes. Customers alone; staff prove themselves by their app at each sign-in.
/// </summary>
[Alias("IAccountStepUpGrain")]
public interface IAccountStepUpGrain : IGrainWithStringKey
{
    /// <summary>
    /// Settles a try that <see cref="IAccountGrain.OpenPassword"/> opened; a wrong one counts like that of a sign-in. A right one sends a code. Answers
    /// CodeAsked, TooSoon, Refused, or Over for a session that is not open. Further codes are asked for by <see cref="IAccountGrain.SendCode"/>.
    /// </summary>
    [Alias("TryPassword")]
    Task<SignInStep> TryPassword(OperationId operation, StepUpTry tried);

    /// <summary>Settles a try of that code, which <see cref="IAccountGrain.OpenCode"/> opened. Answers SignedIn, Refused or Over.</summary>
    [Alias("TryCode")]
    Task<SignInStep> TryCode(OperationId operation, StepUpCode tried);

    /// <summary>Where this session stands.</summary>
    [Alias("StepUp")]
    Task<StepUpView> StepUp(string session);
}

/// <param name="Flow">Drawn by the caller, with <paramref name="Code"/>.</param>
[Immutable]
public sealed record StepUpTry(string Session, PasswordTry Password, string Flow, OneTimeCode Code);

/// <param name="Attempt">As opened.</param>
[Immutable]
public sealed record StepUpCode(string Session, string Flow, string Attempt, byte[] Hash);

/// <param name="Flow">Whose code is awaited; empty while none is.</param>
/// <param name="Step">Where that stands; null while none is.</param>
/// <param name="ProvenUntil">Null when it is not proven now.</param>
[Immutable]
public sealed record StepUpView(string Flow, SignInStep? Step, DateTimeOffset? ProvenUntil);
