using System.Text.Json;
using Dapper;
using Grains.Access;
using Grains.Calendars;
using Grains.Commits;
using Grains.Interfaces.Statistics;
using Grains.Reads;
using Grains.Text;

namespace Grains.Statistics;

/// <summary>
/// What happened to requests, by day: days that are over as they were counted, the last ones from the steps of their requests. No thread is read, and
/// of the steps those of the requests alone that made one in these days.
/// </summary>
public sealed class StatisticsQueries(IStateStore store, ISqlDialect dialect, CalendarBook calendars)
{
    /// <summary>The longest period, in days.</summary>
    public const int MostDays = 366;

    // Counted at once until the job has come: today, and what a node that was away left.
    private const int MostLive = 7;
    private const int MostRows = 200_000;
    private const string Columns = "d.portal, d.day, d.team, d.form, d.received, d.answered, d.kept, d.late, d.closed, d.reopened, d.open, d.answers, d.closings";

    /// <summary>Days of these portals, the last ones up to now. Staff only.</summary>
    /// <param name="to">Not after today.</param>
    /// <exception cref="InvalidOperationException">The caller is a customer.</exception>
    public async Task<IReadOnlyList<PortalDay>> Days(Scope scope, IReadOnlyList<string> portals, DateOnly from, DateOnly to, CancellationToken cancel = default)
    {
        if (!scope.IsStaff)
            throw new InvalidOperationException("Statistics are the staff's.");
        var today = Paris.Day(scope.Now);
        var oldest = today.AddDays(1 - MostLive);
        var batch = new StatementBatch(scope);
        var (marks, rows) = (batch.Add(MarksOf(scope, portals)), batch.Add(RowsOf(scope, portals, (from < oldest ? from : oldest).AddDays(-1), to)));
        await batch.Run(store, cancel);
        var kept = rows.Value.Select(r => new PortalDay(r.Portal, r.Figures)).ToList();
        var live = portals.ToDictionary(p => p, p => Later(marks.Value.FirstOrDefault(m => m.Portal == p)?.Next ?? oldest, oldest));
        var since = live.Values.Min();
        var days = kept.Where(k => k.Day < live[k.Portal]).ToList();
        if (since <= to)
        {
            var steps = await StepsOf(scope, portals, DayCountService.Start(since), scope.Now).Alone(store, cancel);
            var hours = await calendars.Find(steps.Select(s => s.Team), cancel);
            foreach (var portal in portals)
            {
                var before = kept.Where(k => k.Portal == portal && k.Day == live[portal].AddDays(-1))
                    .ToDictionary(k => (k.Of.Key.Team, k.Of.Key.Form), k => k.Of.Open);
                days.AddRange(DayReckoning.Days(steps.Where(s => s.Portal == portal), live[portal], to, before, hours)
                    .Select(f => new PortalDay(portal, f)));
            }
        }
        return [.. days.Where(d => d.Day >= from && d.Day <= to)];
    }

    /// <summary>The first day of a portal of which anything is known; null for none.</summary>
    internal async Task<DateOnly?> FirstDay(string portal, CancellationToken cancel = default)
    {
        await using var reading = await store.OpenRead(cancel);
        var at = await reading.ExecuteScalarAsync<long?>(new CommandDefinition(
            "SELECT s.at FROM request_step s WHERE s.portal = @portal ORDER BY s.at LIMIT 1", new { portal }, cancellationToken: cancel));
        return at is { } first ? Paris.Day(DateTimeOffset.FromUnixTimeMilliseconds(first)) : null;
    }

    /// <summary>The day that is to be counted next; null where nothing ever happened.</summary>
    internal async Task<DateOnly?> NextDay(string portal, CancellationToken cancel)
    {
        await using var reading = await store.OpenRead(cancel);
        var mark = await reading.ExecuteScalarAsync<string?>(new CommandDefinition(
            "SELECT m.counted_to FROM statistics_mark m WHERE m.portal = @portal", new { portal }, cancellationToken: cancel));
        return mark is null ? await FirstDay(portal, cancel) : RequestDayRow.Parse(mark).AddDays(1);
    }

