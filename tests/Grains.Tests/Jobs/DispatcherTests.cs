using System.Collections.Concurrent;
using Grains.Commits;
using Grains.Tests.Fixtures;
using Microsoft.Extensions.Logging.Abstractions;
using Silo.Jobs;
using Tests.Fixtures;

namespace Grains.Tests.Jobs;

public sealed class DispatcherTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();
    private readonly List<Dispatcher> _running = [];
    private readonly ConcurrentQueue<LeasedJob> _done = new();
    private int _grain;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var dispatcher in _running)
            await dispatcher.StopAsync(default);
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Due_work_runs_once()
    {
        var jobs = await Start(Note);
        await Schedule([.. Enumerable.Range(0, 30).Select(i => Job($"j{i}"))]);

        var endings = await Next(jobs, 30);

        Assert.All(endings, e => Assert.Equal((JobEnd.Done, true), (e.End, e.Counted)));
        _host.Clock.Advance(TimeSpan.FromDays(40));
        await Schedule([Job("last")]);
        Assert.Equal("last", (await jobs.Next()).Key);
        Assert.Equal(31, _done.Count);
        Assert.Equal(31, _done.Select(j => j.Key).Distinct().Count());
    }

    [Fact]
    public async Task Work_waits_for_business_time()
    {
        var jobs = await Start(Note);
        await Schedule([Job("in eight days", due: _host.Clock.GetUtcNow().AddDays(8)), Job("now")]);
        Assert.Equal("now", (await jobs.Next()).Key);

        _host.Clock.Advance(TimeSpan.FromDays(8));

        Assert.Equal("in eight days", (await jobs.Next()).Key);
    }

    [Fact]
    public async Task Failing_work_is_tried_again_ever_later()
    {
        var jobs = await Start((job, _) => job.Attempt < 4 ? throw new IOException("The provider is away.") : Note(job, default));
        await Schedule([Job("j")]);

        for (var attempt = 1; attempt < 4; attempt++)
        {
            var now = _host.Clock.GetUtcNow();
            var ending = await jobs.Next();
            var wait = Math.Pow(2, attempt);
            Assert.Equal("The provider is away.", ending.Error);
            Assert.InRange((ending.RetryAt!.Value - now).TotalSeconds, wait / 2, wait);
            _host.Clock.Advance(TimeSpan.FromSeconds(wait));
            Wake();
        }

        Assert.Equal(JobEnd.Done, (await jobs.Next()).End);
        Assert.Equal(4, Assert.Single(_done).Attempt);
    }

    [Fact]
    public async Task Work_that_always_fails_ends_in_the_dead_letters()
    {
        var jobs = await Start((_, _) => throw new IOException("away"));
        await Schedule([Job("j")]);

        for (var attempt = 1; attempt < 12; attempt++)
        {
            Assert.NotNull((await jobs.Next()).RetryAt);
            _host.Clock.Advance(TimeSpan.FromHours(1));
            Wake();
        }

        Assert.Equal(JobEnd.Dead, (await jobs.Next()).End);
        Assert.Equal(1, await Count("SELECT count(*) FROM job WHERE key = 'j' AND state = 4 AND error = 'away' AND payload IS NULL"));
    }

    [Theory]
    [InlineData("work", "No such mailbox.")]
    [InlineData("unheard of", "No handler for unheard of.")]
    public async Task Hopeless_work_is_a_dead_letter_at_once(string kind, string reason)
    {
        var jobs = await Start((_, _) => throw new JobRefusedException("No such mailbox."));
        await Schedule([Job("j") with { Kind = kind }]);

        var ending = await jobs.Next();

        Assert.Equal((JobEnd.Dead, reason), (ending.End, ending.Error));
    }

    [Fact]
    public async Task Expired_code_is_never_sent()
    {
        var now = _host.Clock.GetUtcNow();
        await Schedule([Job("old") with { ExpiresAt = now.AddMinutes(10) }, Job("fresh") with { ExpiresAt = now.AddMinutes(10).AddMilliseconds(1) }]);
        _host.Clock.Advance(TimeSpan.FromMinutes(10));

        var endings = await Next(await Start(Note), 2);

        Assert.Equal([JobEnd.Done, JobEnd.Expired], endings.OrderBy(e => e.Key).Select(e => e.End!.Value));
        Assert.Equal("fresh", Assert.Single(_done).Key);
    }

    [Fact]
    public async Task Slow_provider_of_one_lane_holds_up_no_other()
    {
        var release = new TaskCompletionSource();
        var busy = new CountdownEvent(4);
        var jobs = await Start(async (job, _) =>
        {
            if (job.Lane is JobLane.Mail)
            {
                if (!busy.IsSet)
                    busy.Signal();
                await release.Task;
            }
        });
        await Schedule([.. Enumerable.Range(0, 50).Select(i => Job($"mail{i}"))]);
        Assert.True(await Task.Run(() => busy.Wait(TimeSpan.FromSeconds(20))));

        await Schedule([Job("code") with { Lane = JobLane.Codes }, Job("step") with { Lane = JobLane.Grains }, Job("letter") with { Lane = JobLane.Bulk }]);

        Assert.Equal(["code", "letter", "step"], (await Next(jobs, 3)).Select(e => e.Key).Order());
        release.SetResult();
        Assert.Equal(50, (await Next(jobs, 50)).Select(e => e.Key).Distinct().Count());
    }

    [Fact]
    public async Task Two_dispatchers_do_each_work_once()
    {
        var one = await Start(Note);
        var other = await Start(Note);

        await Schedule([.. Enumerable.Range(0, 200).Select(i => Job($"j{i}") with { Lane = (JobLane)(i % 4) })]);
        while (_done.Count < 200)
            await Task.WhenAny(one.Next(), other.Next());

        Assert.Equal(200, _done.Select(j => j.Key).Distinct().Count());
        Assert.All(_done, j => Assert.Equal(1, j.Attempt));
    }

    [Fact]
    public async Task Lease_of_a_frozen_dispatcher_is_taken_over_after_its_end_and_its_late_word_does_not_count()
    {
        await Schedule([Job("j")]);
        var real = TimeProvider.System.GetUtcNow();
        var frozen = Assert.Single(await _host.Get<IJobStore>().Lease(JobLane.Mail, 1, _host.Clock.GetUtcNow(), real, real.AddSeconds(2)));

        var ending = await (await Start(Note)).Next();

        Assert.InRange(TimeProvider.System.GetUtcNow(), real.AddSeconds(2), DateTimeOffset.MaxValue);
        Assert.Equal(("j", JobEnd.Done), (ending.Key, ending.End));
        Assert.False(await _host.Get<IJobStore>().Finish(frozen, JobEnd.Dead, "late", _host.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Work_cut_off_by_a_kill_is_done_again_by_the_next_process()
    {
        var begun = new TaskCompletionSource();
        await Start((_, cancel) =>
        {
            begun.TrySetResult();
            return Task.Delay(Timeout.Infinite, cancel);
        });
        await Schedule([Job("j")]);
        await begun.Task;

        await _host.Restart();
        var ending = await (await Start(Note)).Next();

        Assert.Equal(("j", JobEnd.Done, 2), (ending.Key, ending.End!.Value, Assert.Single(_done).Attempt));
    }

    [Fact]
    public async Task Stopping_gives_work_in_progress_a_sign_and_leaves_it_to_the_next()
    {
        var begun = new TaskCompletionSource();
        var jobs = await Start((_, cancel) =>
        {
            begun.TrySetResult();
            return Task.Delay(Timeout.Infinite, cancel);
        });
        await Schedule([Job("j")]);
        await begun.Task;

        await _running[0].StopAsync(default);

        Assert.Equal(("j", null, _host.Clock.GetUtcNow()), await jobs.Next() is var ending ? (ending.Key, ending.End, ending.RetryAt!.Value) : default);
        Assert.Equal(1, await Count("SELECT count(*) FROM job WHERE key = 'j' AND state = 0 AND lease_end = 0 AND payload IS NOT NULL"));
    }

    [Fact]
    public async Task Look_that_is_cancelled_by_another_than_the_stop_ends_no_lane()
    {
        var jobs = await Start(Note);
        jobs.Failure = new TaskCanceledException("The driver gave up.");
        await Eventually.True(() => Task.FromResult(jobs.Failure is null), TimeSpan.FromSeconds(10));

        await Schedule([Job("j")]);

        Assert.Equal("j", (await jobs.Next()).Key);
    }

    private static Schedule Job(string key, DateTimeOffset? due = null) => new("work", key, "{}", due ?? DateTimeOffset.UnixEpoch, JobLane.Mail);

    private Task Note(LeasedJob job, CancellationToken cancel)
    {
        _done.Enqueue(job);
        return Task.CompletedTask;
    }

    private async Task<WatchedJobs> Start(Func<LeasedJob, CancellationToken, Task> work)
    {
        var jobs = new WatchedJobs(_host.Get<IJobStore>());
        var dispatcher = new Dispatcher(jobs, _host.Get<JobSignal>(), [new Work(work)], _host.Clock, NullLogger<Dispatcher>.Instance);
        _running.Add(dispatcher);
        await dispatcher.StartAsync(default);
        return jobs;
    }

    private async Task Schedule(Schedule[] work)
    {
        var unit = new CommitUnit($"test/{Interlocked.Increment(ref _grain)}", 0, "1"u8.ToArray(), Condition.None, null, work, _host.Clock.GetUtcNow());
        Assert.Equal(CommitVerdict.Committed, (await _host.Store.Commit(unit)).Verdict);
    }

    private void Wake() => _host.Get<JobSignal>().Raise(JobLane.Mail);

    private static async Task<List<Ending>> Next(WatchedJobs jobs, int count)
    {
        var endings = new List<Ending>();
        while (endings.Count < count)
            endings.Add(await jobs.Next());
        return endings;
    }

    private async Task<long> Count(string sql)
    {
        await using var reading = await _host.Store.OpenRead();
        await using var command = reading.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
