namespace Grains.Contracts;

/// <summary>Somebody at the insurer's, or a team (without a name), as customers see them.</summary>
/// <param name="Calendar">The id of the calendar they work by; empty for the product's own.</param>
public sealed record ContactCard(string Id, string Role, string Name = "", string Phone = "", string Team = "", string Calendar = "", Absence? Absence = null)
{
    /// <summary>The team of dedicated contacts, to which no form leads but a callback.</summary>
    public const string Companies = "entreprises";

    /// <summary><c>health</c>, <c>provident</c>…; none stands for all.</summary>
    public IReadOnlyList<string> Universes { get; init; } = [];
}

/// <param name="Substitute">The card that stands in.</param>
public sealed record Absence(DateOnly From, DateOnly? To = null, string Substitute = "");

/// <summary>A card of a company's own.</summary>
/// <param name="Universe"><c>health</c>, <c>provident</c>, <c>retirement</c>, <c>affiliation</c>, or <c>all</c>.</param>
public sealed record DedicatedContact(string Universe, string Card, DateOnly? From = null, DateOnly? To = null)
{
    public const string All = "all";

    public Period Period => new(From, To);
}

/// <param name="Replaces">Whom they stand in for, or null.</param>
/// <param name="Until">The last day of that, where it is known.</param>
public sealed record ChosenContact(ContactCard Card, ContactCard? Replaces = null, DateOnly? Until = null);

/// <summary>Whom a company turns to in a universe.</summary>
public static class ContactChoice
{
    /// <summary>The card dedicated to the universe, else the company's for all, else the team's (the one without a name); null where there is none.</summary>
    public static ChosenContact? Choose(string universe, IReadOnlyList<DedicatedContact> dedicated, IReadOnlyList<ContactCard> cards, DateOnly day)
    {
        var own = Dedicated(universe) ?? Dedicated(DedicatedContact.All);
        var card = cards.FirstOrDefault(c => c.Id == own?.Card) ?? cards.FirstOrDefault(c => c.Name.Length == 0 && c.Universes.Contains(universe));
        return card is null ? null : Present(card, cards, day);

        DedicatedContact? Dedicated(string of) => dedicated.Where(d => d.Universe == of && d.Period.Holds(day)).MaxBy(d => d.From ?? DateOnly.MinValue);
    }

    // A substitute who is away too is not replaced again: two who stand in for each other would never end.
    private static ChosenContact Present(ContactCard card, IReadOnlyList<ContactCard> cards, DateOnly day) =>
        card.Absence is { } away && new Period(away.From, away.To).Holds(day) && cards.FirstOrDefault(c => c.Id == away.Substitute) is { } substitute
            ? new(substitute, card, away.To) : new(card);
}
