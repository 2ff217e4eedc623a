using System.Data.Common;
using Grains.Interfaces;

namespace Grains.Commits;

/// <summary>
/// The one place where anything durable is written. A store that cannot write answers with <see cref="IOException"/> within
/// 5 seconds: nothing was written then, and the same operation may be tried again.
/// </summary>
public interface IStateStore
{
    ValueTask<StoredState?> Load(string grain, CancellationToken cancel = default);

    ValueTask<CommitOutcome> Commit(CommitUnit unit, CancellationToken cancel = default);

    /// <summary>The stored version of a grain, 0 when it has none.</summary>
    ValueTask<long> VersionOf(string grain, CancellationToken cancel = default);

    ValueTask<Operation?> FindOperation(string id, CancellationToken cancel = default);

    /// <summary>The grain that holds the value, or null. An expired claim counts as free.</summary>
    ValueTask<string?> FindClaim(string kind, string value, DateTimeOffset now, CancellationToken cancel = default);

    /// <summary>Reserves <paramref name="count"/> numbers and returns the first. They are never given twice, even when unused.</summary>
    ValueTask<long> DrawNumbers(string sequence, int count, CancellationToken cancel = default);

    /// <summary>A connection for reading only; dispose it soon.</summary>
    ValueTask<DbConnection> OpenRead(CancellationToken cancel = default);

    /// <summary>A named setting of the deployment (clock offset, wrapped keys, demo mark), or null.</summary>
    ValueTask<string?> ReadSetting(string name, CancellationToken cancel = default);

    ValueTask WriteSetting(string name, string value, CancellationToken cancel = default);

    /// <summary>
    /// Forgets the answers of operations and the claims that expired before the first instant, the ended jobs and the sessions begun before the
    /// second, some thousands at a time; how many went. A repeat of a forgotten operation is a new one.
    /// </summary>
    ValueTask<int> Purge(DateTimeOffset operationsBefore, DateTimeOffset jobsBefore, CancellationToken cancel = default);
}

/// <summary>Durable work as the dispatcher sees it. A lease that ran out fences its holder: completing then changes nothing and says so.</summary>
public interface IJobStore
{
    /// <summary>Leases up to <paramref name="max"/> jobs due at <paramref name="now"/> (business time) until <paramref name="leaseEnd"/> (real time).</summary>
    ValueTask<IReadOnlyList<LeasedJob>> Lease(JobLane lane, int max, DateTimeOffset now, DateTimeOffset realNow, DateTimeOffset leaseEnd,
        CancellationToken cancel = default);

    ValueTask<bool> Renew(LeasedJob job, DateTimeOffset leaseEnd, CancellationToken cancel = default);

    /// <summary>Ends the job and erases its payload.</summary>
    ValueTask<bool> Finish(LeasedJob job, JobEnd end, string? error, DateTimeOffset at, CancellationToken cancel = default);

    /// <summary>Makes a job that waits due at <paramref name="at"/>; false when it has ended, or was due before.</summary>
    ValueTask<bool> Hasten(string key, DateTimeOffset at, CancellationToken cancel = default);

    ValueTask<bool> RetryAt(LeasedJob job, DateTimeOffset dueAt, string error, CancellationToken cancel = default);
}

/// <param name="Fence">Changes with every lease of the job.</param>
/// <param name="Attempt">1 at the first try.</param>
public sealed record LeasedJob(string Key, string Kind, string Payload, JobLane Lane, int Attempt, long Fence, DateTimeOffset? ExpiresAt)
{
    /// <summary>The intent of this lease: a job that is run again asks again.</summary>
    public OperationId Operation => OperationId.Of(Key, $"{Fence}");
}

public enum JobEnd
{
    Done = 2,
    Expired = 3,
    Dead = 4,
}

/// <summary>Does one kind of durable work. It may run twice: the key makes it the same work.</summary>
public interface IJobHandler
{
    string Kind { get; }

    /// <summary>Throws to be tried again; <see cref="JobRefusedException"/> when trying again is pointless.</summary>
    Task Handle(LeasedJob job, CancellationToken cancel);
}

/// <summary>The work can never succeed (a refused address, an unknown account): it goes to the dead letters with this reason.</summary>
public sealed class JobRefusedException(string reason, string code = "refused") : Exception(reason)
{
    /// <summary>The provider's own code for the reason, where it has one.</summary>
    public string Code => code;
}
