using Grains.Employees;
using Grains.Letters;
using Grains.Portals;
using Grains.Text;
using Silo.Messaging;
using Silo.Pdf;
using Web.Letters;

namespace Web.Employees.Invite;

/// <summary>What the employee will get, as it will be written, with neither link nor code: « Voir ce que recevra le salarié ».</summary>
public sealed class InvitePreview(MailTemplates templates, IReadOnlyList<MailPortal> portals, LetterPapers papers, SiteAddress site, TimeProvider clock)
{
    private const string Unknown = "XXXXXXXXXX";

    public MailText Mail(string portal, InviteForm typed)
    {
        var until = Until;
        return templates.Render(
            Template(typed), false, portals.First(p => p.Slug == portal), $"{site.Origin}/{portal}/connexion", new Dictionary<string, string>
            {
                ["firstName"] = typed["prenom"],
                ["host"] = new Uri(site.Origin).Host,
                ["link"] = $"{site.Origin}/{portal}/affiliation/{Unknown}",
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
