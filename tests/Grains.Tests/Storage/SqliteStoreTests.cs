using System.Globalization;
using Grains;
using Grains.Commits;
using Silo.Storage.Sqlite;

namespace Grains.Tests.Storage;

public sealed class SqliteCommitTests : CommitContract
{
    protected override Task<StoreFixture> Make() => Task.FromResult<StoreFixture>(new SqliteStoreFixture());
}

public sealed class SqliteOperationTests : OperationContract
{
    protected override Task<StoreFixture> Make() => Task.FromResult<StoreFixture>(new SqliteStoreFixture());
}

public sealed class SqliteClaimTests : ClaimContract
{
    protected override Task<StoreFixture> Make() => Task.FromResult<StoreFixture>(new SqliteStoreFixture());
}

public sealed class SqliteJobTests : JobContract
{
    protected override Task<StoreFixture> Make() => Task.FromResult<StoreFixture>(new SqliteStoreFixture());
}

public sealed class SqliteDeliveryTests : DeliveryContract
{
    protected override Task<StoreFixture> Make() => Task.FromResult<StoreFixture>(new SqliteStoreFixture());
}

public sealed class SqliteFeedTests : FeedContract
{
    protected override Task<StoreFixture> Make() => Task.FromResult<StoreFixture>(new SqliteStoreFixture());
}

/// <summary>What is true of SQLite alone: the file belongs to one process.</summary>
public sealed class SqliteStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private readonly SqliteStoreFixture _bed = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _bed.DisposeAsync();

    [Fact]
    public void Second_store_on_the_same_file_refuses_to_start_and_says_why()
    {
        var refused = Assert.Throws<SettingRefusedException>(_bed.Open);

        Assert.Contains("in use by another process", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leases_of_a_killed_process_are_free_when_the_file_is_opened_again()
    {
        await _bed.Store.Commit(new CommitUnit("g/1", 0, "1"u8.ToArray(), Condition.None, null, [new Schedule("mail", "j", "{}", Noon, JobLane.Mail)], Noon));
        var held = Assert.Single(await _bed.Jobs.Lease(JobLane.Mail, 1, Noon, Noon, Noon.AddYears(1)));

        await _bed.Reopen();

        Assert.Equal(2, Assert.Single(await _bed.Jobs.Lease(JobLane.Mail, 1, Noon, Noon, Noon.AddYears(1))).Attempt);
        Assert.False(await _bed.Jobs.Finish(held, JobEnd.Done, null, Noon));
    }

    [Fact]
    public async Task Job_payloads_are_unreadable_in_the_file()
    {
        await _bed.Store.Commit(
            new CommitUnit("g/1", 0, "1"u8.ToArray(), Condition.None, null, [new Schedule("mail", "j", "the code is 483920", Noon, JobLane.Mail)], Noon));

        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(_bed.Path)!, "guichet.db*")
            .Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[open.Length];
            await open.ReadExactlyAsync(bytes);
            Assert.Equal(-1, bytes.AsSpan().IndexOf("483920"u8));
        }
    }

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    public async Task Power_cut_protection_is_on(string pragma, string value)
    {
        var store = (SqliteStore)_bed.Store;

        Assert.Equal(value, await store.Write(sql => Convert.ToString(sql.Scalar($"PRAGMA {pragma}"), CultureInfo.InvariantCulture)));
    }
}
