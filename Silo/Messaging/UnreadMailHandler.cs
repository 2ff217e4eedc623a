using Dapper;
using Grains.Commits;
using Grains.Mail;
using Grains.Requests;

namespace Silo.Messaging;

/// <summary>Five minutes after an adviser's message: an e-mail to the author, unless a person of the customer's side has read it.</summary>
public sealed class UnreadMailHandler(IStateStore store, MailHandler mails) : IJobHandler
{
    public string Kind => UnreadMail.JobKind;

    public async Task Handle(LeasedJob job, CancellationToken cancel)
    {
        var message = UnreadMail.Payload.Read(job.Payload);
        var found = await Unread(message, cancel);
        if (found is null)
            return;
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["number"] = found.Number,
            ["subject"] = found.Subject,
            ["link"] = $"/{found.Portal}/demandes/{found.Number}",
        };
        await mails.Send(job.Key, new MailJob("request-unread", found.Author, found.Portal, values), cancel);
    }

    // Only the newest unread message is told: an earlier one's job finds a later message and leaves it to that one.
    private async Task<Found?> Unread(UnreadMail.Payload message, CancellationToken cancel)
    {
        await using var reading = await store.OpenRead(cancel);
        return await reading.QuerySingleOrDefaultAsync<Found>(
            """
            SELECT r.portal, r.number, r.subject, r.author FROM request_list r
            WHERE r.request = @Request AND r.customer_news = @Tick
            AND NOT EXISTS (SELECT 1 FROM request_reader p WHERE p.request = r.request AND p.staff = 0 AND p.read >= @Tick)
            """, message);
    }

    private sealed record Found
    {
        public string Portal { get; init; } = "";

        public string Number { get; init; } = "";

        public string Subject { get; init; } = "";

        public string Author { get; init; } = "";
    }
}
