using System.Globalization;
using Grains.Commits;
using Grains.Interfaces.Companies;

namespace Grains.Employees.Due;

/// <summary>
/// Tells a company's open pages that statuses of its employees are others from now on, and has who chose it told by mail that some are to be reminded: one
/// job a company and instant, however many are due. It makes nothing true, and wakes no employee; whoever asks reads the statuses of the clock whether
/// it ran or not.
/// </summary>
public sealed class EmployeeDueJob(IGrainFactory grains, ToRemindQueries queries) : IJobHandler
{
    private const string JobKind = "employees-due";

    public string Kind => JobKind;

    public async Task Handle(LeasedJob job, CancellationToken cancel)
    {
        var company = grains.GetGrain<ICompanyGrain>(job.Payload);
        var since = DateTimeOffset.FromUnixTimeMilliseconds(
            long.Parse(job.Key.AsSpan(job.Key.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture));
        await (await queries.Any(job.Payload, since, cancel) ? company.EmployeesToRemind(job.Operation) : company.EmployeesDue(job.Operation));
    }

    /// <summary>What became of a mail is known by then: pages show it. One job for all that leave in a minute.</summary>
    public static Effect AfterMail(string company, DateTimeOffset sent) => At(company, LookAfter(sent));

    /// <summary>A whole minute, half a minute later at least.</summary>
    public static DateTimeOffset LookAfter(DateTimeOffset sent)
    {
        var look = sent.AddSeconds(30);
        return look.AddTicks(-look.Ticks % TimeSpan.TicksPerMinute).AddMinutes(1);
    }

    public static Effect At(string company, DateTimeOffset due) =>
        new Schedule(JobKind, $"employees-due/{company}/{due.ToUnixTimeMilliseconds()}", company, due, JobLane.Grains);
}
