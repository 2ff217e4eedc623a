using Grains.Access;
using Grains.Calendars;
using Grains.Companies;
using Grains.Contracts;
using Grains.Interfaces;
using Grains.Text;
using Web.Portals;

namespace Web.Spaces;

/// <summary>What the home page tells of contracts: the chosen company's universes, or an insured person's own cover.</summary>
public sealed class HomeCover(Rights rights, CompanyQueries companies, ContractQueries contracts, InsuredQueries insured, CalendarBook calendars,
    TimeProvider clock)
{
    /// <summary>The company that an address names, also where the menu does not reach it; else the first by name, null where there is none.</summary>
    /// <param name="menu">The caller's first companies by name.</param>
    public async Task<CompanySummary?> Choose(Caller caller, IReadOnlyList<CompanySummary> menu, string? siren, CancellationToken cancel)
    {
        if (siren is null || menu.Count == 0)
            return menu.FirstOrDefault();
        return menu.FirstOrDefault(c => c.Siren == siren)
            ?? (await companies.List(rights.ScopeOf(caller), siren, take: 1, cancel)).FirstOrDefault(c => c.Siren == siren) ?? menu[0];
    }

    public async Task<UniversesView> Of(Caller caller, Portal portal, CompanySummary company, CancellationToken cancel)
    {
        var found = await contracts.Of(rights.ScopeOf(caller), company.Company, cancel);
        var worked = new Dictionary<string, BusinessCalendar>();
        foreach (var id in UniversesView.CalendarsOf(found))
            worked[id] = await calendars.Find(id, cancel);
        return UniversesView.Of(company.Name, portal, found, worked, clock.GetUtcNow());
    }

    public async Task<InsuredCoverView> Own(Caller caller, CancellationToken cancel) =>
        InsuredCoverView.Of(await insured.Own(rights.ScopeOf(caller), cancel), Paris.Day(clock.GetUtcNow()));
}
