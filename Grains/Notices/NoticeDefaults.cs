using Grains.Interfaces.Notices;
using Grains.Interfaces.Spaces;

namespace Grains.Notices;

/// <summary>Which kinds a person is offered, and what stands while they have chosen nothing (spec 7, section 9).</summary>
public static class NoticeDefaults
{
    private static readonly NoticeKind[] OfRequests = [NoticeKind.Answer, NoticeKind.Asked, NoticeKind.Progress];

    /// <param name="role">The first of a person's roles; null for who is in no space.</param>
    public static IReadOnlyList<NoticeKind> Offered(SpaceRole? role) => role switch
    {
        null => OfRequests,
        SpaceRole.Administrateur => Enum.GetValues<NoticeKind>(),
        _ => [.. OfRequests, NoticeKind.OfOthers, NoticeKind.Affiliation, NoticeKind.Reminder],
    };

    public static IReadOnlyList<NoticeTiming> Timings(NoticeKind kind) =>
        kind is NoticeKind.Asked ? [NoticeTiming.AtOnce, NoticeTiming.Daily] : [NoticeTiming.AtOnce, NoticeTiming.Daily, NoticeTiming.Never];

    public static NoticeTiming Of(NoticeKind kind, SpaceRole? role) => (kind, role) switch
    {
        (NoticeKind.Answer or NoticeKind.Asked, _) => NoticeTiming.AtOnce,
        (NoticeKind.Progress, _) => NoticeTiming.Daily,
        (NoticeKind.OfOthers, _) => NoticeTiming.Never,
        (NoticeKind.Affiliation, SpaceRole.Collaborateur) => NoticeTiming.Daily,
        (NoticeKind.Affiliation, SpaceRole.ExpertComptable) => NoticeTiming.Never,
        (NoticeKind.Reminder, SpaceRole.ExpertComptable) => NoticeTiming.Never,
        (NoticeKind.Reminder, _) => NoticeTiming.Daily,
        _ => NoticeTiming.AtOnce,
    };
}
