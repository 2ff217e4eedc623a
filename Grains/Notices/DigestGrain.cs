using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Notices;
using Grains.Mail;

namespace Grains.Notices;

using Outcome = Decision<DigestState, Nothing, NoRefusal>;

/// <summary>How far a portal's digests are. Each chunk is recorded once, its mails with it.</summary>
public sealed record DigestState : GrainState
{
    public const string Template = "digest";

    /// <summary>Mails and reads are spread over so long.</summary>
    private static readonly TimeSpan Spread = TimeSpan.FromMinutes(30);

    public DateTimeOffset From { get; init; }

    /// <summary>Null before the first ones.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The chunk that is to do; null when none is left.</summary>
    public int? Chunk { get; init; }

    /// <summary>How many are expected.</summary>
    public int Chunks { get; init; }

    public string After { get; init; } = "";

    internal Outcome Begin(string portal, DateTimeOffset until, int accounts, DateTimeOffset at)
    {
        if (Until >= until)
            return Outcome.Unchanged;
        if (Until is not { } former)
            return new(this with { Until = until }, default, null, []);
        var chunks = Math.Max(1, (accounts + DigestStep.ChunkSize - 1) / DigestStep.ChunkSize);
        var next = this with { From = former, Until = until, Chunk = 0, Chunks = chunks, After = "" };
        return new(next, default, null, [new DigestStep(portal, until, 0).At(at)]);
    }

    internal DigestChunk? At(DateTimeOffset until, int chunk) => Until == until && Chunk == chunk ? new(From, until, After) : null;

    internal Outcome Record(string portal, DigestResult of, DateTimeOffset at)
    {
        if (At(of.Until, of.Chunk) is null)
            return Outcome.Unchanged;
        var mails = of.Mails.Select(m => new MailJob(Template, m.Account, portal, m.Values)
            .At($"{Template}/{m.Account}/{of.Until.ToUnixTimeMilliseconds()}", at, JobLane.Bulk));
        if (of.Last)
            return new(this with { Chunk = null }, default, null, [.. mails]);
        var next = this with { Chunk = of.Chunk + 1, After = of.After };
        // A run that begins late, or holds more accounts than were counted, goes on at once.
        var due = of.Until + Spread * Math.Min(1, (double)next.Chunk.Value / Chunks);
        return new(next, default, null, [.. mails, new DigestStep(portal, of.Until, next.Chunk.Value).At(due > at ? due : at)]);
    }
}

[GrainType("digest")]
public sealed class DigestGrain(CommitServices services) : CommittingGrain<DigestState>(services), IDigestGrain
{
    protected override string Kind => "digest";

    // A person who waits for a page goes before.
    protected override CommitLane Lane => CommitLane.Bulk;

    public Task Begin(OperationId operation, DateTimeOffset until, int accounts) => Answer(operation, Condition.None, State.Begin(Key, until, accounts, Now));

    public Task<DigestChunk?> Next(DateTimeOffset until, int chunk) => Task.FromResult(State.At(until, chunk));

    public Task Record(OperationId operation, DigestResult result) => Answer(operation, Condition.None, State.Record(Key, result, Now));
}
