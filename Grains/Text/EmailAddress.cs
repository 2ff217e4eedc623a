using System.Net.Mail;
using System.Text;

namespace Grains.Text;

public enum EmailFault
{
    Malformed = 1,
    /// <summary>Over 254 characters, 64 before the @, or 63 between two dots (RFC 5321, RFC 1035).</summary>
    TooLong,
    /// <summary>A computer by its number instead of a domain.</summary>
    NoDomain,
}

/// <summary>The one rule for e-mail addresses, wherever they were typed.</summary>
public static class EmailAddress
{
    private const int MaxLength = 254;
    private const int MaxLocal = 64;
    private const int MaxLabel = 63;

    /// <summary>One spelling for each mailbox: as kept, composed (NFKC), lower case. Used wherever addresses are compared or claimed.</summary>
    public static string Fold(string typed) => Kept(Kept(typed).Composed(NormalizationForm.FormKC)).ToLowerInvariant();

    /// <summary>As people see it, without the dot that may end a domain (RFC 1034): with it the same mailbox would be another address.</summary>
    public static string Kept(string? typed) => SingleLine.Of(typed).TrimEnd('.');

    /// <summary>What keeps mail from reaching an address, or null. Letters beyond ASCII are the channel's business.</summary>
    public static EmailFault? Check(string typed)
    {
        var kept = Kept(typed);
        var at = kept.LastIndexOf('@');
        if (kept.Length > MaxLength || at > MaxLocal || kept[(at + 1)..].Split('.').Any(label => label.Length > MaxLabel))
            return EmailFault.TooLong;
        var domain = kept[(at + 1)..];
        if (domain.StartsWith('[') || System.Net.IPAddress.TryParse(domain, out _))
            return EmailFault.NoDomain;
        return MailAddress.TryCreate(kept, out var address) && address.Address == kept && !kept.Any(char.IsWhiteSpace) && IsDomain(domain) ? null
            : EmailFault.Malformed;
    }

    /// <summary><c>nora@ateliers.example</c> becomes <c>n•••@ateliers.example</c>.</summary>
    public static string Mask(string email)
    {
        var at = email.IndexOf('@', StringComparison.Ordinal);
        return at < 1 ? "•••" : $"{email.EnumerateRunes().First()}•••{email[at..]}";
    }

    private static bool IsDomain(string domain) =>
        domain.Split('.') is { Length: > 1 } labels
            && labels.All(l => l.Length > 0 && l[0] != '-' && l[^1] != '-' && l.All(c => char.IsLetterOrDigit(c) || c is '-' || c > '\u007f'));
}
