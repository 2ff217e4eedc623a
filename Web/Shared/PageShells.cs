using Grains.Access;
using Grains.Companies;
using Grains.Interfaces;
using Grains.Reads;
using Silo.Files;
using Web.Accounts.Session;
using Web.Companies;
using Web.Portals;
using Web.Security;

namespace Web.Shared;

/// <summary>What surrounds a signed-in page, read once per request.</summary>
public sealed class PageShells(Rights rights, PortalQueries portal, StaffQueries staff, PortalDirectory portals, VirusScanner scanner)
{
    /// <param name="company">The key of the company that the page is about, whatever its address says; null where the address decides.</param>
    public async Task<PageShell> Portal(HttpContext context, PortalSection section, string? company = null)
    {
        var caller = context.Caller();
        var shell = await portal.Shell(rights.ScopeOf(caller), company ?? ChosenCompany.KeyIn(context, caller), context.RequestAborted);
        return Portal(context, shell, section, isFixed: company is not null);
    }

    /// <summary>The same around what a page has read already, with its own.</summary>
    /// <param name="isFixed">The company that was read is the page's own.</param>
    public PageShell Portal(HttpContext context, ShellFacts shell, PortalSection section, bool isFixed = false)
    {
        var caller = context.Caller();
        IReadOnlyList<CompanyChoice> mine = [.. shell.Companies.Take(PortalQueries.MenuSize).Select(c => Choice(c.Siren, c))];
        var typed = ChosenCompany.TypedIn(context);
        var chosen = isFixed ? new ChosenCompany(shell.Chosen) : ChosenCompany.Of(typed, shell);
        var frame = new PageShell(portals.Find(caller.Portal)!, caller.Account, caller.Name, mine,
            chosen.Company is { } company ? Choice(company.Siren, company) : null, shell.Unread, section, Topics(caller, shell.Spaces))
        {
            Administers = shell.Spaces.Count > 0,
            MayAsk = mine.Count > 0 || Rights.OwnRequestsOf(context.Session().Standing) is not OwnRequests.None,
            All = chosen.All,
            HasMore = shell.Companies.Count > PortalQueries.MenuSize,
            // Who goes through all of them stays with all when one of their pages is about one.
            Choice = mine.Count > 1 && isFixed && typed is ChosenCompany.Everything ? typed : chosen.InAddress(mine.Count > 1),
            Affiliates = chosen.Company is { } one ? one.Affiliates : shell.Companies.Any(c => c.Affiliates) || shell.Companies.Count > PortalQueries.MenuSize,
            Target = section switch
            {
                PortalSection.Requests => "demandes",
                PortalSection.Employees => "salaries",
                PortalSection.Forms => CompanyPages.Forms,
                _ => CompanyPages.Home,
            },
        };
        Carry(context, frame, isFixed ? null : new CompanyInAddress(chosen.Unknown, ToRemember(context, typed, chosen, shell)));
        return frame;
    }

    private static void Carry(HttpContext context, PageShell frame, CompanyInAddress? chosen)
    {
        context.Features.Set(chosen);
        context.Features.Set(frame.Choice is { } kept ? new CompanyInLinks(frame.Path(""), kept) : null);
    }

    // What a script asks for again is no choice.
    private static string? ToRemember(HttpContext context, string? typed, ChosenCompany chosen, ShellFacts shell) =>
        typed is null || chosen.Unknown || shell.Companies.Count < 2 || !HttpMethods.IsGet(context.Request.Method) || context.IsFragment() ? null
        : (chosen.Company?.Company ?? "") is var key && key != shell.LastChoice ? key : null;

    /// <summary>What changes lists and counts of this person: their portfolios, and themselves in another browser.</summary>
    public static IReadOnlyList<string> Topics(Caller caller, IReadOnlyList<string> spaces) =>
        [.. spaces.Select(space => $"space/{space}"), $"account/{caller.Account}"];

    public async Task<StaffShell> Staff(HttpContext context)
    {
        var session = context.Session();
        return new StaffShell(session.Account, session.Caller.Name, RoleName(session.Role), await staff.Counts(rights.ScopeOf(session.Caller)),
            session.Role is StaffRole.AdministrateurTechnique && !scanner.IsConfigured);
    }

    public static CompanyChoice Choice(string key, CompanySummary company) => new(key, company.Siren, company.Name, company.City, company.Establishments);

    internal static string RoleName(StaffRole role) => role switch
    {
        StaffRole.Gestionnaire => SharedTexts.RoleGestionnaire,
        StaffRole.ReferentMedical => SharedTexts.RoleReferentMedical,
        StaffRole.Superviseur => SharedTexts.RoleSuperviseur,
        StaffRole.AdministrateurTechnique => SharedTexts.RoleAdministrateurTechnique,
        _ => SharedTexts.RoleConseiller,
    };
}
