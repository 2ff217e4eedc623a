using System.Globalization;
using Grains.Accounts;
using Grains.Calendars;
using Grains.Commits;
using Grains.Employees;
using Grains.Interfaces.Notices;
using Grains.Mail;
using Grains.Notices;
using Grains.Portals;
using Grains.Text;

namespace Silo.Messaging;

/// <summary>
/// Writes and sends the mails and text messages that commits ask for. The address their links begin with is configured, never taken from a request.
/// </summary>
public sealed class MailHandler(
    AccountQueries accounts, MailTemplates templates, IMailChannel mail, ISmsChannel sms, Deliveries deliveries, SiteAddress site,
        IReadOnlyList<MailPortal> portals, CalendarBook calendars, PolicyBook policies, LinkWatch links, NoticeChoices choices, HeldNotices held) : IJobHandler
{
    private static readonly string[] Instants = ["until", "at"];
    private static readonly string[] Paths = ["link", "unsubscribe", "choices"];

    public string Kind => MailJob.Kind;

    public Task Handle(LeasedJob job, CancellationToken cancel) => Send(job.Key, MailJob.Read(job), cancel);

    public async Task Send(string id, MailJob job, CancellationToken cancel)
    {
        // A run that died between the sending and its end: the provider has the message, and would send it once more.
        var before = await deliveries.Find(id, cancel);
        if (before is { WasTaken: true })
            return;
        var owner = job.To is { } address ? new AccountContact { Portal = job.Portal, Email = address, FirstName = job.FirstName }
            : await accounts.Contact(job.Account, cancel) ?? throw new JobRefusedException("The account is gone.");
        var portal = portals.FirstOrDefault(p => p.Slug == owner.Portal) ?? Staff(owner.Portal);
        var values = new Dictionary<string,
            string>(job.Values, StringComparer.Ordinal) { ["firstName"] = owner.FirstName, ["host"] = new Uri(site.Origin).Host };
        var policy = policies.For(owner.Portal);
        (values["codeLife"], values["lockoutFor"]) = (policy.CodeLife.Spell(), policy.LockoutFor.Spell());
        (values["admissionAnswer"], values["setUpLinkLife"]) = (policy.AdmissionAnswer.Spell(), policy.SetUpLinkLife.Spell());
        foreach (var path in Paths.Where(values.ContainsKey))
            values[path] = site.Origin + values[path];
        if (values.TryGetValue("agent", out var agent))
            (values["agent"], values["source"]) = (AgentNames.Of(agent), NetworkNames.Of(values["source"]));
        foreach (var instant in Instants.Where(values.ContainsKey))
            values[instant] = Spell(DateTimeOffset.Parse(values[instant], CultureInfo.InvariantCulture));
        var hours = OpeningHours.WeekOf(await calendars.Printed(portal.Calendar, cancel));
        var (subject, text, html) = templates.Render(job.Template, job.Sms, portal, $"{site.Origin}/{portal.Slug}/connexion", hours, values);
        if (await Held(id, job, subject, cancel))
            return;
        var message =
            new OutgoingMessage(id, job.Sms ? owner.Phone : owner.Email, subject, text, html, values.GetValueOrDefault("code"),
                values.GetValueOrDefault("link")) { Unsubscribe = values.GetValueOrDefault("unsubscribe") };
        await Note(id, job, await Deliver(message, job, cancel), wasLate: before is { HasFailed: true });
    }

    /// <summary>Whether its reader wants to hear of such news once a day, or not at all; in the former case it is kept for that.</summary>
    private async Task<bool> Held(string id, MailJob job, string subject, CancellationToken cancel)
    {
        if (job.Account.Length == 0 || NoticeMails.KindOf(job.Template) is not { } kind)
            return false;
        var timing = await choices.Of(job.Account, kind, cancel);
        if (timing is NoticeTiming.Daily)
            await held.Hold(id, job, kind, subject, cancel);
        return timing is not NoticeTiming.AtOnce;
    }

    private async Task<Delivery> Deliver(OutgoingMessage message, MailJob job, CancellationToken cancel)
    {
        try
        {
            if (job.Sms)
                return await sms.Send(message, cancel);
            await mail.Send(message, cancel);
            return new Delivery(DeliveryState.Sent);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await Note(message.Id, job, e is JobRefusedException refused
                ? new Delivery(DeliveryState.Failed, Error: refused.Code)
                : new Delivery(DeliveryState.Queued, Error: e.GetType().Name));
            throw;
        }
    }

    // The message's fate is settled whether or not it can be written down now: failing here would send it twice, or hide why it failed.
    private async Task Note(string id, MailJob job, Delivery delivery, bool wasLate = false)
    {
        try
        {
            await deliveries.Note(id, job.Sms, delivery, job, CancellationToken.None);
            // However late it fails, or leaves after all: who invited sees it on the page that stands open.
            if ((delivery.HasFailed || wasLate) && job.Watched.Length > 0)
                await links.Tell(job.Watched);
        }
        catch (IOException)
        {
        }
    }

    // The back office wears the insurer's own colours; its people need no number to call.
    private MailPortal Staff(string slug) =>
        new(slug, "Gestion", portals.Count > 0 ? portals[0].Insurer : "Guichet", portals.Count > 0 ? portals[0].Brand : "", "");

    /// <summary>« mardi 24 novembre 2026 à 9 h 05 »</summary>
    private static string Spell(DateTimeOffset at) => $"{FrenchDates.Long(at)} à {FrenchDates.Hour(at)}";
}
