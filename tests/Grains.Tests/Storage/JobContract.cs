using Grains.Commits;

namespace Grains.Tests.Storage;

public abstract class JobContract : StoreContract
{
    private static readonly DateTimeOffset Real = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    public async Task Job_is_leased_when_it_is_due_by_business_time(int seconds, int leased)
    {
        await Commit("g/1", 0, Job("j", due: Noon.AddHours(1)));

        Assert.Equal(leased, (await Lease(Noon.AddHours(1).AddSeconds(seconds))).Count);
    }

    [Fact]
    public async Task Leased_job_carries_what_was_scheduled()
    {
        await Commit("g/1", 0, new Schedule("mail", "j", "Le secret", Noon, JobLane.Mail, Noon.AddMinutes(10)));

        var job = Assert.Single(await Lease(Noon));

        Assert.Equal(new LeasedJob("j", "mail", "Le secret", JobLane.Mail, 1, job.Fence, Noon.AddMinutes(10)), job);
    }

    [Fact]
    public async Task Fifty_jobs_are_leased_once_each_by_ten_at_once()
    {
        await Commit("g/1", 0, [.. Enumerable.Range(0, 50).Select(i => Job($"j{i}"))]);

        var leases = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Jobs.Lease(JobLane.Mail, 10, Noon, Real, Real.AddMinutes(1)).AsTask()));

        Assert.Equal(50, leases.SelectMany(l => l).Select(j => j.Key).Distinct().Count());
        Assert.Equal(50, leases.Sum(l => l.Count));
        Assert.All(leases, l => Assert.True(l.Count <= 10));
    }

    [Fact]
    public async Task Lease_that_ran_out_passes_to_the_next_and_fences_its_holder()
    {
        await Commit("g/1", 0, Job("j"));
        var first = Assert.Single(await Lease(Noon));

        Assert.Empty(await Jobs.Lease(JobLane.Mail, 10, Noon.AddDays(1), Real.AddSeconds(59), Real.AddMinutes(5)));
        var second = Assert.Single(await Jobs.Lease(JobLane.Mail, 10, Noon, Real.AddSeconds(60), Real.AddMinutes(5)));

        Assert.Equal(2, second.Attempt);
        Assert.False(await Jobs.Renew(first, Real.AddHours(1)));
        Assert.False(await Jobs.RetryAt(first, Noon, "late"));
        Assert.False(await Jobs.Finish(first, JobEnd.Done, null, Noon));
        Assert.True(await Jobs.Finish(second, JobEnd.Done, null, Noon));
        Assert.False(await Jobs.Finish(second, JobEnd.Dead, "twice", Noon));
    }

    [Fact]
    public async Task Renewed_lease_holds_until_its_new_end()
    {
        await Commit("g/1", 0, Job("j"));
        var job = Assert.Single(await Lease(Noon));

        Assert.True(await Jobs.Renew(job, Real.AddMinutes(3)));

        Assert.Empty(await Jobs.Lease(JobLane.Mail, 10, Noon, Real.AddMinutes(2), Real.AddMinutes(9)));
        Assert.Single(await Jobs.Lease(JobLane.Mail, 10, Noon, Real.AddMinutes(3), Real.AddMinutes(9)));
    }

    [Fact]
    public async Task Job_given_back_comes_again_at_its_new_time_as_the_next_attempt()
    {
        await Commit("g/1", 0, Job("j"));
        var first = Assert.Single(await Lease(Noon));

        Assert.True(await Jobs.RetryAt(first, Noon.AddSeconds(4), "the provider is away"));

        Assert.Empty(await Lease(Noon.AddSeconds(3)));
        Assert.Equal((2, "{}"), Assert.Single(await Lease(Noon.AddSeconds(4))) is { } second ? (second.Attempt, second.Payload) : default);
    }

    [Theory]
    [InlineData(JobEnd.Done)]
    [InlineData(JobEnd.Expired)]
    [InlineData(JobEnd.Dead)]
    public async Task Ended_job_keeps_no_payload_and_never_runs_again(JobEnd end)
    {
        await Commit("g/1", 0, Job("j"));
        await Jobs.Finish(Assert.Single(await Lease(Noon)), end, "why", Noon);

        await Commit("g/1", 1, Job("j"));

        Assert.Empty(await Jobs.Lease(JobLane.Mail, 10, Noon.AddYears(1), Real.AddYears(1), Real.AddYears(2)));
        Assert.Equal(1, await Count("job", "key", "j"));
        Assert.Equal(0, await Count("job", "payload IS NOT NULL AND key", "j"));
    }

    [Fact]
    public async Task Same_key_again_replaces_work_that_has_not_begun()
    {
        await Commit("g/1", 0, Job("j", "old"));
        await Commit("g/1", 1, Job("j", "new", Noon.AddHours(1)));

        Assert.Empty(await Lease(Noon));
        Assert.Equal("new", Assert.Single(await Lease(Noon.AddHours(1))).Payload);
    }

    [Fact]
    public async Task Same_key_again_leaves_work_that_has_begun()
    {
        await Commit("g/1", 0, Job("j", "old"));
        var first = Assert.Single(await Lease(Noon));

        await Commit("g/1", 1, Job("j", "new"));
        await Jobs.RetryAt(first, Noon, "again");

        Assert.Equal("old", Assert.Single(await Lease(Noon)).Payload);
    }

    [Fact]
    public async Task Cancelling_takes_back_what_has_not_begun_only()
    {
        await Commit("g/1", 0, Job("begun"));
        var begun = Assert.Single(await Lease(Noon));
        await Commit("g/1", 1, Job("waiting"));

        await Commit("g/1", 2, new Cancel("waiting"), new Cancel("begun"), new Cancel("none"));

        Assert.Equal(0, await Count("job", "key", "waiting"));
        Assert.True(await Jobs.Finish(begun, JobEnd.Done, null, Noon));
    }

    [Fact]
    public async Task Lanes_lease_their_own_work()
    {
        await Commit("g/1", 0, [.. Enum.GetValues<JobLane>().Select(lane => new Schedule("k", $"{lane}", "{}", Noon, lane))]);

        foreach (var lane in Enum.GetValues<JobLane>())
            Assert.Equal($"{lane}", Assert.Single(await Jobs.Lease(lane, 10, Noon, Real, Real.AddMinutes(1))).Key);
    }

    [Fact]
    public async Task Oldest_due_work_goes_first()
    {
        await Commit("g/1", 0, Job("late", due: Noon.AddMinutes(2)), Job("early", due: Noon), Job("middle", due: Noon.AddMinutes(1)));

        Assert.Equal("early", Assert.Single(await Jobs.Lease(JobLane.Mail, 1, Noon.AddHours(1), Real, Real.AddMinutes(1))).Key);
        Assert.Equal("middle", Assert.Single(await Jobs.Lease(JobLane.Mail, 1, Noon.AddHours(1), Real, Real.AddMinutes(1))).Key);
    }

    private static Schedule Job(string key, string payload = "{}", DateTimeOffset? due = null) => new("mail", key, payload, due ?? Noon, JobLane.Mail);

    private ValueTask<IReadOnlyList<LeasedJob>> Lease(DateTimeOffset now) => Jobs.Lease(JobLane.Mail, 10, now, Real, Real.AddMinutes(1));
}
