using Grains.Commits;
using Grains.Interfaces.Batches;

namespace Grains.Batches;

[Row("batch_list", key: 1)]
public sealed record BatchListRow(
    string Batch, string Reader, string Work, string Subject, string AskedBy, int Total, int Done, int Skipped, int Failed, DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt) : Row
{
    public static BatchListRow Of(string batch, BatchState s) => new(
        batch, s.Order!.Reader, s.Order.Work, s.Order.Subject, s.Order.By.Name, s.Total, s.Done, s.Skipped, s.Failed, s.StartedAt, s.EndedAt);
}

/// <summary>What became of one actor.</summary>
/// <param name="Reason">As of <see cref="BatchLine.Reason"/>.</param>
[Row("batch_line", key: 2)]
public sealed record BatchLineRow(string Batch, string Target, string Label, BatchOutcome Outcome, DateTimeOffset At, string Reason) : Row;
