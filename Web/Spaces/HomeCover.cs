using Grains.Access;
using Grains.Calendars;
using Grains.Contracts;
using Grains.Interfaces;
using Grains.Text;
using Web.Portals;
using Web.Shared;

namespace Web.Spaces;

/// <summary>What the home page tells of contracts: the chosen company's universes, or an insured person's own cover.</summary>
public sealed class HomeCover(Rights rights, ContractQueries contracts, InsuredQueries insured, CalendarBook calendars,
    TimeProvider clock)
{
    public async Task<UniversesView> Of(Caller caller, Portal portal, CompanyChoice company, CancellationToken cancel)
    {
        var found = await contracts.Of(rights.ScopeOf(caller), $"{caller.Portal}/{company.Siren}", cancel);
        var worked = new Dictionary<string, BusinessCalendar>();
        foreach (var id in UniversesView.CalendarsOf(found))
            worked[id] = await calendars.Printed(id, cancel);
        return UniversesView.Of(company.Name, portal, found, worked, clock.GetUtcNow());
    }

    /// <summary>The portal's blocks, each with its hours of now.</summary>
    public async Task<IReadOnlyList<BlockView>> Blocks(Portal portal, CancellationToken cancel)
    {
        var hours = new Dictionary<string, BusinessCalendar>();
        foreach (var id in portal.Blocks.Where(b => b.Phone.Length > 0).Select(b => b.Calendar).Distinct())
            hours[id] = await calendars.Printed(id, cancel);
        return [.. portal.Blocks.Select(b => BlockView.Of(b, hours.GetValueOrDefault(b.Calendar), clock.GetUtcNow()))];
    }

    public async Task<InsuredCoverView> Own(Caller caller, CancellationToken cancel) =>
        InsuredCoverView.Of(await insured.Own(rights.ScopeOf(caller), cancel), Paris.Day(clock.GetUtcNow()));
}