    /// <summary>What is kept of a portal's days.</summary>
    internal async Task<IReadOnlyList<DayFigures>> Kept(string portal, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        await using var reading = await store.OpenRead(cancel);
        return [.. (await reading.QueryAsync<DayView>(new CommandDefinition(
            $"SELECT {Columns} FROM request_day d WHERE d.portal = @portal AND d.day >= @from AND d.day <= @to",
            new { portal, from = RequestDayRow.Text(from), to = RequestDayRow.Text(to) }, cancellationToken: cancel))).Select(r => r.Figures)];
    }

    /// <summary>See <see cref="DayReckoning.Days"/>.</summary>
    internal async Task<IReadOnlyList<RequestStepView>> Steps(string portal, DateTimeOffset since, DateTimeOffset until, CancellationToken cancel)
    {
        await using var reading = await store.OpenRead(cancel);
        return [.. await reading.QueryAsync<RequestStepView>(new CommandDefinition(StepsSql("s.portal = @portal"),
            new { portal, since = since.ToUnixTimeMilliseconds(), until = until.ToUnixTimeMilliseconds() }, cancellationToken: cancel))];
    }

    internal Statement<IReadOnlyList<RequestStepView>> StepsOf(Scope scope, IReadOnlyList<string> portals, DateTimeOffset since, DateTimeOffset until) =>
        Statement.Rows<RequestStepView>(scope, StepsSql(dialect.Among("s.portal", "@portals")),
            ("portals", JsonSerializer.Serialize(portals)), ("since", since.ToUnixTimeMilliseconds()), ("until", until.ToUnixTimeMilliseconds()));

    internal Statement<IReadOnlyList<DayView>> RowsOf(Scope scope, IReadOnlyList<string> portals, DateOnly from, DateOnly to) => Statement.Rows<DayView>(
        scope,
        $"""
        SELECT {Columns} FROM request_day d WHERE {dialect.Among("d.portal", "@portals")} AND d.day >= @from AND d.day <= @to
        ORDER BY d.portal, d.day LIMIT {MostRows}
        """,
        ("portals", JsonSerializer.Serialize(portals)), ("from", RequestDayRow.Text(from)), ("to", RequestDayRow.Text(to)));

    private Statement<IReadOnlyList<MarkView>> MarksOf(Scope scope, IReadOnlyList<string> portals) => Statement.Rows<MarkView>(
        scope, $"SELECT m.portal, m.counted_to FROM statistics_mark m WHERE {dialect.Among("m.portal", "@portals")}",
        ("portals", JsonSerializer.Serialize(portals)));

    private static string StepsSql(string ofPortals) =>
        $"""
        SELECT t.request, t.kind, t.portal, t.team, t.form, t.at
        FROM (SELECT DISTINCT s.request FROM request_step s WHERE {ofPortals} AND s.at >= @since AND s.at < @until) w CROSS JOIN request_step t
        WHERE t.request = w.request AND t.at < @until ORDER BY t.request, t.step
        """;

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private sealed record MarkView
    {
        public string Portal { get; init; } = "";

        public string CountedTo { get; init; } = "";

        public DateOnly Next => RequestDayRow.Parse(CountedTo).AddDays(1);
    }
}

/// <param name="Of">What happened on it.</param>
public sealed record PortalDay(string Portal, DayFigures Of)
{
    public DateOnly Day => Of.Key.Day;
}

internal sealed record DayView
{
    public string Portal { get; init; } = "";

    public string Day { get; init; } = "";

    public string Team { get; init; } = "";

    public string Form { get; init; } = "";

    public int Received { get; init; }

    public int Answered { get; init; }

    public int Kept { get; init; }

    public int Late { get; init; }

    public int Closed { get; init; }

    public int Reopened { get; init; }

    public int Open { get; init; }

    public string Answers { get; init; } = "";

    public string Closings { get; init; } = "";

    public DayFigures Figures => new(new DayKey(RequestDayRow.Parse(Day), Team, Form))
    {
        Received = Received, Answered = Answered, Kept = Kept, Late = Late, Closed = Closed, Reopened = Reopened, Open = Open, Answers = Answers, Closings = Closings,
    };
}
