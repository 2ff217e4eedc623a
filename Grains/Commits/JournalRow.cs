namespace Grains.Commits;

/// <summary>Who did what to whom, written by the acting commit; append-only.</summary>
[Row("journal", key: 2)]
public sealed record JournalRow(string Owner, string Entry, DateTimeOffset At, string Account, string Action, string Detail) : Row
{
    /// <summary>The entry's id orders by time; two entries of one turn differ by their action.</summary>
    public static Effect Of(string owner, DateTimeOffset at, string account, string action, string detail = "") =>
        new Upsert(new JournalRow(owner, $"{at.ToUnixTimeMilliseconds():x12}-{action}-{account}-{detail}", at, account, action, detail));
}
