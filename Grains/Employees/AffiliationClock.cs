using Grains.Text;

namespace Grains.Employees;

/// <summary>When an invitation is to be recalled, as the employer's calendar counts.</summary>
public static class AffiliationClock
{
    public const int Days = 8;

    /// <summary>A link lives until its employee is done, at most this long.</summary>
    public static readonly TimeSpan LinkLife = TimeSpan.FromDays(30);

    /// <summary>The same hour on the wall in Paris eight calendar days later, whatever the clocks did meanwhile.</summary>
    public static DateTimeOffset RemindFrom(DateTimeOffset last) => Paris.At(Paris.Local(last).AddDays(Days));

    /// <summary>The first instant of a day in Paris.</summary>
    public static DateTimeOffset Midnight(DateOnly day) => Paris.At(day.ToDateTime(TimeOnly.MinValue));
}
