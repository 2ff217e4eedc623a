using Grains.Interfaces.Requests;
using Grains.Requests;

namespace Grains.Statistics;

/// <summary>Which steps a commit makes, by what it changes and says.</summary>
internal static class RequestSteps
{
    // Steps that came before there were any were made of entries, four of each at most.
    private const int OfEntry = 4;

    /// <param name="said">The kinds of the entries that the commit adds.</param>
    /// <param name="staff">An adviser says it.</param>
    public static IEnumerable<StepKind> Between(RequestState before, RequestState after, IReadOnlySet<EntryKind> said, bool staff)
    {
        var (was, now) = (before.Status, after.Status);
        if (after.Status is RequestStatus.Draft)
            yield break;
        if (was is RequestStatus.Draft)
            yield return StepKind.Received;
        else if (before.Team != after.Team)
            yield return StepKind.Moved;
        if (was is RequestStatus.Closed && now is not RequestStatus.Closed)
            yield return StepKind.Reopened;
        if (after.AnsweredAt is null && Answers(said, staff))
            yield return StepKind.Answered;
        if (was is not RequestStatus.Closed && now is RequestStatus.Closed)
            yield return said.Contains(EntryKind.Withdrawn) ? StepKind.Withdrawn : StepKind.Closed;
        else if (was is not RequestStatus.Waiting && now is RequestStatus.Waiting)
            yield return StepKind.Paused;
        else if (was is RequestStatus.Waiting && now is not RequestStatus.Waiting)
            yield return StepKind.Resumed;
        // What its author takes back was neither kept nor broken.
        if (before.Promise?.KeptAt is null && after.Promise is { KeptAt: not null } promise && !said.Contains(EntryKind.Withdrawn))
            yield return promise.WasLate ? StepKind.Late : StepKind.InTime;
    }

    /// <summary>The number of the step after <paramref name="last"/>, of a thread that has come to <paramref name="tick"/>.</summary>
    public static long After(long last, long tick) => Math.Max(last + 1, (tick + 1) * OfEntry);

    // What is issued at once is an answer, though nobody wrote it; who writes first answers nothing.
    private static bool Answers(IReadOnlySet<EntryKind> said, bool staff) =>
        said.Contains(EntryKind.Issued) || (staff && !said.Contains(EntryKind.Opened) && (said.Contains(EntryKind.Message) || said.Contains(EntryKind.Asked) || said.Contains(EntryKind.Closed)));
}
