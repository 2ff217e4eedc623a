using Microsoft.Extensions.Time.Testing;
using Web.Live;

namespace Web.Tests.Live;

/// <summary>What a page's first link may leave unasked.</summary>
public sealed class RecentChangesTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 24, 9, 0, 0, TimeSpan.Zero));
    private readonly RecentChanges _recent;

    public RecentChangesTests()
    {
        _recent = new RecentChanges(_clock);
        _clock.Advance(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void What_was_not_heard_of_since_the_page_was_drawn_need_not_be_asked_for()
    {
        _recent.Note("request/p/other");

        Assert.False(_recent.MayHaveChanged("request/p/1", _clock.GetUtcNow()));
    }

    [Theory]
    [InlineData(6, 0)]
    [InlineData(0, 0)]
    [InlineData(0, 30)]
    public void Change_after_the_page_was_drawn_or_a_little_before_is_asked_for(int secondsBefore, int secondsAfter)
    {
        if (secondsBefore > 0)
            _recent.Note("request/p/1");
        _clock.Advance(TimeSpan.FromSeconds(secondsBefore));
        var drawn = _clock.GetUtcNow();
        _clock.Advance(TimeSpan.FromSeconds(secondsAfter));
        if (secondsBefore == 0)
            _recent.Note("request/p/1");
        _recent.Prune();

        Assert.True(_recent.MayHaveChanged("request/p/1", drawn));
    }

    [Fact]
    public void Page_that_was_drawn_before_news_was_missed_or_long_ago_asks_for_everything()
    {
        var drawn = _clock.GetUtcNow();
        _recent.Forget();

        Assert.True(_recent.MayHaveChanged("request/p/1", drawn));
        _clock.Advance(TimeSpan.FromSeconds(8));
        Assert.False(_recent.MayHaveChanged("request/p/1", _clock.GetUtcNow()));
        Assert.True(_recent.MayHaveChanged("request/p/1", _clock.GetUtcNow().AddMinutes(-2)));
    }

    [Fact]
    public void Page_of_a_node_that_has_just_started_asks_for_everything() =>
        Assert.True(new RecentChanges(_clock).MayHaveChanged("request/p/1", _clock.GetUtcNow()));
}
