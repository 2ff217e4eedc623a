using Grains.Text;

namespace Silo.Messaging;

/// <summary>What mails say of a portal.</summary>
/// <param name="Brand">Palette, as on the site.</param>
/// <param name="Phone">The advisers' number, or empty.</param>
/// <param name="Calendar">The id of the calendar of whoever answers there; empty for the product's own.</param>
/// <param name="ReturnAddress">On papers: where letters come back to, its lines separated by commas.</param>
public sealed record MailPortal(string Slug, string Name, string Insurer, string Brand, string Phone, string Calendar = "", string ReturnAddress = "")
{
    /// <summary>« 09 00 00 00 00 »</summary>
    public string SpelledPhone => PhoneNumber.Shown(Phone);
}
