using System.Text.Json;
using Dapper;
using Grains.Commits;
using Grains.Interfaces;
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

/// <summary>
/// Mandates from before their renewal was asked for: each gets the job that newer ones got when they were written; what has its job already has no other.
/// </summary>
public sealed class FormerMandates(IStateStore store, IGrainFactory grains, TimeProvider clock)
{
    private const int AtOnce = 200;

    public async Task Plan(CancellationToken cancel)
    {
        for (var (space, member) = ("", ""); ;)
        {
            var found = await Next(space, member, cancel);
            foreach (var one in found)
                await grains.GetGrain<ISpaceGrain>(one.Space).AskRenewal(
                    OperationId.Of("former-mandates", one.Space, one.Member, $"{one.EndsAt}"), one.Member, DateTimeOffset.FromUnixTimeMilliseconds(one.EndsAt));
            if (found.Count < AtOnce)
                break;
            (space, member, _) = found[^1];
        }
    }

    private async Task<IReadOnlyList<(string Space, string Member, long EndsAt)>> Next(string space, string member, CancellationToken cancel)
    {
        await using var reading = await store.OpenRead(cancel);
        return [.. await reading.QueryAsync<(string, string, long)>(new CommandDefinition(
            $"""
            SELECT m.space, m.member, m.ends_at FROM space_member m
            WHERE (m.space, m.member) > (@space, @member) AND m.ends_at > @now AND m.status = 1
            AND NOT EXISTS (SELECT 1 FROM job j WHERE j.key = 'mandate/' || m.space || '/' || m.member || '/' || m.ends_at)
            ORDER BY m.space, m.member LIMIT {AtOnce}
            """, new { space, member, now = clock.GetUtcNow().ToUnixTimeMilliseconds() }, cancellationToken: cancel))];
    }
}
