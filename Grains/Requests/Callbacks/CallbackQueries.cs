using Grains.Access;
using Grains.Calendars;
using Grains.Contracts;
using Grains.Interfaces.Spaces;
using Grains.Requests.Forms;
using Grains.Text;

namespace Grains.Requests.Callbacks;

/// <param name="Contact">Their card's id; of who has no company, the team's name.</param>
/// <param name="Name">Empty for a team.</param>
/// <param name="Team">The queue that they answer from.</param>
public sealed record CallbackOffer(string Contact, string Name, string Role, string Team, string Hours, bool IsOpen, IReadOnlyList<CallbackSlot> Slots)
{
    /// <summary>The end of the time that was chosen.</summary>
    internal DateTimeOffset? EndOf(string? slot) => CallbackSlot.Parse(slot) is { } asked ? Calendar.Instant(asked.Day, asked.To) : null;

    internal BusinessCalendar Calendar { get; init; } = BusinessCalendar.Default;

    public bool Has(string? slot) => CallbackSlot.Parse(slot) is { } asked && Slots.Contains(asked);
}

/// <summary>Who calls back, and when they may.</summary>
public sealed class CallbackQueries(ContractQueries contracts, CalendarBook calendars)
{
    private const string Contact = "contact";

    /// <summary>
    /// The contact of the company in the universe that the answers name; who asks for themselves is called by a team. Null where the caller may not act on
    /// that universe, or the company has no contact in it: a foreign company has none.
    /// </summary>
    public async Task<CallbackOffer?> Of(
        Scope scope, FormDefinition form, string company, IReadOnlyDictionary<string, string> answers, CancellationToken cancel = default)
    {
        if (form.IsPersonal)
            return company == scope.Own ? Offer(new ContactCard("", ""), form.TeamOf(answers), BusinessCalendar.Default, scope.Now) : null;
        if (ContactUniverse.Find(answers.GetValueOrDefault(Contact)) is not { } universe || company.Length == 0)
            return null;
        var found = await contracts.Of(scope, company, cancel);
        var day = Paris.Day(scope.Now);
        if ((found.Acts & universe.Reading) is UniverseRights.None || !found.CoverageOn(day).Of(universe.Universe).IsShown
            || ContactChoice.Choose(universe.Card, found.Dedicated, found.Cards, day) is not { Card: var card })
            return null;
        return Offer(card, card.Team.Length > 0 ? card.Team : universe.Address, await calendars.Find(card.Calendar, cancel), scope.Now);
    }

    private static CallbackOffer Offer(ContactCard card, string team, BusinessCalendar calendar, DateTimeOffset now) => new(
        card.Id.Length > 0 ? card.Id : team, card.Name, card.Role, team, OpeningHours.Reachable(calendar, now), calendar.IsOpen(now),
        CallbackSlot.Of(calendar, now)) { Calendar = calendar };
}
