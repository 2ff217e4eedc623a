using System.Text.Json;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Batches;
using Grains.Reads;

namespace Grains.Batches;

/// <summary>Batches and their results: all of them to staff, to anybody else those that name them as their reader.</summary>
public sealed class BatchQueries(IStateStore store, ISqlDialect dialect)
{
    public const int MostRows = 50;

    private const string Columns =
        "b.batch, b.work, b.subject, b.asked_by, b.total, b.done, b.skipped, b.failed, b.started_at, b.ended_at";

    /// <summary>For staff, the newest first.</summary>
    public Task<IReadOnlyList<BatchSummary>> List(Scope scope, CancellationToken cancel = default) => Statement.Rows<BatchSummary>(
        scope, $"SELECT {Columns} FROM batch_list b WHERE {scope.Batches("b")} ORDER BY b.started_at DESC, b.batch LIMIT {MostRows}").Alone(store, cancel);

    /// <summary>Those of these that the caller may follow.</summary>
    public async Task<IReadOnlyList<string>> Among(Scope scope, IReadOnlyList<string> batches, CancellationToken cancel = default) => await Statement.Rows<string>(
        scope, $"SELECT b.batch FROM batch_list b WHERE {dialect.Among("b.batch", "@wanted")} AND {scope.Batches("b")}", ("wanted", JsonSerializer.Serialize(batches)))
        .Alone(store, cancel);

    /// <summary>Null for one that the caller may not follow, as for one that is not there.</summary>
    /// <param name="failures">Only those that were refused or failed.</param>
    public async Task<BatchView?> Find(Scope scope, string batch, bool failures, string? after, CancellationToken cancel = default)
    {
        var all = new StatementBatch(scope);
        var found = all.Add(Statement.First<BatchSummary>(scope, $"SELECT {Columns} FROM batch_list b WHERE b.batch = @batch AND {scope.Batches("b")}", ("batch", batch)));
        var wanted = failures ? $"AND l.outcome >= {(int)BatchOutcome.Refused}" : "";
        var lines = all.Add(Statement.Rows<BatchResult>(
            scope,
            $"""
            SELECT l.target, l.label, l.outcome, l.at, l.reason FROM batch_line l
            WHERE l.batch = @batch AND l.target > @after {wanted} AND EXISTS (SELECT 1 FROM batch_list b WHERE b.batch = @batch AND {scope.Batches("b")})
            ORDER BY l.target LIMIT {MostRows + 1}
            """, ("batch", batch), ("after", after ?? "")));
        await all.Run(store, cancel);
        if (found.Value is not { } summary)
            return null;
        var rows = lines.Value;
        return rows.Count <= MostRows ? new(summary, rows, null) : new(summary, [.. rows.Take(MostRows)], rows[MostRows - 1].Target);
    }
}

public sealed record BatchSummary
{
    public string Batch { get; init; } = "";

    public string Work { get; init; } = "";

    public string Subject { get; init; } = "";

    /// <summary>Name of who asked; empty for nobody.</summary>
    public string AskedBy { get; init; } = "";

    public int Total { get; init; }

    public int Done { get; init; }

    public int Skipped { get; init; }

    public int Failed { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public int Ended => Done + Skipped + Failed;
}

public sealed record BatchResult
{
    public string Target { get; init; } = "";

    public string Label { get; init; } = "";

    public BatchOutcome Outcome { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>As of <see cref="BatchLine.Reason"/>.</summary>
    public string Reason { get; init; } = "";
}

/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record BatchView(BatchSummary Batch, IReadOnlyList<BatchResult> Lines, string? Next);
