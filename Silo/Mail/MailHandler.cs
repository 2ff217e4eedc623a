using System.Globalization;
using Actors.Durable;
using Grains.Accounts;
using Grains.Mail;

namespace Silo.Mail;

/// <summary>What mails say of a portal, and the address their links begin with: configured, never taken from a request.</summary>
public sealed record MailPortal(string Slug, string Name, string Insurer);

/// <summary>Writes and sends the mails and text messages that commits ask for.</summary>
public sealed class MailHandler(
    AccountQueries accounts, MailTemplates templates, IMailChannel mail, ISmsChannel sms, Deliveries deliveries, SiteAddress site, IReadOnlyList<MailPortal> portals) : IJobHandler
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public string Kind => MailJob.Kind;

    public Task Handle(LeasedJob job, CancellationToken cancel) => Send(job.Key, MailJob.Read(job), cancel);

    public async Task Send(string id, MailJob job, CancellationToken cancel)
    {
        // A run that died between the sending and its end: the provider has the message, and would send it once more.
        if (await deliveries.Find(id, cancel) is { WasTaken: true })
            return;
        var owner = await accounts.Contact(job.Account) ?? throw new JobRefusedException("The account is gone.");
        var portal = portals.FirstOrDefault(p => p.Slug == owner.Portal) ?? new MailPortal(owner.Portal, "Gestion", portals.Count > 0 ? portals[0].Insurer : "Guichet");
        var values = new Dictionary<string, string>(job.Values, StringComparer.Ordinal)
        {
            ["firstName"] = owner.FirstName,
            ["portal"] = portal.Name,
            ["insurer"] = portal.Insurer,
        };
        if (values.TryGetValue("link", out var path))
            values["link"] = site.Origin + path;
        values["host"] = new Uri(site.Origin).Host;
        if (values.TryGetValue("until", out var until))
            values["until"] = Spell(DateTimeOffset.Parse(until, CultureInfo.InvariantCulture));
        var (subject, text, html) = templates.Render(job.Template, job.Sms, values);
        var message = new OutgoingMessage(id, job.Sms ? owner.Phone : owner.Email, subject, text, html, values.GetValueOrDefault("code"), values.GetValueOrDefault("link"));
        await Note(id, job.Sms, await Deliver(message, job.Sms, cancel));
    }

    private async Task<Delivery> Deliver(OutgoingMessage message, bool bySms, CancellationToken cancel)
    {
        try
        {
            if (bySms)
                return await sms.Send(message, cancel);
            await mail.Send(message, cancel);
            return new Delivery(DeliveryState.Sent);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await Note(message.Id, bySms, e is JobRefusedException refused
                ? new Delivery(DeliveryState.Failed, Error: refused.Code)
                : new Delivery(DeliveryState.Queued, Error: e.GetType().Name));
            throw;
        }
    }

    // The message's fate is settled whether or not it can be written down now: failing here would send it twice, or hide why it failed.
    private async Task Note(string id, bool bySms, Delivery delivery)
    {
        try
        {
            await deliveries.Note(id, bySms, delivery, CancellationToken.None);
        }
        catch (IOException)
        {
        }
    }

    private static string Spell(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, Paris).ToString("dddd d MMMM yyyy 'à' H' h 'mm", CultureInfo.GetCultureInfo("fr-FR"));
}

/// <param name="Origin">Scheme, host and port of the public address, without a slash at the end.</param>
public sealed record SiteAddress(string Origin);
