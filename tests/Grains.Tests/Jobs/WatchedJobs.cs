using System.Threading.Channels;
using Grains.Commits;

namespace Grains.Tests.Jobs;

/// <summary>How one run of a job ended: for good, or to be tried again at an instant.</summary>
internal sealed record Ending(string Key, JobEnd? End, DateTimeOffset? RetryAt, string? Error, bool Counted);

/// <summary>The store's jobs, telling each ending, so that a test awaits it instead of looking again and again.</summary>
internal sealed class WatchedJobs(IJobStore jobs) : IJobStore
{
    private readonly Channel<Ending> _endings = Channel.CreateUnbounded<Ending>();

    /// <summary>With PostgreSQL a killed node's lease has to run out first.</summary>
    public async Task<Ending> Next() => await _endings.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(40));

    /// <summary>What the next look for mail work ends in, once.</summary>
    public Exception? Failure;

    public bool IsQuiet => !_endings.Reader.TryPeek(out _);

    public ValueTask<IReadOnlyList<LeasedJob>> Lease(JobLane lane, int max, DateTimeOffset now, DateTimeOffset realNow, DateTimeOffset leaseEnd,
        CancellationToken cancel = default) =>
        lane is JobLane.Mail && Interlocked.Exchange(ref Failure, null) is { } failure
            ? throw failure
            : jobs.Lease(lane, max, now, realNow, leaseEnd, cancel);

    public ValueTask<bool> Hasten(string key, DateTimeOffset at, CancellationToken cancel = default) => jobs.Hasten(key, at, cancel);

    public ValueTask<bool> Renew(LeasedJob job, DateTimeOffset leaseEnd, CancellationToken cancel = default) => jobs.Renew(job, leaseEnd, cancel);

    public async ValueTask<bool> Finish(LeasedJob job, JobEnd end, string? error, DateTimeOffset at, CancellationToken cancel = default)
    {
        var counted = await jobs.Finish(job, end, error, at, cancel);
        _endings.Writer.TryWrite(new Ending(job.Key, end, null, error, counted));
        return counted;
    }

    public async ValueTask<bool> RetryAt(LeasedJob job, DateTimeOffset dueAt, string error, CancellationToken cancel = default)
    {
        var counted = await jobs.RetryAt(job, dueAt, error, cancel);
        _endings.Writer.TryWrite(new Ending(job.Key, null, dueAt, error, counted));
        return counted;
    }
}

/// <summary>Does what the test says.</summary>
internal sealed class Work(Func<LeasedJob, CancellationToken, Task> work) : IJobHandler
{
    public string Kind => "work";

    public Task Handle(LeasedJob job, CancellationToken cancel) => work(job, cancel);
}
