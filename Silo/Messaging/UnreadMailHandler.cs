using Grains.Commits;
using Grains.Mail;
using Grains.Notices;
using Grains.Requests;

namespace Silo.Messaging;

/// <summary>Some minutes after an adviser did something: an e-mail to each whom it concerns and who wants one, unless one of them has read it.</summary>
public sealed class UnreadMailHandler(RecipientQueries recipients, MailHandler mails, UnsubscribeLinks links, TimeProvider clock) : IJobHandler
{
    public string Kind => UnreadMail.JobKind;

    public async Task Handle(LeasedJob job, CancellationToken cancel)
    {
        var message = UnreadMail.Payload.Read(job.Payload);
        // Only the newest unread message is told: an earlier one's job finds a later message and leaves it to that one.
        if (await recipients.Unread(message.Request, message.Tick, clock.GetUtcNow(), cancel) is not { } news)
            return;
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["number"] = news.Number,
            ["subject"] = news.Subject,
            ["link"] = $"/{news.Portal}/demandes/{news.Number}",
        };
        // Whose mail cannot be sent keeps no other from theirs: the job is tried again, and who has it gets no second one.
        List<Exception> failed = [];
        foreach (var (account, template) in news.Recipients)
        {
            try
            {
                var own = new Dictionary<string, string>(values, StringComparer.Ordinal)
                {
                    ["unsubscribe"] = links.Path(news.Portal, new Unsubscription(message.Request, account, news.Number)),
                };
                await mails.Send($"{job.Key}/{account}", new MailJob(template, account, news.Portal, own), cancel);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failed.Add(e);
            }
        }
        // A refusal is final: it is what the job ends with only when nothing else is left to try.
        if (failed.Find(e => e is not JobRefusedException) is { } again)
            throw again;
        if (failed.Count > 0)
            throw failed[0];
    }
}
