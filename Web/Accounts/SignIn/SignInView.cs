using Grains.Interfaces.Accounts;
using Silo.Messaging;
using Web.Accounts.Profile;
using Web.Display;
using Web.Shared;

namespace Web.Accounts.SignIn;

/// <summary>The sign-in page: identifier and password, then the code on the same page.</summary>
/// <param name="Space">What one signs in to, in words.</param>
/// <param name="Path">Where the forms post: the page itself, with <c>?handler=code</c> and <c>?handler=renvoyer</c>.</param>
/// <param name="Delivery">How far the message with the code got, as far as known.</param>
/// <param name="Identifier">As typed, to be shown again.</param>
/// <param name="Step">Set once the password was right.</param>
/// <param name="Return">Where to go afterwards, already checked.</param>
/// <param name="IsRecovery">The code follows answers to secret questions and signs nobody in.</param>
/// <param name="InPlace">Drawn in a dialog over a page that has a title and fields of its own.</param>
public sealed record SignInView(
    string Space,
    string Path,
    bool Staff,
    string Identifier,
    SignInStep? Step,
    Delivery? Delivery,
    SignInNotice Notice,
    string Return,
    string Operation,
    DateTimeOffset Now,
    TimeSpan CodeLife,
    SignInWays? Ways = null,
    bool InPlace = false,
    bool IsRecovery = false)
{
    public const string ByEmail = "email";
    public const string BySms = "sms";

    /// <summary>What is missing in a form that was sent: nothing was tried, nothing counts.</summary>
    public IReadOnlyList<FieldFault> Faults { get; init; } = [];

    /// <summary>An element's id that no page behind the dialog can have as well.</summary>
    public string Id(string name) => InPlace ? $"ici-{name}" : name;

    public string? Fault(string name) => Faults.FirstOrDefault(f => f.Field == Id(name))?.Sentence;

    public string? DescribedBy(string name) => Refused ? Id("refus") : Fault(name) is null ? null : Id($"{name}-faute");

    public bool AsksCode => Step is { Stage: SignInStage.CodeAsked or SignInStage.TooSoon };

    /// <summary>There is a code to type: one was sent for this sign-in, or an app shows it.</summary>
    public bool HasCode => Step is { Channel: CodeChannel.Totp } or { ExpiresAt: not null };

    public string Title => HasCode ? AccountTexts.CodeTitle : AccountTexts.CodeAskTitle;

    public bool Refused => Notice is SignInNotice.Refused;

    /// <summary>The code's message could not be sent: another way is what the person needs to see.</summary>
    public bool NotSent => Delivery is { HasFailed: true };

    /// <summary>Seconds after which the page asks again what became of the message; 0: never. Only a text message may yet fail.</summary>
    public int AskAgainIn => Step is not { Channel: CodeChannel.Sms, ExpiresAt: { } end } || end <= Now || NotSent ? 0
        : Delivery?.State switch { DeliveryState.Delivered => 0, DeliveryState.Sent => 5, _ => 2 };

    public string SendingAddress => QueryText.Of(Path, ("handler", "envoi"), ("retour", Return));

    /// <summary>The channel that a button names.</summary>
    public static CodeChannel? Channel(string? name) => name switch { ByEmail => CodeChannel.Email, BySms => CodeChannel.Sms, _ => null };

    public static string NameOf(CodeChannel channel) => channel is CodeChannel.Sms ? BySms : ByEmail;

    /// <summary>Whole seconds until another code may be asked for.</summary>
    public int ResendIn => Step?.ResendAt is { } at && at > Now ? (int)Math.Ceiling((at - Now).TotalSeconds) : 0;

    /// <summary>When another code may be asked for, as a sentence.</summary>
    public string Resend => ResendIn == 0 ? AccountTexts.ResendNow : string.Format(AccountTexts.ResendTooSoon, French.Wait(TimeSpan.FromSeconds(ResendIn)));
}

/// <summary>What else the page of a customer's portal offers: other ways in and back.</summary>
/// <param name="Register">Label of the registration's button, as each kind of customer knows it.</param>
/// <param name="Identifier">What signs in here, in words.</param>
/// <param name="OnlyEmail">No number signs in.</param>
/// <param name="FindsIdentifier">A forgotten identifier can be found by the company.</param>
public sealed record SignInWays(string Portal, string Register, string Identifier, bool OnlyEmail, bool FindsIdentifier)
{
    public string Path(string page) => $"/{Portal}/{page}";
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
    Activated,
    PasswordRenewed,
}
