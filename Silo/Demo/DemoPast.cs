using System.Globalization;
using Grains.Calendars;
using Grains.Commits;
using Grains.Statistics;
using Grains.Text;
using Silo.Storage;

namespace Silo.Demo;

/// <summary>
/// Three months before the demo's stories: steps of requests that are long over, so that the statistics have something to show. Nothing else of them is
/// there; days are counted from them by the same job as everybody's.
/// </summary>
public sealed class DemoPast(IHostStore store, DayCountService days)
{
    private const int Days = 91;
    private const int Statement = 400;

    // Portal, team, form, and how many of a hundred.
    private static readonly (string Portal, string Team, string Form, int Share)[] Kinds =
    [
        (DemoPeople.Portal, "prevoyance", "arret-travail", 22), (DemoPeople.Portal, "entreprises", "question-dsn", 16),
        (DemoPeople.Portal, "sante", "attestation", 15),
        (DemoPeople.Portal, "affiliation", "situation", 10), (DemoPeople.Portal, "sante", "contact", 9), (DemoPeople.Portal, "retraite", "contact", 5),
        (DemoPeople.Portal, "reclamations", "reclamation", 4), ("particulier", "sante", "remboursement", 12), ("particulier", "affiliation", "adresse", 7),
    ];

    /// <param name="today">Everything is closed on the day before.</param>
    public async Task Fill(IReadOnlySet<string> portals, DateTimeOffset today)
    {
        var rows = Requests(Paris.Day(today)).Where(r => portals.Contains(r.Portal)).Select(r => string.Create(CultureInfo.InvariantCulture,
            $"('{r.Request}', {r.Step}, {(int)r.Kind}, '{r.Portal}', '{r.Team}', '{r.Form}', {r.At.ToUnixTimeMilliseconds()})"));
        foreach (var some in rows.Chunk(Statement))
            await store.Execute(
                $"""
                INSERT INTO request_step (request, step, kind, portal, team, form, at) VALUES {string.Join(", ", some)}
                ON CONFLICT (request, step) DO NOTHING
                """,
                CommitLane.Bulk, CancellationToken.None);
        await days.Look(CancellationToken.None);
    }

    // The same past for the same day.
    private static IEnumerable<RequestStepRow> Requests(DateOnly today)
    {
        var chance = new Random(1789);
        var (calendar, end) = (BusinessCalendar.Default, Paris.At(today.AddDays(-1).ToDateTime(new TimeOnly(17, 30))));
        for (var back = Days; back > 0; back--)
        {
            var day = today.AddDays(-back);
            // Mondays are full, weekends quiet; it comes and goes by the month.
            var many = day.DayOfWeek switch { DayOfWeek.Saturday or DayOfWeek.Sunday => 1, DayOfWeek.Monday => 11, _ => 8 }
                + (int)Math.Round(3 * Math.Sin(back / 9.0)) * (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1);
            for (var i = 0; i < many + chance.Next(4); i++)
            {
                var received = Paris.At(day.ToDateTime(new TimeOnly(8, 0)).AddMinutes(chance.Next(660)));
                if (received < end)
                {
                    foreach (var step in Life($"demo-{back}-{i}", received, calendar, end, chance))
                        yield return step;
                }
            }
        }
    }

    private static IEnumerable<RequestStepRow> Life(string id, DateTimeOffset received, BusinessCalendar calendar, DateTimeOffset end, Random chance)
    {
        var kind = Kinds[0];
        for (var (place, i) = (chance.Next(Kinds.Sum(k => k.Share)), 0); place >= 0; place -= Kinds[i++].Share)
            kind = Kinds[i];
        DateTimeOffset Later(DateTimeOffset from, double hours)
        {
            var at = calendar.AddBusinessTime(from, TimeSpan.FromHours(hours));
            return at < end ? at : end;
        }
        var slow = kind.Team is "reclamations" ? 2.2 : 1;
        var answered = Later(received, (0.3 + 9 * chance.NextDouble() + (chance.Next(14) == 0 ? 9 : 0)) * slow);
        List<(StepKind Kind, DateTimeOffset At)> steps = [(StepKind.Received, received), (StepKind.Answered, answered)];
        var last = answered;
        if (chance.Next(10) < 3)
        {
            last = Later(answered, 4 + 14 * chance.NextDouble());
            steps.AddRange([(StepKind.Paused, answered), (StepKind.Resumed, last)]);
        }
        var closed = Later(last, (1 + 13 * chance.NextDouble()) * slow);
        var used = calendar.Elapsed(received, answered) + calendar.Elapsed(last, closed);
        steps.AddRange([(StepKind.Closed, closed), (used > TimeSpan.FromHours(slow > 1 ? 40 : 16) ? StepKind.Late : StepKind.InTime, closed)]);
        return steps.Select((s, i) => new RequestStepRow($"{kind.Portal}/{id}", i + 1, s.Kind, kind.Portal, kind.Team, kind.Form, s.At));
    }
}
