using System.Globalization;
using Grains.Text;

namespace Web.Display;

/// <summary>Numbers, sizes and identifiers as written in French.</summary>
public static class French
{
    private const char Nbsp = Typography.Nbsp;

    /// <summary>« 12 331 »</summary>
    public static string Number(long value) => value.ToString("#,0", Grouped);

    /// <summary>« 2,9 », « 1 250 »</summary>
    public static string Decimal(decimal value) => value.ToString("#,0.##", Grouped);

    /// <summary>« 12 », « 99+ »: what is not counted further.</summary>
    public static string Some(long value) => value > 99 ? SharedTexts.TooMany : Number(value);

    /// <summary>« 184 Ko », « 1,8 Mo »: powers of 1,000, one decimal from the megabyte on.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1_000 => $"{bytes}{Nbsp}octets",
        < 999_500 => $"{(bytes + 500) / 1_000}{Nbsp}Ko",
        _ => $"{(bytes / 1_000_000m).ToString("0.#", Grouped)}{Nbsp}Mo",
    };

    /// <summary>« 812 345 671 »; anything that is not nine digits is shown as it is.</summary>
    public static string Siren(string siren) =>
        siren.Length == 9 && siren.All(char.IsAsciiDigit) ? $"{siren[..3]}{Nbsp}{siren[3..6]}{Nbsp}{siren[6..]}" : siren;

    /// <summary>« 812 345 671 00017 »</summary>
    public static string Siret(string siret) => siret.Length == 14 ? $"{Siren(siret[..9])}{Nbsp}{siret[9..]}" : siret;

    /// <summary>« 06 12 34 56 78 », « +32 2 123 45 67 »; what is no number is shown as it is.</summary>
    public static string Phone(string number) => PhoneNumber.Shown(number);

    /// <summary>« 24 s », « 14 min », « 9 h »: never less than there is left.</summary>
    public static string Wait(TimeSpan left) =>
        left < TimeSpan.FromMinutes(2) ? $"{Math.Ceiling(left.TotalSeconds):0}{Nbsp}s"
        : left < TimeSpan.FromHours(2) ? $"{Math.Ceiling(left.TotalMinutes):0}{Nbsp}min"
        : $"{Math.Ceiling(left.TotalHours):0}{Nbsp}h";

    /// <summary>« santé, prévoyance et retraite »</summary>
    public static string List(IReadOnlyList<string> words) =>
        words.Count < 2 ? string.Concat(words) : string.Format(SharedTexts.ListEnd, string.Join(", ", words.Take(words.Count - 1)), words[^1]);

    /// <summary>« 0 demande », « 1 demande », « 2 demandes »: in French zero is singular.</summary>
    public static string Count(long count, string one, string many) => $"{Number(count)} {(count < 2 ? one : many)}";

    /// <summary>« de Claire », « d’Inès »</summary>
    public static string Of(string name) =>
        name.Length > 0 && "AEIOUYÀÂÄÉÈÊËÎÏÔÖÙÛÜH".Contains(char.ToUpperInvariant(name[0])) ? $"d’{name}" : $"de {name}";

    /// <summary>Two letters for the round mark beside a name: first and last word.</summary>
    public static string Initials(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length switch
        {
            0 => "",
            1 => First(words[0]),
            _ => First(words[0]) + First(words[^1]),
        };
    }

    // What people see as one character: a letter with its marks, a whole emoji.
    private static string First(string word) => StringInfo.GetNextTextElement(word).ToUpperInvariant();

    private static readonly NumberFormatInfo Grouped = new()
    {
        NumberGroupSeparator = Nbsp.ToString(), NumberDecimalSeparator = ",", NumberGroupSizes = [3],
    };
}
