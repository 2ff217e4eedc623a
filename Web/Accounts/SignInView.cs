using Grains.Interfaces.Accounts;

namespace Web.Accounts;

/// <summary>The sign-in page: identifier and password, then the code on the same page.</summary>
/// <param name="Space">What one signs in to, in words.</param>
/// <param name="Path">Where the forms post: the page itself, with <c>?handler=code</c> and <c>?handler=renvoyer</c>.</param>
/// <param name="Identifier">As typed, to be shown again.</param>
/// <param name="Step">Set once the password was right.</param>
/// <param name="Return">Where to go afterwards, already checked.</param>
public sealed record SignInView(
    string Space,
    string Path,
    bool Staff,
    string Identifier,
    SignInStep? Step,
    SignInNotice Notice,
    string Return,
    string Operation,
    DateTimeOffset Now)
{
    public bool AsksCode => Step is { Stage: SignInStage.CodeAsked or SignInStage.TooSoon };

    public bool Refused => Notice is SignInNotice.Refused;

    /// <summary>Whole seconds until another code may be asked for.</summary>
    public int ResendIn => Step?.ResendAt is { } at && at > Now ? (int)Math.Ceiling((at - Now).TotalSeconds) : 0;
}

public enum SignInNotice
{
    None = 0,
    /// <summary>One constant sentence for every cause and identifier.</summary>
    Refused,
    Over,
    TooSoon,
    SignedOut,
    SessionOver,
}
