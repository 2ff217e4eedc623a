using Grains.Commits;
using Grains.Interfaces.Requests;

namespace Grains.Requests.Drafts;

/// <summary>Wakes a draft at the end of its time; the grain decides whether it is really over.</summary>
public sealed class DraftExpiry(IGrainFactory grains) : IJobHandler
{
    public const string JobKind = "draft-expiry";

    public string Kind => JobKind;

    public Task Handle(LeasedJob job, CancellationToken cancel) =>
        grains.GetGrain<IRequestGrain>(job.Payload).Expire(job.Operation);
}
