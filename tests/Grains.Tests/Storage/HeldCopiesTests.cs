using Grains.Commits;
using Silo.Storage.PostgreSql;

namespace Grains.Tests.Storage;

/// <summary>When a node may answer from a state in its memory.</summary>
public sealed class HeldCopiesTests
{
    private readonly HeldCopies _copies = new();

    [Fact]
    public void Copy_serves_until_a_newer_version_is_heard_of()
    {
        using var copy = Read("request/1");
        Assert.True(copy.MayServe(3));

        _copies.Hear([new Notice("request/2", 9, []), new Notice("request/1", 4, [])]);

        Assert.False(copy.MayServe(3));
        Assert.True(copy.MayServe(4));
    }

    [Fact]
    public void Notice_that_comes_while_the_state_is_read_counts()
    {
        _copies.Trust(HeldCopies.Now().Steady, HeldCopies.Now().Wall);
        using var copy = _copies.Hold("request/1");
        copy.Reading();
        _copies.Hear([new Notice("request/1", 4, [])]);

        Assert.False(copy.MayServe(3));
    }

    [Fact]
    public void Late_notice_of_an_older_version_changes_nothing()
    {
        using var copy = Read("request/1");
        _copies.Hear([new Notice("request/1", 5, [])]);
        _copies.Hear([new Notice("request/1", 4, [])]);

        Assert.False(copy.MayServe(4));
        Assert.True(copy.MayServe(5));
    }

    [Fact]
    public void After_a_gap_nothing_read_before_counts()
    {
        using var copy = Read("request/1");
        _copies.DropAll();
        Assert.False(copy.MayServe(3));

        copy.Reading();
        Assert.True(copy.MayServe(3));
    }

    [Theory]
    [InlineData(-2500, 0)]
    [InlineData(0, -2500)]
    [InlineData(0, 2500)]
    public void Heartbeat_that_either_clock_calls_old_is_no_heartbeat(int steadyMs, int wallMs)
    {
        using var copy = Read("request/1");
        var (steady, wall) = HeldCopies.Now();
        _copies.Trust(steady + steadyMs * TimeProvider.System.TimestampFrequency / 1000, wall + wallMs);

        Assert.False(copy.MayServe(3));
    }

    [Fact]
    public void Before_the_first_heartbeat_nothing_serves()
    {
        using var copy = _copies.Hold("request/1");
        copy.Reading();

        Assert.False(copy.MayServe(long.MaxValue));
    }

    private ICopy Read(string grain)
    {
        var (steady, wall) = HeldCopies.Now();
        _copies.Trust(steady, wall);
        var copy = _copies.Hold(grain);
        copy.Reading();
        return copy;
    }
}
