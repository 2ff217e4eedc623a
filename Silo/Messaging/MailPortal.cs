using Grains.Text;

namespace Silo.Messaging;

/// <summary>What mails say of a portal.</summary>
/// <param name="Brand">Palette, as on the site.</param>
/// <param name="Phone">The advisers' number, or empty.</param>
public sealed record MailPortal(string Slug, string Name, string Insurer, string Brand, string Phone)
{
    /// <summary>« 09 00 00 00 00 »</summary>
    public string SpelledPhone => PhoneNumber.Shown(Phone);
}
