namespace Web.Accounts.Registration;

/// <summary>What an adviser has just decided, from the address that the decision led to.</summary>
internal static class RegistrationNotice
{
    public const string Accepted = "acceptee";
    public const string Refused = "refusee";

    public static string? Of(string? end) => end switch { Accepted => RegisterTexts.DecidedAccepted, Refused => RegisterTexts.DecidedRefused, _ => null };
}
