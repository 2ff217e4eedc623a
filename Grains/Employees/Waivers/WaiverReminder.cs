using System.Globalization;
using Grains.Commits;
using Grains.Text;

namespace Grains.Employees.Waivers;

/// <summary>
/// Reminds of a waiver 60, 30 and 7 days before its last day, at nine in the morning in Paris. Three jobs ride in the commit that accepts it; each finds by
/// itself whether there is still something to remind of.
/// </summary>
public sealed class WaiverReminder(WaiverService waivers) : IJobHandler
{
    /// <summary>Days before the last one.</summary>
    public static readonly IReadOnlyList<int> Before = [60, 30, 7];

    private const string JobKind = "waiver-reminder";
    private const int Hour = 9;

    public string Kind => JobKind;

    public Task Handle(LeasedJob job, CancellationToken cancel)
    {
        var parts = job.Payload.Split('|');
        return waivers.Remind(job.Operation, parts[0], Number(parts[1]), Number(parts[2]));
    }

    internal static IEnumerable<Effect> For(EmployeeTurn turn, Waiver waiver) => waiver.To is not { } last ? [] : Before
        .Select(days => (days, At: Paris.At(last.AddDays(-days).ToDateTime(new TimeOnly(Hour, 0))))).Where(r => r.At > turn.At)
        .Select(r => new Schedule(JobKind, $"{JobKind}/{turn.Employee}/{waiver.Id}/{r.days}", $"{turn.Employee}|{waiver.Id}|{r.days}", r.At, JobLane.Grains));

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
