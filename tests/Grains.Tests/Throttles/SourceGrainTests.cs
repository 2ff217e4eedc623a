using System.Text.Json;
using Dapper;
using Grains.Commits;
using Grains.Interfaces.Throttles;
using Grains.Tests.Fixtures;
using Grains.Throttles;
using Orleans;
using Orleans.Core.Internal;
using Silo.Jobs;
using Silo.Throttles;
using Tests.Fixtures;

namespace Grains.Tests.Throttles;

public sealed class SourceGrainTests : IAsyncLifetime
{
    private static readonly SourceLimit TwentyAnHour = new(20, TimeSpan.FromHours(1));
    // Five seconds from one write to the next, and what a busy machine adds.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(12);
    private readonly GrainHost _host = new();
    private readonly string _key = Convert.ToHexStringLower(Guid.NewGuid().ToByteArray()) + Convert.ToHexStringLower(Guid.NewGuid().ToByteArray());

    private ISourceGrain Source => _host.Grains.GetGrain<ISourceGrain>(_key);

    private ThrottleStore Store => _host.Get<ThrottleStore>();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Sixty_at_once_are_sixty()
    {
        var limit = new SourceLimit(60, TimeSpan.FromHours(1));

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => Source.Take(limit))));

        Assert.Equal(60, answers.Count(a => a.Granted));
    }

    [Fact]
    public async Task Right_one_is_given_back()
    {
        for (var i = 0; i < 19; i++)
            await Source.Take(TwentyAnHour);
        for (var i = 0; i < 5; i++)
        {
            var right = await Source.Take(TwentyAnHour);
            Assert.True(right.Granted);
            await Source.GiveBack(right);
        }

        Assert.True((await Source.Take(TwentyAnHour)).Granted);
        Assert.False((await Source.Take(TwentyAnHour)).Granted);
    }

    [Theory]
    [InlineData(9, 20)]
    [InlineData(10, 10)]
    [InlineData(13, 7)]
    public async Task From_half_the_limit_on_the_count_survives_the_process(int before, int after)
    {
        for (var i = 0; i < before; i++)
            await Source.Take(TwentyAnHour);

        await _host.Restart();

        for (var i = 0; i < after; i++)
            Assert.True((await Source.Take(TwentyAnHour)).Granted);
        Assert.False((await Source.Take(TwentyAnHour)).Granted);
    }

    [Fact]
    public async Task What_changes_after_the_first_write_is_stored_with_the_next()
    {
        var taken = new List<SourceTry>();
        for (var i = 0; i < 12; i++)
            taken.Add(await Source.Take(TwentyAnHour));
        await Eventually.True(async () => await Stored() == 12, Soon);

        await Source.GiveBack(taken[0]);
        await Source.GiveBack(taken[1]);

        await Eventually.True(async () => await Stored() == 10, Soon);
    }

    [Fact]
    public async Task Activation_that_leaves_stores_what_it_counted()
    {
        for (var i = 0; i < 15; i++)
            await Source.Take(TwentyAnHour);
        await Source.AsReference<IGrainManagementExtension>().DeactivateOnIdle();

        var answers = new List<bool>();
        for (var i = 0; i < 6; i++)
            answers.Add((await Source.Take(TwentyAnHour)).Granted);

        Assert.Equal([true, true, true, true, true, false], answers);
    }

    [Fact]
    public async Task Row_goes_an_hour_after_its_window_and_the_source_goes_on()
    {
        for (var i = 0; i < 10; i++)
            await Source.Take(TwentyAnHour);
        await Eventually.True(async () => await Stored() > 0);
        var now = TimeProvider.System.GetUtcNow();

        Assert.Equal(0, await Store.Purge(now + TimeSpan.FromMinutes(54), default));
        await _host.Get<Maintenance>().Tidy(default);
        Assert.True(await Stored() > 0);
        Assert.Equal(1, await Store.Purge(now + TimeSpan.FromMinutes(61), default));

        // Its grain still holds the version of the row that is gone.
        await Source.Take(TwentyAnHour);
        await Eventually.True(async () => await Stored() == 11, Soon);
    }

    [Fact]
    public async Task Tidying_takes_the_rows_that_are_over()
    {
        var brief = new SourceLimit(2, TimeSpan.FromSeconds(1));
        await Source.Take(brief);
        await Eventually.True(async () => await Rows() == 1);
        await using (var connection = await Store.Database.OpenConnectionAsync())
            await connection.ExecuteAsync("UPDATE orleans_throttle SET counts_until = counts_until - 3590000");

        await _host.Get<Maintenance>().Tidy(default);
        Assert.Equal(1, await Rows());
        await using (var connection = await Store.Database.OpenConnectionAsync())
            await connection.ExecuteAsync("UPDATE orleans_throttle SET counts_until = counts_until - 3590000");
        await _host.Get<Maintenance>().Tidy(default);

        Assert.Equal(0, await Rows());
    }

    [Fact]
    public async Task Store_that_cannot_be_read_fails_the_call_and_is_asked_again()
    {
        await using (var connection = await Store.Database.OpenConnectionAsync())
            await connection.ExecuteAsync("ALTER TABLE orleans_throttle RENAME TO orleans_throttle_gone");
        await Assert.ThrowsAnyAsync<Exception>(() => Source.Take(TwentyAnHour));

        await using (var connection = await Store.Database.OpenConnectionAsync())
            await connection.ExecuteAsync("ALTER TABLE orleans_throttle_gone RENAME TO orleans_throttle");

        Assert.True((await Source.Take(TwentyAnHour)).Granted);
    }

    [Fact]
    public async Task Store_that_cannot_be_written_loses_no_count_in_memory()
    {
        await Source.Take(TwentyAnHour);
        await using (var connection = await Store.Database.OpenConnectionAsync())
            await connection.ExecuteAsync("ALTER TABLE orleans_throttle RENAME TO orleans_throttle_gone");

        var answers = new List<bool>();
        for (var i = 0; i < 20; i++)
            answers.Add((await Source.Take(TwentyAnHour)).Granted);
        await using (var connection = await Store.Database.OpenConnectionAsync())
            await connection.ExecuteAsync("ALTER TABLE orleans_throttle_gone RENAME TO orleans_throttle");

        Assert.Equal(19, answers.Count(a => a));
        await Eventually.True(async () => await Stored() == 20, Soon);
    }

    private async Task<long> Rows()
    {
        await using var connection = await Store.Database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM orleans_throttle");
    }

    /// <summary>Tries of the source as they are stored; 0 while there is no row.</summary>
    private async Task<int> Stored()
    {
        await using var connection = await Store.Database.OpenConnectionAsync();
        var payload = await connection.ExecuteScalarAsync<byte[]>("SELECT payload FROM orleans_throttle WHERE key = @key", new { key = _key });
        return payload is null ? 0 : JsonSerializer.Deserialize<SourceState>(payload, GrainState.Json)!.Segments.Sum(s => s.Tries);
    }
}
