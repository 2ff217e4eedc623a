using Grains.Commits;
using Grains.Interfaces.Portals;

namespace Grains.Portals;

/// <summary>Tells a portal's open pages when the clock begins or ends an announcement. Whoever asks then reads it right whether it ran or not.</summary>
public sealed class AnnouncementJob(IGrainFactory grains) : IJobHandler
{
    private const string JobKind = "announcement-changed";

    public string Kind => JobKind;

    public Task Handle(LeasedJob job, CancellationToken cancel) => grains.GetGrain<IAnnouncementGrain>(job.Payload).Changed(job.Operation);

    public static IEnumerable<Effect> Of(AnnouncementRow row, DateTimeOffset now)
    {
        if (row.FromAt > now)
            yield return new Schedule(JobKind, KeyOf(row, "from"), row.Portal, row.FromAt, JobLane.Grains);
        if (row.ToAt is { } to)
            yield return new Schedule(JobKind, KeyOf(row, "to"), row.Portal, to, JobLane.Grains);
    }

    public static IEnumerable<Effect> Cancelled(AnnouncementRow row) => [new Cancel(KeyOf(row, "from")), new Cancel(KeyOf(row, "to"))];

    // Changed, it has jobs of its own: work that was cancelled is never done under its key.
    private static string KeyOf(AnnouncementRow row, string which) =>
        $"announcement/{row.Portal}/{row.Announcement}/{row.PublishedAt.ToUnixTimeMilliseconds()}/{which}";
}
