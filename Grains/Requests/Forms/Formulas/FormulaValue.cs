using System.Globalization;
using Grains.Text;

namespace Grains.Requests.Forms.Formulas;

/// <summary>Computes a formula. Nothing (an empty answer, an unknown fact) makes what is computed from it nothing, and a condition false.</summary>
public static class FormulaValue
{
    // A century: beyond it no form means a month.
    private const int MostMonths = 1200;

    public static bool Holds(Formula formula, IFormulaSource source) => Of(formula, source) is true;

    /// <summary>A <see cref="string"/>, <see cref="decimal"/>, <see cref="DateOnly"/>, <see cref="bool"/>, a list of strings, or null.</summary>
    public static object? Of(Formula formula, IFormulaSource source) => formula switch
    {
        Formula.Text(var value) => value,
        Formula.Number(var value) => value,
        Formula.Truth(var value) => value,
        Formula.Today => source.Today,
        Formula.Answer(var field) => source.Answer(field),
        Formula.Fact(var name) => source.Fact(name),
        Formula.Filled(var field) => source.Answer(field) is not null,
        Formula.Not(var of) => !Holds(of, source),
        Formula.Both(var left, var right) => Holds(left, source) && Holds(right, source),
        Formula.Either(var left, var right) => Holds(left, source) || Holds(right, source),
        Formula.Compared(var left, var sign, var right) => Of(left, source) is { } one && Of(right, source) is { } other && Compare(one, sign, other),
        Formula.Among(var of, var choices) => Of(of, source) is { } one && choices.Any(c => Equals(Of(c, source), one)),
        Formula.Within(var of, var field) => Of(of, source) is string one && source.Answer(field) is IReadOnlyList<string> ticked && ticked.Contains(one),
        Formula.Sum(var left, var minus, var right) => Of(left, source) is { } one && Of(right, source) is { } other ? Added(one, minus, other) : null,
        Formula.Days(var of) => Of(of, source) is decimal days ? new Span((int)Math.Clamp(days, -Span.Most, Span.Most)) : null,
        Formula.MonthsBetween(var from, var to) => Of(from, source) is DateOnly one && Of(to, source) is DateOnly other ? Months(one, other) : null,
        Formula.MonthsAfter(var day, var months) => Of(day, source) is DateOnly from && Of(months, source) is decimal count
            ? from.AddMonths((int)Math.Clamp(count, -MostMonths, MostMonths)) : null,
        Formula.FirstOfMonth(var day) => Of(day, source) is DateOnly of ? new DateOnly(of.Year, of.Month, 1) : null,
        Formula.YearOf(var day) => Of(day, source) is DateOnly of ? of.ToString("yyyy", CultureInfo.InvariantCulture) : null,
        Formula.WorkDays(var from, var to) => Of(from, source) is DateOnly one && Of(to, source) is DateOnly other ? Work(one, other) : null,
        Formula.OpenDaysAfter(var day, var days) => Of(day, source) is DateOnly from && Of(days, source) is decimal count
            ? Open(from, (int)Math.Clamp(count, 0, MostMonths)) : null,
        Formula.Any(var group, var of) => source.Rows(group).Any(row => Holds(of, row)),
        Formula.When(var of, var then, var otherwise) => Of(Holds(of, source) ? then : otherwise, source),
        _ => null,
    };

    private static bool Compare(object one, string sign, object other)
    {
        var order = ((IComparable)one).CompareTo(other);
        return sign switch
        {
            "=" => order == 0,
            "!=" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
    }

    private static object? Added(object one, bool minus, object other) => (one, other) switch
    {
        (decimal a, decimal b) => minus ? a - b : a + b,
        (DateOnly a, DateOnly b) => (decimal)(a.DayNumber - b.DayNumber),
        (Span a, Span b) => new Span(minus ? a.Days - b.Days : a.Days + b.Days),
        (DateOnly a, Span b) => DateOnly.FromDayNumber(Math.Clamp(a.DayNumber + (minus ? -b.Days : b.Days), 0, DateOnly.MaxValue.DayNumber)),
        _ => null,
    };

    private static decimal Months(DateOnly from, DateOnly to)
    {
        var months = (to.Year - from.Year) * 12 + to.Month - from.Month;
        return months >= 0 ? (from.AddMonths(months) > to ? months - 1 : months) : (from.AddMonths(months) < to ? months + 1 : months);
    }

    private static decimal Work(DateOnly from, DateOnly to) => Enumerable.Range(0, Math.Clamp(to.DayNumber - from.DayNumber + 1, 0, Span.Most))
        .Select(from.AddDays).Count(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !FrenchHolidays.IsHoliday(day));

    private static DateOnly Open(DateOnly day, int count)
    {
        while (count > 0)
        {
            day = day.AddDays(1);
            if (day.DayOfWeek is not DayOfWeek.Sunday && !FrenchHolidays.IsHoliday(day))
                count--;
        }
        return day;
    }

    private readonly record struct Span(int Days)
    {
        // A century: beyond it no form means a day.
        public const int Most = 36_525;
    }
}

/// <summary>What a formula reads.</summary>
public interface IFormulaSource
{
    DateOnly Today { get; }

    /// <summary>Null when it is empty, unreadable, or its field is not shown.</summary>
    object? Answer(string field);

    object? Fact(string name);

    /// <summary>The rows of a group that is shown; none of what is no group.</summary>
    IEnumerable<IFormulaSource> Rows(string group);
}
