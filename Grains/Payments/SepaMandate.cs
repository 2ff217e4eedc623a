using System.Security.Cryptography;
using System.Text;

namespace Grains.Payments;

/// <summary>Who collects: as every mandate names them.</summary>
/// <param name="Ics">Identifiant créancier SEPA.</param>
public sealed record Creditor(string Name, string Address, string Ics)
{
    /// <summary>Country, two check digits, a business code that does not count, and the national number (ISO 7064, modulo 97).</summary>
    public static bool IsIcs(string ics) =>
        ics.Length is > 7 and <= 35 && ics.All(c => char.IsAsciiDigit(c) || c is >= 'A' and <= 'Z') && int.TryParse(ics[2..4], out var check)
        && 98 - Iban.Modulo97(ics[7..] + ics[..2] + "00") == check;
}

/// <summary>The reference of a mandate (RUM): unique for its creditor, 35 signs at most, of those that SEPA allows.</summary>
public static class MandateReference
{
    public const int Longest = 35;

    private const string Signs = "/-?:().,'+";

    public static bool IsValid(string rum) =>
        rum.Length is > 0 and <= Longest && rum.All(c => char.IsAsciiLetterOrDigit(c) || Signs.Contains(c, StringComparison.Ordinal));

    /// <summary>Of an employee's affiliation, or of what its first signs say: the same at each try, another for nobody else.</summary>
    /// <param name="key">Of what it was signed with.</param>
    public static string Of(string key, string begins = "AFF")
    {
        var id = key[(key.LastIndexOf('/') + 1)..];
        var rum = $"{begins}{id.ToUpperInvariant()}";
        return IsValid(rum) ? rum : $"{begins}{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32]}";
    }
}
