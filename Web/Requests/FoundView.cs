using System.Globalization;
using Grains.Requests;
using Grains.Text;
using Web.Display;

namespace Web.Requests;

/// <summary>What stands above the rows of a search: how many there are, and how far it has looked.</summary>
/// <param name="Further">Where a search that stopped goes on; null for one that looked everywhere.</param>
public sealed record FoundView(string Text, string? Further)
{
    /// <param name="after">The cursor of the page before; null on the first.</param>
    /// <param name="next">The address of the next page.</param>
    public static FoundView Of(RequestPage page, string? after, string next, DateTimeOffset now)
    {
        var count = page.Rows.Count;
        if (page.Stopped && page.Next?.Split('_') is [var ms, ..])
        {
            var reached = FrenchDates.OnDay(DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(ms, CultureInfo.InvariantCulture)), now);
            return new FoundView($"{Counted(count, some: false)} {string.Format(RequestTexts.FoundStopped, reached)}", next);
        }
        return new FoundView(after is not null ? string.Format(RequestTexts.FoundOnPage, French.Some(count)) : Counted(count, some: page.Next is not null), null);
    }

    private static string Counted(int count, bool some) => count switch
    {
        0 => RequestTexts.FoundNone,
        1 when !some => RequestTexts.FoundOne,
        _ => string.Format(some ? RequestTexts.FoundMore : RequestTexts.FoundMany, French.Some(count)),
    };
}
