using Grains.Access;
using Grains.Companies;
using Grains.Interfaces;
using Grains.Requests;
using Grains.Spaces;
using Web.Accounts;
using Web.Accounts.Session;
using Web.Portals;
using Web.Public;

namespace Web.Shared;

/// <summary>What surrounds a signed-in page, read once per request.</summary>
public sealed class PageShells(Rights rights, CompanyQueries companies, RequestQueries requests, SpaceQueries spaces, PortalDirectory portals)
{
    /// <summary>The menu holds this many companies; beyond it one searches.</summary>
    private const int MenuSize = 50;

    public async Task<PageShell> Portal(HttpContext context, PortalSection section, string? siren = null)
    {
        var caller = context.Caller();
        var scope = rights.ScopeOf(caller);
        IReadOnlyList<CompanyChoice> mine = [.. (await companies.List(scope, take: MenuSize)).Select(c => Choice(c.Siren, c))];
        var chosen = siren is null ? null : mine.FirstOrDefault(c => c.Siren == siren);
        return new PageShell(portals.Find(caller.Portal)!, caller.Account, caller.Name, mine, chosen, await requests.UnreadCount(scope), section, await Topics(scope))
        {
            MayAsk = mine.Count > 0 || Rights.OwnRequestsOf(context.Session().Standing) is not OwnRequests.None,
        };
    }

    /// <summary>What changes lists and counts of this person: his portfolios, and himself in another browser.</summary>
    public async Task<IReadOnlyList<string>> Topics(Scope scope) => [.. (await spaces.Mine(scope)).Select(space => $"space/{space}"), $"account/{scope.Account}"];

    public static StaffShell Staff(HttpContext context)
    {
        var session = context.Session();
        return new StaffShell(session.Account, session.Caller.Name, RoleName(session.Role));
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
