using Grains.Access;
using Grains.Commits;
using Silo.Storage.PostgreSql;

namespace Grains.Tests.Storage;

/// <summary>What of a drain waits for the next one. Written as <c>grain</c> or <c>grain?owner</c>, in the order of the queue.</summary>
public sealed class DrainOrderTests
{
    private static readonly Rule Any = new("SELECT q.i, '', CAST(NULL AS bigint) FROM q");

    [Theory]
    [InlineData("request/1?space/p/ request/2?space/p/", "")]
    [InlineData("space/p/s request/1?space/p/", "request/1")]
    [InlineData("request/1?space/p/ space/p/s", "")]
    [InlineData("space/q/s request/1?space/p/", "")]
    [InlineData("space/p/s request/1?space/p/ space/p/t request/2", "request/1 space/p/t")]
    [InlineData("account/a request/1?account/a request/2?account/ab", "request/1")]
    [InlineData("account/ab request/1?account/a", "")]
    [InlineData("account/a request/1?account/a account/b request/2?account/b account/a", "request/1 request/2 account/a")]
    public void Commit_waits_behind_a_write_that_its_condition_may_stand_on_and_such_a_write_behind_it(string queue, string later)
    {
        var drain = queue.Split(' ').Select(Commit).ToList();
        var all = drain.ToList();

        var waiting = CommitBatchOrder.TakeOut(drain);

        Assert.Equal(later, string.Join(' ', waiting.Select(c => c.Unit.Grain)));
        Assert.Equal(all.Except(waiting), drain);
        Assert.NotEmpty(drain);
    }

    private static PostgreSqlCommit Commit(string text)
    {
        var parts = text.Split('?');
        var condition = parts is [_, var owner] ? Condition.Of(OwnRequests.None, new Requirement(Any, owner)) : Condition.None;
        return new PostgreSqlCommit(new CommitUnit(parts[0], 1, default, condition, null, [], DateTimeOffset.UnixEpoch), new Dictionary<Schedule, byte[]>());
    }
}
