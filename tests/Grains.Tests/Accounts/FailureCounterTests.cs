using Grains.Accounts;
using Grains.Accounts.SignIn;

namespace Grains.Tests.Accounts;

public sealed class FailureCounterTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    private static readonly Policy Policy = new();

    [Fact]
    public void Fifth_failure_locks_for_24_hours_from_its_opening()
    {
        var counter = Failed(5, TimeSpan.FromMinutes(1));

        Assert.Equal(Start + TimeSpan.FromMinutes(4) + TimeSpan.FromHours(24), counter.LockedUntil);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void Lock_ends_to_the_second(int seconds, bool locked)
    {
        var counter = Failed(5, TimeSpan.Zero);

        Assert.Equal(locked, counter.At(Start + TimeSpan.FromHours(24) + TimeSpan.FromSeconds(seconds), Policy).IsLocked);
    }

    [Fact]
    public void Four_failures_and_a_right_one_leave_four()
    {
        var counter = Failed(4, TimeSpan.Zero).Open("right", "f", Start, Policy).Next!.TakeBack("right");

        Assert.Equal(4, counter.Tries.Count);
        Assert.False(counter.IsLocked);
    }

    [Fact]
    public void Failures_older_than_a_day_are_forgotten()
    {
        var counter = Failed(4, TimeSpan.Zero).At(Start + TimeSpan.FromHours(24), Policy);

        Assert.Empty(counter.Tries);
    }

    [Fact]
    public void Sixth_try_in_flight_waits()
    {
        var counter = FailureCounter.Zero;
        for (var i = 0; i < 5; i++)
            counter = counter.Open($"{i}", "f", Start, Policy).Next!;

        Assert.Equal(Opening.Wait, counter.Open("5", "f", Start, Policy).Value);
        Assert.Equal(Opening.Counted, counter.TakeBack("0").Open("5", "f", Start, Policy).Value);
    }

    [Fact]
    public void Try_left_open_for_ten_seconds_is_a_failure()
    {
        var counter = FailureCounter.Zero.Open("a", "f", Start, Policy).Next!;

        Assert.NotNull(counter.At(Start + TimeSpan.FromSeconds(9.9), Policy).Pending("a"));
        Assert.Null(counter.At(Start + TimeSpan.FromSeconds(10), Policy).Pending("a"));
    }

    [Fact]
    public void Tries_during_the_lock_change_nothing()
    {
        var locked = Failed(5, TimeSpan.Zero);
        var after = locked.Open("more", "f", Start + TimeSpan.FromHours(3), Policy);

        Assert.Equal(Opening.Locked, after.Value);
        Assert.Equal(locked, after.Next);
    }

    private static FailureCounter Failed(int times, TimeSpan apart)
    {
        var counter = FailureCounter.Zero;
        for (var i = 0; i < times; i++)
            counter = counter.Open($"{i}", "f", Start + i * apart, Policy).Next!.Fail($"{i}", Start + i * apart, Policy);
        return counter;
    }
}
