using Grains.Accounts;
using Grains.Text;

namespace Grains.Tests.Accounts;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("00:00:30", "30 secondes")]
    [InlineData("00:01:00", "1 minute")]
    [InlineData("00:01:30", "90 secondes")]
    [InlineData("00:10:00", "10 minutes")]
    [InlineData("00:10:45", "10 minutes")]
    [InlineData("01:00:00", "1 heure")]
    [InlineData("01:30:00", "90 minutes")]
    [InlineData("3.00:00:00", "72 heures")]
    [InlineData("5.18:00:00", "5 jours")]
    public void Time_is_spelled_whole_and_never_promised_longer(string span, string words) =>
        Assert.Equal(words.Replace(' ', '\u00a0'), TimeSpan.Parse(span).Spell());
}
