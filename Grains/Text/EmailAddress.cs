using System.Text;

namespace Grains.Text;

/// <summary>One spelling for each mailbox: trimmed, composed (NFKC), lower case. Used wherever addresses are compared or claimed.</summary>
public static class EmailAddress
{
    public static string Fold(string typed) => typed.Trim().Composed(NormalizationForm.FormKC).ToLowerInvariant();

    /// <summary><c>nora@ateliers.example</c> becomes <c>n•••@ateliers.example</c>.</summary>
    public static string Mask(string email)
    {
        var at = email.IndexOf('@', StringComparison.Ordinal);
        return at < 1 ? "•••" : $"{email[0]}•••{email[at..]}";
    }
}
