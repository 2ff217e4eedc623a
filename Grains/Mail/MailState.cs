using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Mail;

namespace Grains.Mail;

/// <summary>What is remembered of a message beside its delivery: that somebody had it tried again.</summary>
public sealed record MailState : GrainState
{
    public DateTimeOffset? RetriedAt { get; init; }

    /// <param name="waits">Whether it waits for another try; null when there is no such message.</param>
    internal Decision<MailState, Nothing, MailRefusal> Retry(string message, Caller by, bool? waits, DateTimeOffset at)
    {
        if (!by.IsStaff || waits is null)
            return MailRefusal.NotFound;
        if (!StaffRights.May(by, StaffAct.RetryDelivery))
            return MailRefusal.NotAllowed;
        if (waits is false)
            return MailRefusal.NotWaiting;
        return new(this with { RetriedAt = at }, default, null,
        [
            new Schedule(MailRetry.JobKind, $"mail-retry/{message}/{at.ToUnixTimeMilliseconds()}", message, at, JobLane.Grains),
            JournalRow.Of(message, at, by.Account, "delivery-retried"),
        ]);
    }
}
