using Grains.Calendars;
using Grains.Employees;
using Grains.Letters;
using Grains.Portals;
using Grains.Text;
using Silo.Messaging;
using Silo.Pdf;
using Web.Letters;

namespace Web.Employees.Invite;

/// <summary>What the employee will get, as it will be written, with neither link nor code: « Voir ce que recevra le salarié ».</summary>
public sealed class InvitePreview(MailTemplates templates, IReadOnlyList<MailPortal> portals, CalendarBook calendars, LetterPapers papers, SiteAddress site,
    TimeProvider clock)
{
    private const string Unknown = "XXXXXXXXXX";

    public async Task<MailText> Mail(string slug, InviteForm typed, CancellationToken cancel)
    {
        var (until, portal) = (Until, portals.First(p => p.Slug == slug));
        var hours = OpeningHours.WeekOf(await calendars.Printed(portal.Calendar, cancel));
        return templates.Render(
            Template(typed), false, portal, $"{site.Origin}/{slug}/connexion", hours, new Dictionary<string, string>
            {
                ["firstName"] = typed["prenom"],
                ["host"] = new Uri(site.Origin).Host,
                ["link"] = $"{site.Origin}/{slug}/affiliation/{Unknown}",
                ["until"] = $"{FrenchDates.Long(until)} à {FrenchDates.Hour(until)}",
            });
    }

    public PortalPaper Letter(string portal, string company, InviteForm typed) => papers.Of(
    [
        new LetterToPrint(
            new LetterSummary
            {
                Portal = portal, Template = Template(typed), CompanyName = company, Name = $"{typed["prenom"]} {typed["nom"]}", Street = typed["rue"],
                PostCode = typed["codepostal"], City = typed["ville"], At = clock.GetUtcNow(), EndsAt = Until,
            },
            new LetterSecret(Unknown, Unknown)),
    ]);

    private static string Template(InviteForm typed) => typed.IsTyped ? LetterLabels.Typed : LetterLabels.Invitation;

    private DateTimeOffset Until => clock.GetUtcNow() + AffiliationClock.LinkLife;
}
