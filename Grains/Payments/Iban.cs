namespace Grains.Payments;

/// <summary>International account numbers (ISO 13616): the country's length and the remainder of 97 say whether one can exist.</summary>
public static class Iban
{
    // The registry's lengths for the countries of SEPA.
    private static readonly IReadOnlyDictionary<string, int> Lengths = new Dictionary<string, int>
    {
        ["AD"] = 24, ["AT"] = 20, ["BE"] = 16, ["BG"] = 22, ["CH"] = 21, ["CY"] = 28, ["CZ"] = 24, ["DE"] = 22, ["DK"] = 18, ["EE"] = 20, ["ES"] = 24,
        ["FI"] = 18, ["FR"] = 27, ["GB"] = 22, ["GI"] = 23, ["GR"] = 27, ["HR"] = 21, ["HU"] = 28, ["IE"] = 22, ["IS"] = 26, ["IT"] = 27, ["LI"] = 21,
        ["LT"] = 20, ["LU"] = 20, ["LV"] = 21, ["MC"] = 27, ["MT"] = 31, ["NL"] = 18, ["NO"] = 15, ["PL"] = 28, ["PT"] = 25, ["RO"] = 24, ["SE"] = 24,
        ["SI"] = 19, ["SK"] = 24, ["SM"] = 27, ["VA"] = 22,
    };

    /// <summary>Without spaces, in capitals; null when it is none, or its French key does not fit.</summary>
    public static string? Read(string? typed)
    {
        var iban = new string([.. (typed ?? "").Where(c => !char.IsWhiteSpace(c) && c is not ('.' or '-'))]).ToUpperInvariant();
        return iban.All(char.IsAsciiLetterOrDigit) && iban.Length > 4 && Lengths.GetValueOrDefault(iban[..2]) == iban.Length
            && char.IsAsciiDigit(iban[2]) && char.IsAsciiDigit(iban[3]) && Modulo97(iban[4..] + iban[..4]) == 1 && (iban[..2] is not "FR" || FitsRib(iban))
            ? iban : null;
    }

    /// <summary>« FR•• •••• 2606 »: the country and the last four.</summary>
    public static string Mask(string iban) => iban.Length < 8 ? "" : $"{iban[..2]}•• •••• {iban[^4..]}";

    /// <summary>In groups of four, as banks write it.</summary>
    public static string Shown(string iban) => string.Join(' ', iban.Chunk(4).Select(c => new string(c)));

    /// <summary>Letters count from A = 10 to Z = 35.</summary>
    internal static int Modulo97(string text)
    {
        var rest = 0;
        foreach (var c in text)
            rest = char.IsAsciiDigit(c) ? (rest * 10 + (c - '0')) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
        return rest;
    }

    private static bool FitsRib(string iban) => RibKey.Of(iban[4..9], iban[9..14], iban[14..25]) == iban[25..];
}

/// <summary>The key of a French account: its letters are digits of their own.</summary>
public static class RibKey
{
    private const string Digits = "12345678912345678923456789";

    /// <param name="account">Eleven digits or letters.</param>
    public static string? Of(string bank, string branch, string account) =>
        long.TryParse(Plain(bank), out var b) && long.TryParse(Plain(branch), out var g) && long.TryParse(Plain(account), out var c)
            ? $"{97 - (89 * b + 15 * g + 3 * c) % 97:D2}" : null;

    private static string Plain(string text) => new([.. text.Select(c => c is >= 'A' and <= 'Z' ? Digits[c - 'A'] : c)]);
}
