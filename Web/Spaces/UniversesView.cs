using Grains.Calendars;
using Grains.Contracts;
using Grains.Interfaces.Spaces;
using Grains.Requests.Callbacks;
using Grains.Text;
using Microsoft.AspNetCore.Html;
using Web.Display;
using Web.Portals;

namespace Web.Spaces;

/// <summary>What the chosen company is covered for, universe by universe: one that it has no contract of is not there.</summary>
public sealed record UniversesView(string CompanyName, IReadOnlyList<UniverseView> Universes)
{
    /// <summary>The beginning of each one's address.</summary>
    public string Path { get; init; } = "";

    /// <summary>The caller affiliates employees of the company.</summary>
    public bool Affiliates { get; init; }

    public bool ReadsEmployees { get; init; }

    /// <summary>What one asks about here: what contracts cover now or soon; in words where that is nothing.</summary>
    public string Domains { get; init; } = "";

    /// <summary>Each one once, with the universes that they look after.</summary>
    public IReadOnlyList<(UniverseContact Contact, string Universes)> Contacts =>
    [
        .. Universes.Where(u => u.Contact is not null).GroupBy(u => (u.Contact!.Name, u.Contact.Role, u.Contact.Phone))
            .Select(g => (g.First().Contact! with { Callback = g.Select(u => u.Callback).FirstOrDefault(c => c is not null) },
                string.Join(", ", g.Select(u => u.Title)))),
    ];

    public static UniversesView Of(
        string companyName, Portal portal, CompanyContracts of, IReadOnlyDictionary<string, BusinessCalendar> calendars, DateTimeOffset now)
    {
        var day = Paris.Day(now);
        var coverage = of.CoverageOn(day);
        Universe[] all = [Universe.Health, Universe.Provident, Universe.Retirement];
        return new(companyName, [.. all.Where(u => coverage.Of(u).IsShown).Select(u => One(u, coverage.Of(u), of, day, calendars, now) with
        {
            Links = u is Universe.Retirement ? portal.RetirementLinks : [],
            Callback = MayAsk(u) ? $"/{portal.Slug}/demandes/rappel?contact={ContactUniverse.Find(u)!.Address}" : null,
        })]) { Path = $"/{portal.Slug}/univers/",
            Affiliates = of.MayAffiliateOn(day),
            ReadsEmployees = coverage.Affiliation && of.ReadsEmployees,
            Domains = Asked(coverage),
        };

        bool MayAsk(Universe universe) => (of.Acts & ContactUniverse.Find(universe)!.Reading) is not UniverseRights.None;
    }

    private static string Asked(Coverage coverage)
    {
        (Universe Of, string Title)[] all =
            [(Universe.Health, CoverTexts.Health), (Universe.Provident, CoverTexts.Provident), (Universe.Affiliation, CoverTexts.Affiliation), (Universe.Retirement, CoverTexts.Retirement)];
        List<string> open = [.. all.Where(u => coverage.Of(u.Of).IsOpen).Select(u => u.Title.ToLowerInvariant())];
        return open.Count == 0 ? SpaceTexts.FrequentContactNone : Typography.Capital(string.Join(", ", open));
    }

    /// <summary>The calendars by which those who are shown work.</summary>
    public static IReadOnlyList<string> CalendarsOf(CompanyContracts of) => [.. of.Cards.Select(c => c.Calendar).Where(c => c.Length > 0).Distinct()];

    private static UniverseView One(
        Universe universe, UniverseCover cover, CompanyContracts of, DateOnly day, IReadOnlyDictionary<string, BusinessCalendar> calendars, DateTimeOffset now)
    {
        var seen = of.Contracts.Where(c => c.Universe == universe && Coverage.IsShown(c, day));
        BusinessCalendar worked = BusinessCalendar.Default;
        var contact = ContactChoice.Choose(UniverseView.Slug(universe), of.Dedicated, of.Cards, day);
        if (contact is not null)
            worked = calendars.GetValueOrDefault(contact.Card.Calendar, BusinessCalendar.Default);
        return new(
            universe,
            cover.State is CoverState.Ended && cover.Until is { } until ? string.Format(CoverTexts.EndedUntil, FrenchDates.Day(until)) : "",
            [.. seen.Select(c =>
                new UniverseContract(c.Title.Length > 0 ? c.Title : string.Format(CoverTexts.ContractNumber, c.Number), c.Number, State(c, day)))],
            contact is null ? null : new UniverseContact(
                contact.Card.Name, contact.Card.Role, contact.Card.Phone,
                OpeningHours.Reachable(worked, now), Replaces(contact), worked.IsOpen(now)));
    }

    private static string State(Contract contract, DateOnly day) => contract.StatusOn(day) switch
    {
        ContractStatus.Upcoming => string.Format(CoverTexts.FromDay, FrenchDates.Day(contract.Start!.Value)),
        ContractStatus.Ended => string.Format(CoverTexts.EndedOn, FrenchDates.Day(contract.End!.Value)),
        ContractStatus.Suspended => CoverTexts.Suspended,
        _ => "",
    };

    private static IHtmlContent? Replaces(ChosenContact contact) => contact switch
    {
        { Replaces: null } => null,
        { Replaces: var absent, Until: { } until } => Named.In(CoverTexts.ReplacesUntil, Named.Of(absent.Name), FrenchDates.Day(until)),
        { Replaces: var absent } => Named.In(CoverTexts.Replaces, Named.Of(absent.Name)),
    };
}

/// <param name="Ended">Until when what has ended is read; empty while a contract is open.</param>
public sealed record UniverseView(Universe Universe, string Ended, IReadOnlyList<UniverseContract> Contracts, UniverseContact? Contact)
{
    public IReadOnlyList<PortalLink> Links { get; init; } = [];

    /// <summary>Where one asks its contact to call back; null for who may not act on it.</summary>
    public string? Callback { get; init; }

    public string Title => Universe switch
    {
        Universe.Health => CoverTexts.Health,
        Universe.Provident => CoverTexts.Provident,
        _ => CoverTexts.Retirement,
    };

    /// <summary>As addresses name it: <c>/{portal}/univers/{Address}</c>.</summary>
    public string Address => ContactUniverse.Find(Universe)!.Address;

    public string Icon => Universe switch
    {
        Universe.Health => "care",
        Universe.Provident => "umbrella",
        _ => "sun",
    };

    /// <summary>As contact cards name it.</summary>
    public static string Slug(Universe universe) => ContactUniverse.Find(universe)!.Card;
}

/// <param name="State">Where it is not simply in force.</param>
public sealed record UniverseContract(string Title, string Number, string State);

/// <param name="Name">Empty for a team.</param>
public sealed record UniverseContact(string Name, string Role, string Phone, string Hours, IHtmlContent? Replaces, bool IsOpen = false)
{
    /// <summary>Where one asks them to call back, from a list of contacts.</summary>
    public string? Callback { get; init; }
}
