using Grains.Access;
using Grains.Commits;
using Grains.Reads;

namespace Grains.Mail;

public enum DeliveryFilter
{
    /// <summary>Given up, or refused for good.</summary>
    Failed = 0,
    /// <summary>It failed and will be tried again.</summary>
    Deferred,
    All,
}

/// <summary>Messages and how far they got, for staff alone; what they say is not kept.</summary>
public sealed class DeliveryQueries(IStateStore store)
{
    public const int MostRows = 50;

    // One more than « 99+ » says.
    private const int MostCounted = 100;

    public async Task<DeliveryPage> List(Scope scope, DeliveryFilter filter, string? after, CancellationToken cancel = default)
    {
        if (!scope.IsStaff)
            return new DeliveryPage([], 0, 0, null);
        var (at, job) = after?.Split('~', 2) is [var typed, var key] && long.TryParse(typed, out var said) ? (said, key) : (long.MaxValue, "");
        var batch = new StatementBatch(scope);
        var rows = batch.Add(Statement.Rows<DeliverySummary>(
            scope,
            $"""
            SELECT d.job, d.channel, d.state, d.error, d.at, d.account, coalesce(a.first_name || ' ' || a.last_name, '') AS name, coalesce(a.kind, 1) AS kind,
              CASE WHEN d.state = 0 AND EXISTS (SELECT 1 FROM job j WHERE j.key = d.job AND j.state = 0) THEN 1 ELSE 0 END AS waits
            FROM delivery d LEFT JOIN account_list a ON a.account = d.account AND d.account <> ''
            WHERE {Where(filter)} AND d.at <= @at AND (d.at < @at OR d.job > @job) ORDER BY d.at DESC, d.job LIMIT {MostRows + 1}
            """, ("at", at), ("job", job)));
        var failed = batch.Add(Count(scope, DeliveryFilter.Failed));
        var deferred = batch.Add(Count(scope, DeliveryFilter.Deferred));
        await batch.Run(store, cancel);
        var found = rows.Value;
        return found.Count <= MostRows ? new(found, failed.Value, deferred.Value, null)
            : new([.. found.Take(MostRows)], failed.Value, deferred.Value, $"{found[MostRows - 1].At.ToUnixTimeMilliseconds()}~{found[MostRows - 1].Job}");
    }

    private static Statement<int> Count(Scope scope, DeliveryFilter filter) => Statement.First<int>(
        scope, $"SELECT count(*) FROM (SELECT d.job FROM delivery d WHERE {Where(filter)} LIMIT {MostCounted}) n");

    private static string Where(DeliveryFilter filter) => filter switch
    {
        DeliveryFilter.Failed => "d.state = 3",
        DeliveryFilter.Deferred => "d.state = 0 AND d.error <> ''",
        _ => "1 = 1",
    };
}

/// <param name="Failed">Counted to 100, as <paramref name="Deferred"/> is.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record DeliveryPage(IReadOnlyList<DeliverySummary> Rows, int Failed, int Deferred, string? Next);

public sealed record DeliverySummary
{
    /// <summary>It begins with the message's template.</summary>
    public string Job { get; init; } = "";

    /// <summary>1 by text message, 0 by e-mail.</summary>
    public long Channel { get; init; }

    public long State { get; init; }

    /// <summary>A provider's code.</summary>
    public string Error { get; init; } = "";

    public DateTimeOffset At { get; init; }

    /// <summary>Whom it is for; empty for who has no account.</summary>
    public string Account { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>1 while a job of its own will try it again.</summary>
    public long Waits { get; init; }

    /// <summary>0 of a customer.</summary>
    public long Kind { get; init; }
}
