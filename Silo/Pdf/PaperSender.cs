namespace Silo.Pdf;

/// <summary>Who a paper is from.</summary>
/// <param name="Brand">Palette and mark, as on the site.</param>
/// <param name="ReturnAddress">Where an undelivered letter comes back to, in lines.</param>
public sealed record PaperSender(string Brand, string Insurer, IReadOnlyList<string> ReturnAddress)
{
    /// <param name="returnAddress">Its lines separated by commas.</param>
    public static PaperSender Of(string brand, string insurer, string returnAddress) =>
        new(brand, insurer, returnAddress.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
