using Grains.Commits;
using Grains.Employees.Due;
using Grains.Text;

namespace Grains.Employees.Departures.Proofs;

/// <summary>
/// Reminds of a proof that is expected, and tells of a suspension, at nine in the morning in Paris. Each commit schedules what comes next; the job finds by
/// itself whether it still is due. A suspension holds from its day on whether the job ran or not: the reminder's commit has dated it.
/// </summary>
public sealed class ProofDueJob(PortabilityService portability) : IJobHandler
{
    private const string JobKind = "portability-proof";
    private const int Hour = 9;

    public string Kind => JobKind;

    public Task Handle(LeasedJob job, CancellationToken cancel) => portability.Due(job.Operation, job.Payload);

    internal static IEnumerable<Effect> For(EmployeeState state, EmployeeTurn turn)
    {
        if (ProofCourse.Of(state) is not { } course)
            yield break;
        if ((course.RemindOn ?? course.TellSuspensionOn) is not { } day)
            yield break;
        var at = Paris.At(day.ToDateTime(new TimeOnly(Hour, 0)));
        at = at > turn.At ? at : turn.At;
        yield return new Schedule(JobKind, $"{JobKind}/{turn.Employee}/{at.ToUnixTimeMilliseconds()}", turn.Employee, at, JobLane.Grains);
        // Open pages show it from its first second on.
        if (course.Asked.SuspendedFrom is { } first && AffiliationClock.Midnight(first) > turn.At)
            yield return EmployeeDueJob.At(state.Company, AffiliationClock.Midnight(first));
    }
}
