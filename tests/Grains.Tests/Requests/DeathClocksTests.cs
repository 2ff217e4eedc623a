using System.Globalization;
using Grains.Requests;
using Grains.Requests.Promises;

namespace Grains.Tests.Requests;

/// <summary>Fifteen days to ask the beneficiaries, a month to pay from the last piece on.</summary>
public sealed class DeathClocksTests
{
    private static readonly DateTimeOffset Sent = At("25/11/2026 23:30");

    [Theory]
    [InlineData("", "10/12/2026", null)]
    [InlineData("25/11/2026 23:30>", "10/12/2026", null)]
    [InlineData("25/11/2026 23:30>27/11/2026 10:00", "10/12/2026", "27/12/2026")]
    [InlineData("27/11/2026 10:00>", null, null)]
    [InlineData("25/11/2026 23:30>27/11/2026 10:00 | 28/11/2026 09:00>", null, null)]
    [InlineData("25/11/2026 23:30>27/11/2026 10:00 | 28/11/2026 09:00>31/01/2027 09:00", null, "28/02/2027")]
    // Half past midnight in Paris.
    [InlineData("28/11/2026 09:00>15/12/2026 23:30Z", null, "16/01/2027")]
    public void Days_follow_from_what_was_asked_and_what_came(string items, string? askBy, string? payBy)
    {
        var asked = items.Split(" | ", StringSplitOptions.RemoveEmptyEntries).Select(i => i.Split('>'))
            .Select(i => new AskedItemView { AskedAt = At(i[0]), ReceivedAt = i[1].Length > 0 ? At(i[1]) : null }).ToList();

        var clocks = DeathClocks.Of(Sent, asked);

        Assert.Equal((askBy, payBy), (Day(clocks.AskBy), Day(clocks.PayBy)));
    }

    private static string? Day(DateOnly? day) => day?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string said) => new(
        DateTime.ParseExact(said.TrimEnd('Z'), "dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture), TimeSpan.FromHours(said.EndsWith('Z') ? 0 : 1));
}
