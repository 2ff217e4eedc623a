using Grains.Accounts;
using Grains.Text;

namespace Silo.Messaging;

/// <summary>What mails say of a portal.</summary>
/// <param name="Brand">Palette, as on the site.</param>
/// <param name="Phone">The advisers' number, or empty.</param>
public sealed record MailPortal(string Slug, string Name, string Insurer, string Brand, string Phone)
{
    private const char Nbsp = '\u00a0';

    /// <summary>When advisers answer, as on the site.</summary>
    public static readonly string Hours = "du lundi au jeudi de 8 h 30 à 18 h, le vendredi de 8 h 30 à 17 h".Replace("8 h 30", $"8{Nbsp}h{Nbsp}30", StringComparison.Ordinal)
        .Replace("18 h", $"18{Nbsp}h", StringComparison.Ordinal).Replace("17 h", $"17{Nbsp}h", StringComparison.Ordinal);

    /// <summary>« 09 00 00 00 00 »</summary>
    public string SpelledPhone => PhoneNumber.Shown(Phone);
}
