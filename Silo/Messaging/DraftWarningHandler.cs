using Grains.Commits;
using Grains.Mail;
using Grains.Requests.Drafts;

namespace Silo.Messaging;

/// <summary>Two weeks before a draft is deleted: an e-mail to each who works on it and still may.</summary>
public sealed class DraftWarningHandler(DraftQueries drafts, MailHandler mails, TimeProvider clock) : IJobHandler
{
    public string Kind => DraftWarning.JobKind;

    public async Task Handle(LeasedJob job, CancellationToken cancel)
    {
        if (await drafts.Warned(job.Payload, clock.GetUtcNow(), cancel) is not { } warned)
            return;
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["subject"] = warned.Subject,
            ["until"] = warned.LastAt.AddMonths(DraftWarning.KeptMonths).ToString("O"),
            ["link"] = $"/{warned.Portal}/demandes/brouillons/{job.Payload[(warned.Portal.Length + 1)..]}",
        };
        // Whose mail cannot be sent keeps no other from theirs: the job is tried again, and who has it gets no second one.
        List<Exception> failed = [];
        foreach (var account in warned.Accounts)
        {
            try
            {
                await mails.Send($"{job.Key}/{account}", new MailJob(DraftWarning.Template, account, warned.Portal, values), cancel);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failed.Add(e);
            }
        }
        if ((failed.Find(e => e is not JobRefusedException) ?? failed.FirstOrDefault()) is { } reason)
            throw reason;
    }
}
