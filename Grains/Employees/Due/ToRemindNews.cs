using System.Runtime.CompilerServices;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Companies;
using Grains.Interfaces.Notices;
using Grains.Notices;

namespace Grains.Employees.Due;

/// <summary>What a mail of employees to remind tells, and to whom: the host asks, for nobody.</summary>
public sealed class ToRemindNews(IGrainFactory grains, ToRemindQueries queries, NoticeChoices choices, TimeProvider clock)
{
    /// <summary>
    /// Who is to be told. The job takes what came to be since the last mail of its kind, once for all its tries; who may hear of it, and chose to, is
    /// judged at each.
    /// </summary>
    public async IAsyncEnumerable<ToRemindReader> Read(LeasedJob job, [EnumeratorCancellation] CancellationToken cancel)
    {
        var mail = ToRemindMail.Read(job);
        var news = await grains.GetGrain<ICompanyGrain>(mail.Company).TakeReminderNews(OperationId.Of(job.Key, "take"));
        for (var after = ""; after is not null;)
        {
            var found = await queries.Readers(mail.Company, news, after, clock.GetUtcNow(), cancel);
            var timings = await choices.Of([.. found.Select(r => r.Account)], cancel);
            foreach (var reader in found.Where(r => r.Count > 0 && timings[r.Account].Of(NoticeKind.Reminder) is NoticeTiming.AtOnce))
                yield return reader;
            after = found.Count < ToRemindQueries.Block ? null : found[^1].Account;
        }
    }
}
