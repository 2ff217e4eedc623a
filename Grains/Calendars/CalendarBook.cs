using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Grains.Commits;
using Grains.Text;

namespace Grains.Calendars;

/// <summary>
/// Calendars of teams and people. What supervisors have written goes before what the core system says, week for week and day for day; nobody's secret: whoever
/// asks for one may see it.
/// </summary>
public sealed class CalendarBook(IStateStore store, TimeProvider clock)
{
    private static readonly TimeSpan PrintedLife = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (BusinessCalendar Calendar, DateTimeOffset Until)> _printed = new(StringComparer.Ordinal);

    /// <summary>The portals' own: when customers are answered.</summary>
    public const string Portal = "portail";

    /// <summary>A week that is not written is the product's own.</summary>
    public async ValueTask<BusinessCalendar> Find(string id, CancellationToken cancel = default)
    {
        if (id.Length == 0)
            return BusinessCalendar.Default;
        await using var reading = await store.OpenRead(cancel);
        await using var found = await reading.QueryMultipleAsync(new CommandDefinition(
            """
            SELECT zone, holidays, week FROM ref_calendar WHERE id = @id;
            SELECT week FROM team_calendar WHERE calendar = @id;
            SELECT day, slots, label FROM team_closing WHERE calendar = @id ORDER BY day;
            SELECT day, slots, label FROM ref_calendar_exception WHERE calendar = @id ORDER BY day
            """, new { id }, cancellationToken: cancel));
        var core = await found.ReadFirstOrDefaultAsync<CalendarRow?>();
        var week = await found.ReadFirstOrDefaultAsync<string?>() ?? core?.Week;
        var days = (await found.ReadAsync<ExceptionRow>()).Concat(await found.ReadAsync<ExceptionRow>()).DistinctBy(e => e.Day).ToList();
        if (week is null && days.Count == 0)
            return BusinessCalendar.Default;
        return new BusinessCalendar(
            id, core?.Zone ?? BusinessCalendar.Default.Zone,
            core is null ? BusinessCalendar.Default.Holidays : FrenchHolidays.Zone(core.Holidays) ?? HolidayZone.Metropole,
            week is null ? BusinessCalendar.Default.Week : [.. week.Split(' ').Select(Slots)],
            [.. days.Select(e => new CalendarException(DateOnly.ParseExact(e.Day, "O"), Slots(e.Slots), e.Label))]);
    }

    /// <summary>
    /// For hours that stand on every page and in every mail: from memory, up to a minute old, and older while the store does not answer: the page that says so
    /// shows them, too. What is promised or counted asks <see cref="Find(string, CancellationToken)"/>.
    /// </summary>
    public async ValueTask<BusinessCalendar> Printed(string id, CancellationToken cancel = default)
    {
        if (_printed.TryGetValue(id, out var kept) && clock.GetUtcNow() < kept.Until)
            return kept.Calendar;
        try
        {
            var found = await Find(id, cancel);
            _printed[id] = (found, clock.GetUtcNow() + PrintedLife);
            return found;
        }
        catch (Exception e) when (e is DbException or IOException or TimeoutException)
        {
            return kept.Calendar ?? BusinessCalendar.Default;
        }
    }

    /// <summary>Of each of these.</summary>
    public async Task<IReadOnlyDictionary<string, BusinessCalendar>> Find(IEnumerable<string> ids, CancellationToken cancel = default)
    {
        var found = new Dictionary<string, BusinessCalendar>(StringComparer.Ordinal);
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
            found[id] = await Find(id, cancel);
        return found;
    }

    private static IReadOnlyList<OpenSlot> Slots(string text) => text == CalendarText.Closed ? [] : CalendarText.Slots(text) ?? [];

    private sealed record CalendarRow(string Zone, string Holidays, string Week);

    private sealed record ExceptionRow(string Day, string Slots, string Label);
}
