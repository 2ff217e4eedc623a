using System.Globalization;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Statistics;

namespace Grains.Tests.Statistics;

/// <summary>Counts days from what threads and notes tell, with hours of its own.</summary>
internal sealed class Recount
{
    private static readonly DateTimeOffset Winter = new(2026, 10, 25, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly[] Holidays = [new(2026, 11, 1), new(2026, 11, 11)];
    private readonly SortedDictionary<string, Tally> _days = new(StringComparer.Ordinal);
    private readonly HashSet<(string Team, string Form)> _kinds = [];

    /// <summary>Each day with something to say, as text.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<RandomRequest> requests, DateOnly from, DateOnly to)
    {
        var count = new Recount();
        foreach (var request in requests)
            count.Follow(request);
        return [.. count.Days(from, to)];
    }

    public static string Text(DayFigures f) => Text(
        f.Key.Day, f.Key.Team, f.Key.Form, $"{f.Received} {f.Answered} {f.Late}/{f.Kept} {f.Closed} {f.Reopened} {f.Open}", f.Answers, f.Closings);

    private static string Text(DateOnly day, string team, string form, string counts, string answers, string closings) =>
        string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} {team} {form}: {counts} | {answers} | {closings}");

    private void Follow(RandomRequest request)
    {
        var (used, since, team) = (TimeSpan.Zero, request.Happenings[0].At, request.FirstTeam);
        var (open, waits, answered, missing) = (false, false, false, 0);
        var (promised, late) = (TimeSpan.FromHours(16), false);
        foreach (var one in request.Happenings)
        {
            if (open && !waits)
            {
                late |= used + Worked(since, Shown(one.At)) >= promised;
                used += Worked(since, one.At);
            }
            since = one.At;
            if (one.Team.Length > 0)
            {
                On(one.At, team, request.Form).More--;
                On(one.At, team = one.Team, request.Form).More++;
                continue;
            }
            var day = On(one.At, team, request.Form);
            if (!answered && one.Staff && one.Kind is EntryKind.Message or EntryKind.Asked or EntryKind.Closed)
            {
                answered = true;
                day.Answers.Add((int)used.TotalMinutes);
            }
            switch (one.Kind)
            {
                case EntryKind.Sent:
                    (open, day.Received, day.More) = (true, day.Received + 1, day.More + 1);
                    break;
                case EntryKind.Message when !one.Staff:
                    waits = false;
                    break;
                case EntryKind.Asked:
                    (waits, missing) = (true, 2);
                    break;
                case EntryKind.ItemReceived:
                    missing--;
                    waits = waits && missing > 0;
                    break;
                case EntryKind.Closed or EntryKind.Withdrawn:
                    (open, waits, missing, day.Closed, day.More) = (false, false, 0, day.Closed + 1, day.More - 1);
                    if (one.Kind is EntryKind.Closed)
                    {
                        day.Closings.Add((int)used.TotalMinutes);
                        day.Kept++;
                        day.Late += late ? 1 : 0;
                    }
                    break;
                case EntryKind.Reopened:
                    (open, day.Reopened, day.More) = (true, day.Reopened + 1, day.More + 1);
                    (promised, late) = (used + TimeSpan.FromHours(16), false);
                    break;
            }
        }
    }

    private IEnumerable<string> Days(DateOnly from, DateOnly to)
    {
        var open = new Dictionary<(string, string), int>();
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            foreach (var kind in _kinds.OrderBy(k => k.Team, StringComparer.Ordinal).ThenBy(k => k.Form, StringComparer.Ordinal))
            {
                var tally = _days.GetValueOrDefault($"{day:O} {kind}");
                var now = open[kind] = open.GetValueOrDefault(kind) + (tally?.More ?? 0);
                if (tally is not null || now != 0)
                    yield return Text(day, kind.Team, kind.Form,
                        $"{tally?.Received ?? 0} {tally?.Answers.Count ?? 0} {tally?.Late ?? 0}/{tally?.Kept ?? 0} {tally?.Closed ?? 0} {tally?.Reopened ?? 0} {now}",
                        Times(tally?.Answers), Times(tally?.Closings));
            }
        }
    }

    private Tally On(DateTimeOffset at, string team, string form)
    {
        _kinds.Add((team, form));
        var key = $"{DateOnly.FromDateTime(Local(at)):O} {(team, form)}";
        return _days.TryGetValue(key, out var tally) ? tally : _days[key] = new Tally();
    }

    private static string Times(List<int>? minutes) =>
        string.Join(' ', (minutes ?? []).GroupBy(m => m).OrderBy(g => g.Key).Select(g => g.Count() == 1 ? $"{g.Key}" : $"{g.Key}*{g.Count()}"));

    // An instant that is promised is rounded up to five minutes: later than it is what comes after the last of these.
    private static DateTimeOffset Shown(DateTimeOffset at)
    {
        var step = TimeSpan.FromMinutes(5).Ticks;
        return new DateTimeOffset((at.UtcTicks - 1) / step * step, TimeSpan.Zero);
    }

    private static TimeSpan Worked(DateTimeOffset from, DateTimeOffset to)
    {
        var (begins, ends) = (Local(from), Local(to));
        var worked = TimeSpan.Zero;
        for (var day = begins.Date; day <= ends.Date; day = day.AddDays(1))
        {
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || Holidays.Contains(DateOnly.FromDateTime(day)))
                continue;
            var (opens, closes) = (day.AddHours(8.5), day.AddHours(day.DayOfWeek is DayOfWeek.Friday ? 17 : 18));
            var (first, last) = (begins > opens ? begins : opens, ends < closes ? ends : closes);
            worked += last > first ? last - first : TimeSpan.Zero;
        }
        return worked;
    }

    private static DateTime Local(DateTimeOffset at) => at.UtcDateTime.AddHours(at < Winter ? 2 : 1);

    private sealed class Tally
    {
        public int Received { get; set; }

        public int Kept { get; set; }

        public int Late { get; set; }

        public int Closed { get; set; }

        public int Reopened { get; set; }

        public int More { get; set; }

        public List<int> Answers { get; } = [];

        public List<int> Closings { get; } = [];
    }
}
