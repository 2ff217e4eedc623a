using Grains.Commits;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Silo.Jobs;

/// <summary>
/// Does the durable work that commits ask for. Each lane has its own loop and its own concurrency, so that a slow provider holds up its
/// lane and nothing else, and never a page.
/// </summary>
public sealed partial class Dispatcher(IJobStore jobs, JobSignal signal, IEnumerable<IJobHandler> handlers, TimeProvider clock, ILogger<Dispatcher> log)
    : BackgroundService
{
    private const int MaxAttempts = 12;
    private static readonly TimeSpan LeaseLength = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly Dictionary<JobLane, int> Concurrency = new()
    {
        [JobLane.Grains] = 16,
        [JobLane.Codes] = 8,
        [JobLane.Mail] = 4,
        [JobLane.Bulk] = 2,
    };

    private readonly Dictionary<string, IJobHandler> _handlers = handlers.ToDictionary(h => h.Kind);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Concurrency.Keys.Select(lane => Run(lane, stoppingToken)));

    private async Task Run(JobLane lane, CancellationToken stopping)
    {
        await Task.Yield();
        var running = new List<Task>();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                running.RemoveAll(t => t.IsCompleted);
                // Asked for before the look: work that a commit makes in between must not wait for the poll.
                var signalled = signal.Next(lane);
                var real = TimeProvider.System.GetUtcNow();
                var room = Concurrency[lane] - running.Count;
                var leased = room == 0 ? [] : await jobs.Lease(lane, room, clock.GetUtcNow(), real, real + LeaseLength, stopping);
                running.AddRange(leased.Select(job => Task.Run(() => Do(job, stopping), CancellationToken.None)));
                if (leased.Count > 0 && running.Count < Concurrency[lane])
                    continue;
                // Woken by new work or by finished work; the poll sees what a moved clock made due.
                await Task.WhenAny([signalled, Task.Delay(Poll, stopping), .. running]);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                LogLaneTrouble(e, lane);
                await Task.WhenAny(Task.Delay(Poll, stopping));
            }
        }
        await Task.WhenAll(running);
    }

    private async Task Do(LeasedJob job, CancellationToken stopping)
    {
        try
        {
            if (job.ExpiresAt <= clock.GetUtcNow())
            {
                await jobs.Finish(job, JobEnd.Expired, "expired", clock.GetUtcNow(), CancellationToken.None);
                return;
            }
            if (!_handlers.TryGetValue(job.Kind, out var handler))
                throw new JobRefusedException($"No handler for {job.Kind}.");
            using var renewing = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            var renewal = Renew(job, renewing.Token);
            try
            {
                await handler.Handle(job, stopping);
            }
            finally
            {
                await renewing.CancelAsync();
                await renewal;
            }
            await jobs.Finish(job, JobEnd.Done, null, clock.GetUtcNow(), CancellationToken.None);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await Return(job);
        }
        catch (Exception e)
        {
            await GiveBack(job, e);
        }
    }

    // A node that ends leaves its work to another one at once; if even that fails the lease runs out by itself.
    private async Task Return(LeasedJob job)
    {
        try
        {
            await jobs.RetryAt(job, clock.GetUtcNow(), "stopped", CancellationToken.None);
        }
        catch (IOException)
        {
        }
    }

    private async Task GiveBack(LeasedJob job, Exception reason)
    {
        try
        {
            var final = reason is JobRefusedException || job.Attempt >= MaxAttempts;
            if (final)
                await jobs.Finish(job, JobEnd.Dead, reason.Message, clock.GetUtcNow(), CancellationToken.None);
            else
                await jobs.RetryAt(job, clock.GetUtcNow() + Backoff(job.Attempt), reason.Message, CancellationToken.None);
            LogFailure(reason, job.Kind, job.Attempt, final);
        }
        catch (IOException)
        {
            // The store is away: the lease runs out by itself.
        }
    }

    // 2 s, 4 s, 8 s… at most an hour, half of it by chance so that a provider's return is not met by everything at once
    private static TimeSpan Backoff(int attempt)
    {
        var full = Math.Min(3600, Math.Pow(2, attempt));
        return TimeSpan.FromSeconds(full / 2 + Random.Shared.NextDouble() * full / 2);
    }

    private async Task Renew(LeasedJob job, CancellationToken done)
    {
        try
        {
            while (true)
            {
                await Task.Delay(LeaseLength / 3, done);
                await jobs.Renew(job, TimeProvider.System.GetUtcNow() + LeaseLength, done);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job of kind {Kind} failed at attempt {Attempt}; final: {Final}")]
    private partial void LogFailure(Exception reason, string kind, int attempt, bool final);

    [LoggerMessage(Level = LogLevel.Error, Message = "Lane {Lane} could not lease work")]
    private partial void LogLaneTrouble(Exception reason, JobLane lane);
}

/// <summary>Wakes the dispatcher when a commit made work.</summary>
public sealed class JobSignal
{
    private readonly TaskCompletionSource[] _next = [.. Enum.GetValues<JobLane>().Select(_ => Fresh())];

    public Task Next(JobLane lane) => Volatile.Read(ref _next[(int)lane]).Task;

    public void Raise(JobLane lane) => Interlocked.Exchange(ref _next[(int)lane], Fresh()).TrySetResult();

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
