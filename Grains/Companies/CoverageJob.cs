using Grains.Commits;
using Grains.Interfaces.Companies;
using Grains.Text;

namespace Grains.Companies;

/// <summary>
/// Tells a company's open pages at midnight in Paris that its coverage is another: one job a company and change. It makes nothing true; whoever
/// asks after midnight reads the new day's coverage whether it ran or not.
/// </summary>
public sealed class CoverageJob(IGrainFactory grains) : IJobHandler
{
    private const string JobKind = "coverage-changed";

    public string Kind => JobKind;

    public Task Handle(LeasedJob job, CancellationToken cancel) => grains.GetGrain<ICompanyGrain>(job.Payload).CoverageChanged(job.Operation);

    /// <param name="day">None: nothing is to come.</param>
    public static IEnumerable<Effect> At(string company, DateOnly? day) =>
        day is { } change ? [new Schedule(JobKind, $"coverage/{company}/{change:O}", company, Paris.At(change.ToDateTime(TimeOnly.MinValue)), JobLane.Grains)]
            : [];
}
