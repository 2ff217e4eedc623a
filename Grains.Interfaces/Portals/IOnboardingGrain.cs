namespace Grains.Interfaces.Portals;

/// <summary>What a person has been shown of their space. Key: that of the account.</summary>
[Alias("IOnboardingGrain")]
public interface IOnboardingGrain : IGrainWithStringKey
{
    /// <summary>
    /// Marks a part as seen: it is not shown again by itself. Who has seen the presentation has seen what is new until then. Refused: NotFound to another
    /// account. A repeat changes nothing.
    /// </summary>
    /// <param name="until">Of what is new, the instant from which the newest one that was shown counts; later ones stay unread. Clamped to now.</param>
    [Alias("Seen")]
    Task<Result<OnboardingRefusal>> Seen(Caller by, OperationId operation, OnboardingPart part, DateTimeOffset? until);
}

public enum OnboardingPart
{
    Presentation = 1,
    News,
    /// <summary>« Premiers pas », hidden before all of them are done.</summary>
    FirstSteps,
}

public enum OnboardingRefusal
{
    NotFound = 1,
}
