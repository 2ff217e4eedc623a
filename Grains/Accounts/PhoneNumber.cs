using System.Text.RegularExpressions;

namespace Grains.Accounts;

/// <summary>Telephone numbers as people in France write them.</summary>
public static partial class PhoneNumber
{
    // Mobile numbers overseas are written like those of the mainland, but abroad (and to providers) each territory has a code of its own.
    private static readonly Dictionary<string, string> Territories = new()
    {
        ["690"] = "590", ["691"] = "590", ["694"] = "594", ["696"] = "596", ["697"] = "596", ["692"] = "262", ["693"] = "262", ["639"] = "262",
    };

    /// <summary>The number in E.164 (<c>+33611223344</c>), or null when no text message can reach it: not a number, or a French landline.</summary>
    public static string? Mobile(string typed) =>
        French().Match(Dialled(typed)) is { Success: true } french ? Abroad(french.Groups["number"].Value)
        : Foreign().IsMatch(Dialled(typed)) ? Dialled(typed)
        : null;

    /// <summary><c>0611223347</c> becomes <c>06 •• •• •• 47</c>; a foreign number keeps its country.</summary>
    public static string Mask(string typed) =>
        Mobile(typed) is not { } number ? "•••"
        : French().Match(Dialled(typed)) is { Success: true } french ? $"0{french.Groups["number"].Value[0]} •• •• •• {number[^2..]}"
        : $"{number[..3]} ••• {number[^2..]}";

    private static string? Abroad(string number) => number[0] is '6' or '7' ? $"+{Territories.GetValueOrDefault(number[..3], "33")}{number}" : null;

    private static string Dialled(string typed)
    {
        var dialled = Separators().Replace(typed, "");
        return dialled.StartsWith("00", StringComparison.Ordinal) ? $"+{dialled[2..]}" : dialled;
    }

    [GeneratedRegex(@"[\s.\-/\u00a0\u202f\u2011()]")]
    private static partial Regex Separators();

    // "+33 (0)6 …" is how business cards write it.
    [GeneratedRegex(@"^(?:0|\+330?)(?<number>[1-9][0-9]{8})\z")]
    private static partial Regex French();

    [GeneratedRegex(@"^\+(?!33)[1-9][0-9]{6,14}\z")]
    private static partial Regex Foreign();
}
