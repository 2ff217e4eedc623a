using Grains.Calendars;
using Grains.Interfaces.Statistics;
using Grains.Text;

namespace Grains.Statistics;

/// <summary>Makes days of steps. Knows no clock and no store: the same for what is counted once and for today.</summary>
public static class DayReckoning
{
    /// <param name="steps">All steps until then of the requests that made one in these days, those of a request together and in their order.</param>
    /// <param name="before">Open at the end of the day before.</param>
    /// <param name="calendars">Of the teams: time counts by the hours of whose a request is; who has none counts by the product's own.</param>
    /// <returns>Of each day what happened, and what was open: by day, team and form.</returns>
    public static IReadOnlyList<DayFigures> Days(
        IEnumerable<RequestStepView> steps, DateOnly from, DateOnly to, IReadOnlyDictionary<(string Team, string Form), int> before,
        IReadOnlyDictionary<string, BusinessCalendar> calendars)
    {
        var days = new Dictionary<DayKey, DayTally>();
        DayTally Of(DayKey key) => days.TryGetValue(key, out var tally) ? tally : days[key] = new DayTally();
        foreach (var request in steps.GroupBy(s => s.Request))
            Count(request, calendars, key => key.Day < from || key.Day > to ? new DayTally() : Of(key));
        var open = before.ToDictionary();
        var found = new List<DayFigures>();
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            foreach (var (key, tally) in days.Where(d => d.Key.Day == day))
                open[(key.Team, key.Form)] = open.GetValueOrDefault((key.Team, key.Form)) + tally.Opened;
            var keys = days.Keys.Where(k => k.Day == day).Concat(open.Where(o => o.Value != 0).Select(o => new DayKey(day, o.Key.Team, o.Key.Form))).Distinct();
            found.AddRange(keys.OrderBy(k => k.Team, StringComparer.Ordinal).ThenBy(k => k.Form, StringComparer.Ordinal)
                .Select(k => days.GetValueOrDefault(k, new DayTally()).Figures(k, open.GetValueOrDefault((k.Team, k.Form)))));
        }
        return found;
    }

    // One request from its beginning; what happened on other days is told too, and nobody keeps it.
    private static void Count(IEnumerable<RequestStepView> steps, IReadOnlyDictionary<string, BusinessCalendar> calendars, Func<DayKey, DayTally> on)
    {
        var (used, since, runs, answered, team) = (TimeSpan.Zero, default(DateTimeOffset), false, false, "");
        foreach (var step in steps)
        {
            if (runs)
                used += calendars.GetValueOrDefault(team, BusinessCalendar.Default).Elapsed(since, step.At);
            since = step.At;
            var day = Paris.Day(step.At);
            var tally = on(new DayKey(day, step.Team, step.Form));
            switch (step.Kind)
            {
                case StepKind.Received:
                    (runs, tally.Received, tally.Opened) = (true, tally.Received + 1, tally.Opened + 1);
                    break;
                case StepKind.Answered when !answered:
                    answered = true;
                    tally.Answers.Add(used);
                    break;
                case StepKind.Paused:
                    runs = false;
                    break;
                case StepKind.Resumed:
                    runs = true;
                    break;
                case StepKind.Closed or StepKind.Withdrawn:
                    (runs, tally.Closed, tally.Opened) = (false, tally.Closed + 1, tally.Opened - 1);
                    if (step.Kind is StepKind.Closed)
                        tally.Closings.Add(used);
                    break;
                case StepKind.Reopened:
                    (runs, tally.Reopened, tally.Opened) = (true, tally.Reopened + 1, tally.Opened + 1);
                    break;
                case StepKind.Moved:
                    tally.Opened++;
                    on(new DayKey(day, team, step.Form)).Opened--;
                    break;
                case StepKind.InTime or StepKind.Late:
                    (tally.Kept, tally.Late) = (tally.Kept + 1, tally.Late + (step.Kind is StepKind.Late ? 1 : 0));
                    break;
            }
            team = step.Team;
        }
    }

    private sealed class DayTally
    {
        public int Received { get; set; }

        public int Kept { get; set; }

        public int Late { get; set; }

        public int Closed { get; set; }

        public int Reopened { get; set; }

        /// <summary>More open at its end than at its beginning.</summary>
        public int Opened { get; set; }

        public Durations Answers { get; } = new();

        public Durations Closings { get; } = new();

        public DayFigures Figures(DayKey key, int open) => new(key)
        {
            Received = Received, Answered = Answers.Count, Kept = Kept, Late = Late, Closed = Closed, Reopened = Reopened, Open = open,
            Answers = Answers.ToString(), Closings = Closings.ToString(),
        };
    }
}

/// <summary>A step as it is read.</summary>
public sealed record RequestStepView
{
    public string Request { get; init; } = "";

    public StepKind Kind { get; init; }

    public string Portal { get; init; } = "";

    public string Team { get; init; } = "";

    public string Form { get; init; } = "";

    public DateTimeOffset At { get; init; }
}
