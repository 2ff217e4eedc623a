using System.Globalization;
using Actors.Durable;
using Grains.Accounts;
using Grains.Mail;

namespace Silo.Mail;

/// <summary>What mails say of a portal, and the address their links begin with: configured, never taken from a request.</summary>
public sealed record MailPortal(string Slug, string Name, string Insurer);

/// <summary>Writes and sends the mails and text messages that commits ask for.</summary>
public sealed class MailHandler(AccountQueries accounts, MailTemplates templates, IMailChannel mail, ISmsChannel sms, SiteAddress site, IReadOnlyList<MailPortal> portals) : IJobHandler
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public string Kind => MailJob.Kind;

    public Task Handle(LeasedJob job, CancellationToken cancel) => Send(job.Key, MailJob.Read(job), cancel);

    public async Task Send(string id, MailJob job, CancellationToken cancel)
    {
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
        if (values.TryGetValue("until", out var until))
            values["until"] = Spell(DateTimeOffset.Parse(until, CultureInfo.InvariantCulture));
        var (subject, text, html) = templates.Render(job.Template, values);
        var message = new OutgoingMessage(id, job.Sms ? owner.Phone : owner.Email, subject, text, html, values.GetValueOrDefault("code"), values.GetValueOrDefault("link"));
        await (job.Sms ? sms.Send(message, cancel) : mail.Send(message, cancel));
    }

    private static string Spell(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, Paris).ToString("dddd d MMMM yyyy 'à' H' h 'mm", CultureInfo.GetCultureInfo("fr-FR"));
}

/// <param name="Origin">Scheme, host and port of the public address, without a slash at the end.</param>
public sealed record SiteAddress(string Origin);
