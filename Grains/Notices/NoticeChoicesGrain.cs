using System.Collections.Immutable;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Notices;

namespace Grains.Notices;

using Outcome = Decision<NoticeChoicesState, Nothing, NoticeRefusal>;

/// <summary>What a person has chosen; what they have not, their role gives them.</summary>
public sealed record NoticeChoicesState : GrainState
{
    public ImmutableDictionary<NoticeKind, NoticeTiming> Chosen { get; init; } = ImmutableDictionary<NoticeKind, NoticeTiming>.Empty;

    public Outcome Choose(string account, Caller by, IReadOnlyList<NoticeChosen> chosen)
    {
        if (by.Account != account || by.IsStaff)
            return NoticeRefusal.NotFound;
        if (chosen.Any(c => !Enum.IsDefined(c.Kind) || !NoticeDefaults.Timings(c.Kind).Contains(c.Timing)))
            return NoticeRefusal.NotOffered;
        var changed = chosen.Where(c => !Chosen.TryGetValue(c.Kind, out var before) || before != c.Timing).ToList();
        return changed.Count == 0 ? Outcome.Unchanged : new(
            this with { Chosen = Chosen.SetItems(changed.Select(c => KeyValuePair.Create(c.Kind, c.Timing))) }, default, null,
            [.. changed.Select(c => new Upsert(new NoticeChoiceRow(account, c.Kind, c.Timing))), new Notify($"account/{account}")]);
    }
}

[Row("notice_choice", key: 2)]
public sealed record NoticeChoiceRow(string Account, NoticeKind Kind, NoticeTiming Timing) : Row;

[GrainType("notice-choices")]
public sealed class NoticeChoicesGrain(CommitServices services, Rights rights) : CommittingGrain<NoticeChoicesState>(services), INoticeChoicesGrain
{
    protected override string Kind => "notice-choices";

    public Task<Result<NoticeRefusal>> Choose(Caller by, OperationId operation, IReadOnlyList<NoticeChosen> chosen) =>
        Answer(operation, rights.ToCall(by, NoticeRefusal.NotFound), State.Choose(Key, by, chosen));
}
