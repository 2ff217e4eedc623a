using System.Globalization;
using System.Text.RegularExpressions;
using PhoneNumbers;
using Parsed = PhoneNumbers.PhoneNumber;

namespace Grains.Text;

/// <summary>
/// The one rule for telephones, wherever they were typed: a number that is valid in France or one of its territories, an international one,
/// or a French one that numbering plans leave open (those kept for fiction are possible without being anybody's).
/// </summary>
public static partial class PhoneNumber
{
    private const char Nbsp = '\u00a0';
    private static readonly PhoneNumberUtil Plans = PhoneNumberUtil.GetInstance();
    private static readonly string[] Territories = ["RE", "YT", "GP", "MQ", "GF", "PM", "BL", "MF", "NC", "PF", "WF"];

    public static bool IsNumber(string typed) => Read(typed) is not null;

    /// <summary>The number in E.164 (<c>+33611223344</c>), or null when no text message can reach it: not a number, or a landline.</summary>
    public static string? Mobile(string typed) => Read(typed) is { } number && MayBeMobile(number) ? Plans.Format(number, PhoneNumberFormat.E164) : null;

    /// <summary>
    /// As people read it: <c>06 12 34 56 78</c> in France and where numbers are written alike, else <c>+32 2 123 45 67</c>; what is no number as it
    /// is.
    /// </summary>
    public static string Shown(string number) =>
        Read(number) is not { } read ? number
        : French(read) is { } digits ? string.Join(Nbsp, digits.Chunk(2).Select(pair => new string(pair)))
        : Plans.Format(read, PhoneNumberFormat.INTERNATIONAL).Replace(' ', Nbsp);

    /// <summary>For a <c>tel:</c> link: E.164, or what there is of digits.</summary>
    public static string Dialled(string number) =>
        Read(number) is { } read ? Plans.Format(read, PhoneNumberFormat.E164) : string.Concat(number.Where(char.IsAsciiDigit));

    /// <summary>
    /// <c>0611223347</c> becomes <c>06 •• •• •• 47</c>; a foreign number keeps its country. Nothing of a number that no text message can reach.
    /// </summary>
    public static string Mask(string typed) =>
        Read(typed) is not { } number || !MayBeMobile(number) ? "•••"
        : French(number) is { } digits ? $"{digits[..2]} •• •• •• {digits[^2..]}"
        : $"+{number.CountryCode} ••• {Plans.GetNationalSignificantNumber(number)[^2..]}";

    /// <summary>As a field of one line keeps it; dashes of all kinds become one.</summary>
    public static string Clean(string typed) =>
        string.Concat(SingleLine.Of(typed).Select(c => char.GetUnicodeCategory(c) is UnicodeCategory.DashPunctuation ? '-' : c));

    private static Parsed? Read(string typed)
    {
        var clean = Clean(typed);
        if (!Dialable().IsMatch(clean) || Parse(clean, "FR") is not { } french)
            return null;
        var number = Plans.IsValidNumber(french) || clean[0] == '+' ? french : Overseas(clean) ?? french;
        // Where a 0 goes before the number it is part of what people know by heart; without it digits are missing.
        if (number is null || (clean[0] is not ('0' or '+') && French(number) is not null))
            return null;
        return Plans.IsValidNumber(number)
            || (Plans.IsPossibleNumberWithReason(number) is PhoneNumberUtil.ValidationResult.IS_POSSIBLE
                && Plans.GetNationalSignificantNumber(number)[0] != '0') ? number : null;
    }

    /// <summary>Null also when territories far apart have that number: a code must not go to a stranger.</summary>
    private static Parsed? Overseas(string clean)
    {
        var valid = Territories.Select(t => Parse(clean, t)).OfType<Parsed>().Where(Plans.IsValidNumber)
            .DistinctBy(n => Plans.Format(n, PhoneNumberFormat.E164)).Take(2).ToList();
        return valid.Count == 1 ? valid[0] : null;
    }

    private static Parsed? Parse(string clean, string region)
    {
        try
        {
            return Plans.Parse(clean, region);
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    private static bool MayBeMobile(Parsed number) => Plans.GetNumberType(number) switch
    {
        PhoneNumberType.MOBILE or PhoneNumberType.FIXED_LINE_OR_MOBILE => true,
        PhoneNumberType.UNKNOWN => number.CountryCode != 33 || $"{number.NationalNumber}"[0] is '6' or '7',
        _ => false,
    };

    /// <summary>The ten digits of a number of the mainland, the Antilles, Guiana, Réunion or Mayotte; null for any other.</summary>
    private static string? French(Parsed number) =>
        number.CountryCode is 33 or 262 or 590 or 594 or 596 && Plans.GetNationalSignificantNumber(number) is { Length: 9 } national ? $"0{national}" : null;

    // No letters: the library would read "ext. 5" and names on the keys. One + and only at the beginning; digits are ASCII.
    [GeneratedRegex(@"^\+?[0-9(](?:[ .\-/()]*[0-9]){1,19}[ .]*\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Dialable();
}
