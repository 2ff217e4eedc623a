namespace Grains.CoreSystem;

/// <summary>SIREN and SIRET: nine and fourteen digits whose last one checks the others (Luhn, modulo 10).</summary>
public static class BusinessNumber
{
    // La Poste ran out of numbers that pass: its establishments may pass by the plain sum of their digits instead.
    private const string LaPoste = "356000000";

    /// <summary>The nine digits, or null when they are no SIREN.</summary>
    public static string? Siren(string typed) =>
        TypedNumbers.Digits(typed) is { Length: 9 } digits && digits != "000000000" && Luhn(digits) ? digits : null;

    /// <summary>The fourteen digits, or null when they are no SIRET.</summary>
    public static string? Siret(string typed) =>
        TypedNumbers.Digits(typed) is { Length: 14 } digits && Siren(digits[..9]) is { } siren
        && (Luhn(digits) || (siren == LaPoste && digits.Sum(d => d - '0') % 5 == 0)) ? digits : null;

    private static bool Luhn(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : digit < 5 ? 2 * digit : 2 * digit - 9;
        }
        return sum % 10 == 0;
    }
}
