using Dapper;
using Grains.Batches;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Batches;
using Grains.Interfaces.Spaces;

namespace Grains.Spaces;

/// <summary>The mails of an event of a portfolio to more people than one commit tells. Who administrates, or is a member, when their turn comes is told.</summary>
public sealed class AdministratorMailWork(IStateStore store, TimeProvider clock) : IBatchWork
{
    public const string Name = "administrator-mail";

    public const string Template = "_template";

    public const string Group = "_group";

    /// <summary>The administrators of a space.</summary>
    public const string OfSpace = "space";

    /// <summary>Every member of a space.</summary>
    public const string OfMembers = "members";

    /// <summary>Those of a company in other spaces than <c>_but</c>.</summary>
    public const string OfCompany = "company";

    public const string But = "_but";

    // Beyond it progress says "more than".
    private const int MostCounted = 100_000;

    public string Kind => Name;

    public async Task<int> Count(BatchOrder order, CancellationToken cancel)
    {
        await using var reading = await store.OpenRead(cancel);
        return await reading.ExecuteScalarAsync<int>(new CommandDefinition(
            $"SELECT count(*) FROM ({From(order, "LIMIT @most")}) n", Parameters(order, "", MostCounted), cancellationToken: cancel));
    }

    public async Task<IReadOnlyList<BatchTarget>> Next(BatchOrder order, string after, int take, CancellationToken cancel)
    {
        await using var reading = await store.OpenRead(cancel);
        var found = await reading.QueryAsync<(string Key, string Account, string Name)>(new CommandDefinition(
            $"""
            SELECT g.target, g.account, coalesce(a.first_name || ' ' || a.last_name, '') FROM ({From(order, "ORDER BY target LIMIT @most")}) g
            LEFT JOIN account_list a ON a.account = g.account ORDER BY g.target
            """, Parameters(order, after, take), cancellationToken: cancel));
        return [.. found.Select(f => new BatchTarget(f.Key, f.Name, f.Account))];
    }

    public Task<BatchLine> Do(BatchOrder order, BatchTarget target, OperationId operation, CancellationToken cancel) => Task.FromResult(
        target.Account == order.By.Account
            ? target.Ended(BatchOutcome.Skipped)
            : target.Ended(BatchOutcome.Done, new BatchMail(order.Values[Template], target.Account, Plain(order.Values))));

    private static Dictionary<string, string> Plain(IReadOnlyDictionary<string, string> values) =>
        values.Where(v => v.Key[0] != '_').ToDictionary(StringComparer.Ordinal);

    private static string From(BatchOrder order, string rest) => order.Values[Group] is OfSpace or OfMembers
        ? $"""
          SELECT m.member AS target, m.account FROM space_member m
          WHERE m.space = @subject AND m.member > @after{(order.Values[Group] is OfSpace ? $" AND m.role = {(int)SpaceRole.Administrateur}" : "")} AND m.status = 1 AND m.account IS NOT NULL {rest}
          """
        : $"""
          SELECT DISTINCT ca.account AS target, ca.account FROM company_access ca
          WHERE ca.company = @subject AND ca.account > @after AND ca.space <> @but AND ca.role = {(int)SpaceRole.Administrateur}
          AND (ca.from_at IS NULL OR ca.from_at <= @now) AND (ca.ends_at IS NULL OR ca.ends_at > @now) {rest}
          """;

    private object Parameters(BatchOrder order, string after, int most) =>
        new { subject = order.Subject, after, but = order.Values.GetValueOrDefault(But, ""), now = clock.GetUtcNow().ToUnixTimeMilliseconds(), most };
}
