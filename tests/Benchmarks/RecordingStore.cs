using System.Collections.Concurrent;
using System.Data.Common;
using Grains.Commits;

namespace Bench;

/// <summary>Keeps every commit in the order of its grain, so that the very same SQL can be replayed without grains.</summary>
internal sealed class RecordingStore(IStateStore inner) : IStateStore
{
    public ConcurrentQueue<CommitUnit> Units { get; } = new();

    public async ValueTask<CommitOutcome> Commit(CommitUnit unit, CancellationToken cancel = default)
    {
        var outcome = await inner.Commit(unit, cancel);
        if (outcome.Verdict is CommitVerdict.Committed)
            Units.Enqueue(unit);
        return outcome;
    }

    public ValueTask<StoredState?> Load(string grain, CancellationToken cancel = default) => inner.Load(grain, cancel);

    public ValueTask<long> VersionOf(string grain, CancellationToken cancel = default) => inner.VersionOf(grain, cancel);

    public ValueTask<Operation?> FindOperation(string id, CancellationToken cancel = default) => inner.FindOperation(id, cancel);

    public ValueTask<string?> FindClaim(string kind, string value, DateTimeOffset now, CancellationToken cancel = default) =>
        inner.FindClaim(kind, value, now, cancel);

    public ValueTask<long> DrawNumbers(string sequence, int count, CancellationToken cancel = default) => inner.DrawNumbers(sequence, count, cancel);

    public ValueTask<DbConnection> OpenRead(CancellationToken cancel = default) => inner.OpenRead(cancel);

    public ValueTask<string?> ReadSetting(string name, CancellationToken cancel = default) => inner.ReadSetting(name, cancel);

    public ValueTask WriteSetting(string name, string value, CancellationToken cancel = default) => inner.WriteSetting(name, value, cancel);

    public ValueTask<int> Purge(DateTimeOffset operationsBefore, DateTimeOffset jobsBefore, CancellationToken cancel = default) =>
        inner.Purge(operationsBefore, jobsBefore, cancel);
}
