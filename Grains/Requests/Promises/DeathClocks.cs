using Grains.Text;

namespace Grains.Requests.Promises;

/// <summary>
/// Until when an insurer must act on a death that was reported (C. ass. L. 132-23-1), in days of the calendar: neither waiting for the customer nor a
/// closing of the team moves them.
/// </summary>
/// <param name="AskBy">The last day to ask the beneficiaries for all pieces; null once they were asked.</param>
/// <param name="PayBy">The last day to pay, once the last piece is there; null before.</param>
public sealed record DeathClocks(DateOnly? AskBy, DateOnly? PayBy)
{
    /// <summary>Days from the report on.</summary>
    private const int AskedWithin = 15;

    private const int PaidWithinMonths = 1;

    /// <param name="sentAt">When the death was reported.</param>
    /// <param name="asked">All that the request was asked for: what its form lets come later, and what an adviser asked since.</param>
    public static DeathClocks Of(DateTimeOffset sentAt, IReadOnlyList<AskedItemView> asked) => new(
        asked.Any(a => a.AskedAt > sentAt) ? null : Paris.Day(sentAt).AddDays(AskedWithin),
        asked.Count > 0 && asked.All(a => a.ReceivedAt is not null) ? Paris.Day(asked.Max(a => a.ReceivedAt)!.Value).AddMonths(PaidWithinMonths) : null);
}
