using Grains.Interfaces;
using Grains.Interfaces.Portals;
using Grains.Portals;

namespace Grains.Tests.Portals;

public sealed class OnboardingTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 9, 0, 0, TimeSpan.Zero);
    private static readonly Caller Nora = new("nora", CallerKind.Customer, "multi-siren", "Nora", "");

    [Fact]
    public void Who_has_seen_the_presentation_has_seen_what_was_new_until_then()
    {
        var seen = new OnboardingState().Seen("nora", Nora, OnboardingPart.Presentation, null, Now).Next!;

        Assert.Equal((Now, Now), (seen.PresentedAt, seen.NewsAt));
        // Seen again from help, it marks nothing as read that came since.
        Assert.Null(seen.Seen("nora", Nora, OnboardingPart.Presentation, null, Now.AddDays(1)).Next);
    }

    [Fact]
    public void News_are_read_up_to_the_newest_that_was_shown_and_never_back()
    {
        var read = new OnboardingState { NewsAt = Now }.Seen("nora", Nora, OnboardingPart.News, Now.AddHours(1), Now.AddHours(2)).Next!;

        Assert.Equal(Now.AddHours(1), read.NewsAt);
        Assert.Null(read.Seen("nora", Nora, OnboardingPart.News, Now, Now.AddHours(3)).Next);
        Assert.Equal(Now.AddHours(3), read.Seen("nora", Nora, OnboardingPart.News, Now.AddYears(1), Now.AddHours(3)).Next!.NewsAt);
    }

    [Fact]
    public void Nobody_marks_anything_for_another() =>
        Assert.Equal(OnboardingRefusal.NotFound, new OnboardingState().Seen("hugues", Nora, OnboardingPart.FirstSteps, null, Now).Refusal);
}
