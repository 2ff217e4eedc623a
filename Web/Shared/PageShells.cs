using Grains.Access;
using Grains.Companies;
using Grains.Interfaces;
using Grains.Reads;
using Silo.Files;
using Web.Accounts.Session;
using Web.Portals;

namespace Web.Shared;

/// <summary>What surrounds a signed-in page, read once per request.</summary>
public sealed class PageShells(Rights rights, PortalQueries portal, StaffQueries staff, PortalDirectory portals, VirusScanner scanner)
{
    public async Task<PageShell> Portal(HttpContext context, PortalSection section, string? siren = null) =>
        Portal(context, await portal.Shell(rights.ScopeOf(context.Caller())), section, siren);

    /// <summary>The same around what a page has read already, with its own.</summary>
    public PageShell Portal(HttpContext context, ShellFacts shell, PortalSection section, string? siren = null)
    {
        var caller = context.Caller();
        IReadOnlyList<CompanyChoice> mine = [.. shell.Companies.Select(c => Choice(c.Siren, c))];
        var chosen = siren is null ? null : mine.FirstOrDefault(c => c.Siren == siren);
        return new PageShell(portals.Find(caller.Portal)!, caller.Account, caller.Name, mine, chosen, shell.Unread, section, Topics(caller, shell.Spaces))
        {
            Administers = shell.Spaces.Count > 0,
            MayAsk = mine.Count > 0 || Rights.OwnRequestsOf(context.Session().Standing) is not OwnRequests.None,
        };
    }

    /// <summary>What changes lists and counts of this person: their portfolios, and themselves in another browser.</summary>
    public static IReadOnlyList<string> Topics(Caller caller, IReadOnlyList<string> spaces) =>
        [.. spaces.Select(space => $"space/{space}"), $"account/{caller.Account}"];

    public async Task<StaffShell> Staff(HttpContext context)
    {
        var session = context.Session();
        return new StaffShell(session.Account, session.Caller.Name, RoleName(session.Role), await staff.Counts(rights.ScopeOf(session.Caller)),
            session.Role is StaffRole.AdministrateurTechnique && !scanner.IsConfigured);
    }

    public static CompanyChoice Choice(string key, CompanySummary company) => new(key, company.Siren, company.Name, company.City);

    private static string RoleName(StaffRole role) => role switch
    {
        StaffRole.Gestionnaire => SharedTexts.RoleGestionnaire,
        StaffRole.ReferentMedical => SharedTexts.RoleReferentMedical,
        StaffRole.Superviseur => SharedTexts.RoleSuperviseur,
        StaffRole.AdministrateurTechnique => SharedTexts.RoleAdministrateurTechnique,
        _ => SharedTexts.RoleConseiller,
    };
}
