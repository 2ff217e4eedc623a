using System.Collections.Immutable;
using System.Globalization;
using Grains.Commits;
using Grains.Interfaces.Teams;

namespace Grains.Teams;

/// <summary>What supervisors have written of a calendar; what they have not is the core system's, or the product's own.</summary>
public sealed record CalendarState : GrainState
{
    /// <summary>Hours of each weekday, Sunday first; empty until somebody writes them.</summary>
    public ImmutableList<string> Week { get; init; } = [];

    /// <summary>How often the week was written.</summary>
    public long Revision { get; init; }

    /// <summary>How many changes there were of any kind: what names the batch of the next one.</summary>
    public long Changes { get; init; }

    public ImmutableList<SpecialDay> Days { get; init; } = [];
}

/// <param name="Week">As the core system's rows spell it.</param>
[Row("team_calendar", key: 1)]
public sealed record TeamCalendarRow(string Calendar, string Week, long Revision, string AuthorName, DateTimeOffset WrittenAt) : Row;

/// <param name="Slots">Empty when closed throughout.</param>
[Row("team_closing", key: 2)]
public sealed record TeamClosingRow(string Calendar, string Day, string Slots, string Label, string AuthorName, DateTimeOffset WrittenAt) : Row
{
    internal static string Spelled(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
