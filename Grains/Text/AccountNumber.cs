namespace Grains.Text;

/// <summary>Client numbers and issued identifiers: typed with spaces, dots and in either case, unique in their portal.</summary>
public static class AccountNumber
{
    public static string Fold(string typed) => new([.. typed.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)]);

    public static string Claim(string portal, string number) => $"{portal}/{Fold(number)}";
}
