using System.Collections.Immutable;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Batches;
using Grains.Mail;

namespace Grains.Batches;

/// <summary>How far a batch is. What became of each actor is rows.</summary>
public sealed record BatchState : GrainState
{
    /// <summary>Null until it begins.</summary>
    public BatchOrder? Order { get; init; }

    /// <summary>The chunk that is to do.</summary>
    public int Chunk { get; init; }

    /// <summary>The last actor that was done.</summary>
    public string After { get; init; } = "";

    /// <summary>Who is in the chunk that is to do; null before it is planned.</summary>
    public ImmutableList<BatchTarget>? Planned { get; init; }

    public int Total { get; init; }

    public int Done { get; init; }

    public int Skipped { get; init; }

    /// <summary>Refused or failed.</summary>
    public int Failed { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    internal Decision<BatchState, Nothing, BatchRefusal> Start(string batch, BatchOrder order, DateTimeOffset at, bool scheduled)
    {
        if (Order is not null)
            return Decision<BatchState, Nothing, BatchRefusal>.Unchanged;
        // A session ends before a long batch does; the account and its rights are judged at each actor.
        var next = this with { Order = order with { By = order.By with { Session = "" } }, StartedAt = at };
        return new(next, default, null,
        [
            .. next.Tell(batch), .. scheduled ? [] : new[] { new BatchStep(batch, 0).At(at) },
            JournalRow.Of(batch, at, order.By.Account, "batch-started", order.Subject),
        ]);
    }

    internal BatchChunk? At(int chunk) => Order is { } order && EndedAt is null && Chunk == chunk ? new(order, After, Planned) : null;

    internal Decision<BatchState, Nothing, NoRefusal> Plan(string batch, BatchPlan plan)
    {
        if (At(plan.Chunk) is not { Targets: null })
            return Decision<BatchState, Nothing, NoRefusal>.Unchanged;
        var next = this with { Planned = [.. plan.Targets], Total = plan.Total ?? Total };
        return new(next, default, null, [.. next.Tell(batch)]);
    }

    internal Decision<BatchState, Nothing, NoRefusal> Record(string batch, BatchChunkResult of, DateTimeOffset at)
    {
        // A chunk that ran twice is recorded once: its actors did nothing more, and its mails are in the first record.
        if (At(of.Chunk) is null)
            return Decision<BatchState, Nothing, NoRefusal>.Unchanged;
        var done = Done + of.Lines.Count(l => l.Outcome is BatchOutcome.Done);
        var skipped = Skipped + of.Lines.Count(l => l.Outcome is BatchOutcome.Skipped);
        var next = this with
        {
            Chunk = Chunk + 1, After = of.Lines is [.., var last] ? last.Target : After, Done = done, Skipped = skipped,
            Failed = Failed + of.Lines.Count(l => l.Outcome is BatchOutcome.Refused or BatchOutcome.Failed), Planned = null,
            EndedAt = of.Last ? at : null,
        };
        // Who came or went meanwhile makes the count another.
        next = next with { Total = of.Last ? next.Ended : Math.Max(next.Total, next.Ended) };
        return new(next, default, null,
        [
            .. of.Lines.Select(l => new Upsert(new BatchLineRow(batch, l.Target, l.Label, l.Outcome, at, l.Reason))),
            .. of.Lines.Where(l => l.Mail is not null).Select(l => Mail(batch, l, at)),
            .. next.Tell(batch),
            of.Last ? JournalRow.Of(batch, at, Order!.By.Account, "batch-ended", Order.Subject) : new BatchStep(batch, next.Chunk).At(at),
        ]);
    }

    private int Ended => Done + Skipped + Failed;

    private IEnumerable<Effect> Tell(string batch) => [new Upsert(BatchListRow.Of(batch, this)), new Notify($"batch/{batch}")];

    private Effect Mail(string batch, BatchLine line, DateTimeOffset at) =>
        new MailJob(line.Mail!.Template, line.Mail.Account, batch.Split('/')[0], line.Mail.Values)
            .At($"{line.Mail.Template}/{line.Mail.Account}/{batch}", at, JobLane.Mail);
}
