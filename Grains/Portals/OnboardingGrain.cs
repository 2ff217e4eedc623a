using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Portals;

namespace Grains.Portals;

using Outcome = Decision<OnboardingState, Nothing, OnboardingRefusal>;

public sealed record OnboardingState : GrainState
{
    public DateTimeOffset? PresentedAt { get; init; }

    /// <summary>What is new was read up to then.</summary>
    public DateTimeOffset? NewsAt { get; init; }

    public DateTimeOffset? StepsHiddenAt { get; init; }

    public Outcome Seen(string account, Caller by, OnboardingPart part, DateTimeOffset? until, DateTimeOffset at)
    {
        if (by.Account != account || by.IsStaff)
            return OnboardingRefusal.NotFound;
        var read = until < at ? until.Value : at;
        var next = part switch
        {
            OnboardingPart.Presentation => this with { PresentedAt = PresentedAt ?? at, NewsAt = PresentedAt is null ? at : NewsAt },
            OnboardingPart.News => this with { NewsAt = NewsAt > read ? NewsAt : read },
            _ => this with { StepsHiddenAt = StepsHiddenAt ?? at },
        };
        return next == this ? Outcome.Unchanged
            : new(next, default, null,
                [new Upsert(new OnboardingRow(account, next.PresentedAt, next.NewsAt, next.StepsHiddenAt)), new Notify($"account/{account}")]);
    }
}

[Row("onboarding", key: 1)]
public sealed record OnboardingRow(string Account, DateTimeOffset? PresentedAt, DateTimeOffset? NewsAt, DateTimeOffset? StepsHiddenAt) : Row;

[GrainType("onboarding")]
public sealed class OnboardingGrain(CommitServices services, Rights rights) : CommittingGrain<OnboardingState>(services), IOnboardingGrain
{
    protected override string Kind => "onboarding";

    public Task<Result<OnboardingRefusal>> Seen(Caller by, OperationId operation, OnboardingPart part, DateTimeOffset? until) =>
        Answer(operation, rights.ToCall(by, OnboardingRefusal.NotFound), State.Seen(Key, by, part, until, Now));
}
