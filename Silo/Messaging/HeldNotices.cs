using Grains.Commits;
using Grains.Interfaces.Notices;
using Grains.Mail;
using Grains.Notices;
using Silo.Storage;

namespace Silo.Messaging;

/// <summary>Mails that wait for the day's digest instead of being sent.</summary>
public sealed class HeldNotices(IHostStore store, ISealer sealer, TimeProvider clock)
{
    // A digest takes what came since the one before; a portal that is closed for long has nothing older to say.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    /// <summary>Keeps it for its digest; a repeat changes nothing.</summary>
    /// <param name="id">Key of the job that would have sent it.</param>
    public async Task Hold(string id, MailJob job, NoticeKind kind, string subject, CancellationToken cancel) => await store.Execute(
        """
        INSERT INTO held_notice (job, account, kind, company, siret, sealed, at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (job) DO NOTHING
        """, CommitLane.Bulk, cancel, id, job.Account, (long)kind, job.Company, job.Siret, HeldNotice.Seal(sealer, id, subject),
        clock.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Forgets some thousands of those that are old.</summary>
    public async Task Sweep(CancellationToken cancel) => await store.Execute(
        "DELETE FROM held_notice WHERE job IN (SELECT h.job FROM held_notice h WHERE h.at < $1 ORDER BY h.at LIMIT 2000)", CommitLane.Bulk, cancel,
        (clock.GetUtcNow() - Kept).ToUnixTimeMilliseconds());
}
