using System.Text.Json;
using Dapper;
using Grains.Commits;
using Grains.Interfaces.Spaces;

namespace Grains.Spaces.Mandates;

/// <summary>Takes out of the clients' spaces who left the firm's. It makes nothing true: what they had passed on ended with the commit that took them out.</summary>
public sealed class HolderLeftJob(IGrainFactory grains, IStateStore store) : IJobHandler
{
    private const string JobKind = "holder-left";
    private const int AtOnce = 200;

    public string Kind => JobKind;

    public async Task Handle(LeasedJob job, CancellationToken cancel)
    {
        var left = JsonSerializer.Deserialize<Holder>(job.Payload)!;
        for (var (space, member) = ("", ""); ;)
        {
            var found = await Next(left, space, member, cancel);
            foreach (var one in found)
                await grains.GetGrain<ISpaceMandateGrain>(one.Space).HolderLeft(job.Operation.Step($"{one.Space}/{one.Member}"), one.Member);
            if (found.Count < AtOnce)
                break;
            (space, member) = found[^1];
        }
    }

    /// <summary>
    /// Of everybody who can have a mandate passed on, also who seems to have none: one may be passed on in the same instant, and they may come back under the
    /// same key.
    /// </summary>
    internal static IEnumerable<Effect> Of(SpaceTurn turn, SpaceMember left) => left is not { Account: not null, Role: not SpaceRole.ExpertComptable } ? [] :
    [
        new Schedule(JobKind, $"{JobKind}/{turn.Space}/{left.Member}/{turn.At.ToUnixTimeMilliseconds()}",
            JsonSerializer.Serialize(new Holder(turn.Space, left.Member)), turn.At, JobLane.Grains),
    ];

    private async Task<IReadOnlyList<(string Space, string Member)>> Next(Holder left, string space, string member, CancellationToken cancel)
    {
        await using var reading = await store.OpenRead(cancel);
        return [.. await reading.QueryAsync<(string, string)>(new CommandDefinition(
            $"""
            SELECT m.space, m.member FROM space_member m WHERE m.firm_space = @Firm AND m.firm_member = @Member AND m.firm_member <> ''
            AND (m.space, m.member) > (@space, @member) ORDER BY m.space, m.member LIMIT {AtOnce}
            """, new { left.Firm, Member = left.Member, space, member }, cancellationToken: cancel))];
    }

    private sealed record Holder(string Firm, string Member);
}
