using Dapper;
using Grains.Batches;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Batches;
using Grains.Interfaces.Requests;

namespace Grains.Spaces;

/// <summary>Passes on what a member left behind, each request by itself: it asks anew whether the heir may have it.</summary>
public sealed class HandoverWork(IStateStore store, IGrainFactory grains) : IBatchWork
{
    public const string Name = "handover";

    private const string From = "from";
    private const string To = "to";
    private const string ToName = "to-name";

    // Beyond it progress says "more than".
    private const int MostCounted = 100_000;

    public string Kind => Name;

    internal static Effect Begin(SpaceTurn turn, SpaceMember from, SpaceMember to) => BatchStep.Begin(
        turn.Portal, $"handover/{turn.Space}/{from.Member}/{turn.At.ToUnixTimeMilliseconds()}",
        new BatchOrder(Name, turn.By, turn.By.Account, turn.Space, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [From] = from.Account!, [To] = to.Account!, [ToName] = to.Name,
        }), turn.At);

    public async Task<int> Count(BatchOrder order, CancellationToken cancel)
    {
        await using var reading = await store.OpenRead(cancel);
        return await reading.ExecuteScalarAsync<int>(new CommandDefinition(
            $"SELECT count(*) FROM (SELECT l.request FROM ({HandoverQueries.Left}) l LIMIT {MostCounted}) n", Parameters(order, ""), cancellationToken: cancel));
    }

    public async Task<IReadOnlyList<BatchTarget>> Next(BatchOrder order, string after, int take, CancellationToken cancel)
    {
        await using var reading = await store.OpenRead(cancel);
        var found = await reading.QueryAsync<(string Key, string Label)>(new CommandDefinition(
            $"SELECT l.request, l.subject FROM ({HandoverQueries.Left}) l WHERE l.request > @after ORDER BY l.request LIMIT {take}", Parameters(order, after),
            cancellationToken: cancel));
        return [.. found.Select(f => new BatchTarget(f.Key, f.Label))];
    }

    public async Task<BatchLine> Do(BatchOrder order, BatchTarget target, OperationId operation, CancellationToken cancel)
    {
        var name = order.Values[ToName] is { Length: > 0 } typed ? typed : await NameOf(order.Values[To], cancel);
        var done = await grains.GetGrain<IRequestGrain>(target.Key)
            .HandOver(order.By, operation, new Handover(order.Subject, order.Values[From], order.Values[To], name));
        return target.Ended(done.Ok ? BatchOutcome.Done : BatchOutcome.Refused);
    }

    // Of members who never were invited the space knows no name.
    private async Task<string> NameOf(string account, CancellationToken cancel)
    {
        await using var reading = await store.OpenRead(cancel);
        return await reading.ExecuteScalarAsync<string?>(new CommandDefinition(
            "SELECT first_name || ' ' || last_name FROM account_list WHERE account = @account", new { account }, cancellationToken: cancel)) ?? "";
    }

    private static object Parameters(BatchOrder order, string after) => new { space = order.Subject, from = order.Values[From], after };
}
