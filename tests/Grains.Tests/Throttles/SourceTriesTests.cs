using System.Text.Json;
using Grains.Commits;
using Grains.Interfaces.Throttles;
using Grains.Throttles;

namespace Grains.Tests.Throttles;

public sealed class SourceTriesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly SourceLimit ThreeAMinute = new(3, TimeSpan.FromMinutes(1));

    [Theory]
    // Seconds after noon at which a try comes, and which of them are granted (three a minute, in steps of five seconds).
    [InlineData("0 0 0 0", "1110")]
    [InlineData("0 20 40 59", "1110")]
    [InlineData("0 20 40 60 61", "11110")]
    [InlineData("4 4 4 59 60", "11101")]
    [InlineData("0 1 2 3 3 3 60 60 60 60", "1110001110")]
    [InlineData("0 30 31 60 90 91 92", "1111110")]
    [InlineData("0 30 30 29 28", "11100")]
    [InlineData("30 0 29 31", "1110")]
    public void Granted_as_long_as_fewer_than_the_limit_count(string seconds, string granted)
    {
        var state = new SourceState();
        var answers = "";
        foreach (var second in seconds.Split(' '))
        {
            var decision = state.Take(ThreeAMinute, Noon.AddSeconds(int.Parse(second, System.Globalization.CultureInfo.InvariantCulture)));
            (state, answers) = (decision.State, answers + (decision.Answer.Granted ? '1' : '0'));
        }

        Assert.Equal(granted, answers);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(20, 10)]
    [InlineData(21, 11)]
    [InlineData(60, 30)]
    public void Must_last_from_half_the_limit_on(int limit, int first)
    {
        var state = new SourceState();
        for (var n = 1; n <= limit; n++)
        {
            var decision = state.Take(ThreeAMinute with { Tries = limit }, Noon);
            Assert.Equal((true, n >= first), (decision.Answer.Granted, decision.MustLast));
            state = decision.State;
        }
    }

    [Fact]
    public void Given_back_it_is_granted_again_once()
    {
        var first = new SourceState().Take(ThreeAMinute, Noon);
        var second = first.State.Take(ThreeAMinute, Noon.AddSeconds(10));
        var full = second.State.Take(ThreeAMinute, Noon.AddSeconds(20));

        var back = full.State.GiveBack(first.Answer);
        var again = back.GiveBack(first.Answer);

        Assert.True(back.Take(ThreeAMinute, Noon.AddSeconds(20)).Answer.Granted);
        Assert.Equal(back, again);
        Assert.False(back.Take(ThreeAMinute, Noon.AddSeconds(20)).State.Take(ThreeAMinute, Noon.AddSeconds(20)).Answer.Granted);
    }

    [Fact]
    public void Refused_or_forgotten_tries_give_nothing_back()
    {
        var one = ThreeAMinute with { Tries = 1 };
        var taken = new SourceState().Take(one, Noon);
        var refused = taken.State.Take(one, Noon);
        var later = taken.State.Take(one, Noon.AddMinutes(1));

        Assert.False(refused.State.GiveBack(refused.Answer).Take(one, Noon).Answer.Granted);
        Assert.Equal(later.State, later.State.GiveBack(taken.Answer));
    }

    [Fact]
    public void However_high_the_limit_what_is_kept_stays_small()
    {
        var state = new SourceState();
        for (var i = 0; i < 5000; i++)
            state = state.Take(new SourceLimit(int.MaxValue, TimeSpan.FromHours(1)), Noon.AddSeconds(i)).State;

        Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(state, GrainState.Json).Length, 100, 1000);
        Assert.Equal(Noon.AddSeconds(4800).AddHours(1).ToUnixTimeMilliseconds(), state.Until);
    }
}
