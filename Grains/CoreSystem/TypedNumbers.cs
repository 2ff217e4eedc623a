using System.Globalization;
using Grains.Text;

namespace Grains.CoreSystem;

/// <summary>What people copy from a letter, in the one spelling that it is compared by.</summary>
public static class TypedNumbers
{
    private static readonly string[] Dates = ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "ddMMyyyy", "yyyy-M-d"];

    /// <summary>The digits alone: spaces of all kinds, dots and dashes are dropped. Null when anything else is left.</summary>
    public static string? Digits(string typed)
    {
        var kept = Kept(typed);
        return kept.Length > 0 && kept.All(char.IsAsciiDigit) ? kept : null;
    }

    /// <summary>A number of the insurer's: digits and capitals, without separators.</summary>
    public static string Number(string typed) => Kept(typed).ToUpperInvariant();

    /// <summary>Case, accents, hyphens, apostrophes and spaces make no difference: « D’Arcy-Lévêque » is « darcyleveque ».</summary>
    public static string Name(string typed) => SearchText.Normalize(typed).Replace(" ", "", StringComparison.Ordinal);

    /// <summary>The day, from <c>JJ/MM/AAAA</c> or ISO 8601; null when it is none.</summary>
    public static DateOnly? Day(string typed) =>
        DateOnly.TryParseExact(string.Concat(typed.Where(c => !IsSpace(c))), Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
            : null;

    private static string Kept(string typed) => string.Concat(typed.Where(c => !IsSpace(c) && c is not ('.' or '-' or '\u2010' or '\u2011' or '\u2013')));

    private static bool IsSpace(char c) => char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format;
}
