using System.Text.Json;
using Grains.Commits;
using Grains.Interfaces.Spaces;

namespace Grains.Spaces;

/// <summary>Asks for the renewal of a mandate before it ends. It makes nothing true: the clock ends it whether this ran or not.</summary>
public sealed class MandateJob(IGrainFactory grains) : IJobHandler
{
    private const string JobKind = "mandate-ending";

    public string Kind => JobKind;

    public Task Handle(LeasedJob job, CancellationToken cancel)
    {
        var mandate = JsonSerializer.Deserialize<Mandate>(job.Payload)!;
        return grains.GetGrain<ISpaceGrain>(mandate.Space).AskRenewal(job.Operation, mandate.Member, mandate.EndsAt);
    }

    /// <summary>Nothing for one that ends sooner: who gave it knows.</summary>
    internal static IEnumerable<Effect> At(string space, SpaceMember member, DateTimeOffset at) =>
        member is { Status: MemberStatus.Added, EndsAt: { } end } && end - SpaceMandates.AskedBefore > at
            ? [new Schedule(JobKind, $"mandate/{space}/{member.Member}/{end.ToUnixTimeMilliseconds()}",
                JsonSerializer.Serialize(new Mandate(space, member.Member, end)), end - SpaceMandates.AskedBefore, JobLane.Grains)]
            : [];

    private sealed record Mandate(string Space, string Member, DateTimeOffset EndsAt);
}
