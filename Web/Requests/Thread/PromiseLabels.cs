using Grains.Requests;
using Grains.Text;

namespace Web.Requests.Thread;

/// <summary>How a promise is said: a date and an hour, never a length alone.</summary>
public static class PromiseLabels
{
    /// <summary>In an adviser's list: until when, that it stands still, by how much it is late; empty when there is nothing to keep.</summary>
    public static string InRow(RequestSummary request, DateTimeOffset now) => request switch
    {
        { DueAt: { } due } when due < now => string.Format(PromiseTexts.Late, Length(now - due)),
        { DueAt: { } due } => FrenchDates.DaysAgo(due, now) == 0 ? string.Format(PromiseTexts.Before, FrenchDates.Hour(due)) : FrenchDates.PromiseInRow(due, now),
        { PausedAt: not null, KeptAt: null } => PromiseTexts.Paused,
        _ => "",
    };

    /// <summary>Class of the words in the stylesheet.</summary>
    public static string Mark(RequestSummary request, DateTimeOffset now) =>
        request.DueAt is not { } due ? "off" : due < now ? "late" : request.WarnAt <= now ? "soon" : "";

    /// <summary>« 40 min », « 2 h 10 », « 3 j »: how long ago, never more than it is.</summary>
    public static string Length(TimeSpan span) =>
        span.TotalMinutes < 60 ? $"{Math.Max(1, (int)span.TotalMinutes)}{Typography.Nbsp}min"
        : span.TotalHours >= 24 ? $"{(int)span.TotalDays}{Typography.Nbsp}j"
        : span.Minutes == 0 ? $"{(int)span.TotalHours}{Typography.Nbsp}h" : $"{(int)span.TotalHours}{Typography.Nbsp}h{Typography.Nbsp}{span.Minutes:00}";
}
