using System.Diagnostics;
using Dapper;

namespace Grains.Tests.Storage;

public abstract class AbandonedReadContract : StoreContract
{
    /// <summary>The statement itself ends, not only the wait for it; its connection serves the next reader.</summary>
    [Fact]
    public async Task Read_that_nobody_waits_for_any_more_ends_and_the_next_one_reads()
    {
        const string endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000) SELECT count(*) FROM n";
        using var leaving = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var begun = Stopwatch.GetTimestamp();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await using var reading = await Store.OpenRead(leaving.Token);
            await using var found = await reading.QueryMultipleAsync(new CommandDefinition(endless, cancellationToken: leaving.Token));
        });

        Assert.InRange(Stopwatch.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(4));
        await using var next = await Store.OpenRead();
        Assert.Equal(1L, await next.ExecuteScalarAsync<long>("SELECT 1"));
    }
}

public sealed class SqliteAbandonedReadTests : AbandonedReadContract
{
    protected override Task<StoreFixture> Make() => Task.FromResult<StoreFixture>(new SqliteStoreFixture());
}

public sealed class PostgreSqlAbandonedReadTests : AbandonedReadContract
{
    protected override async Task<StoreFixture> Make() => await PostgreSqlStoreFixture.Make();
}
