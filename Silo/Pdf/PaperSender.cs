namespace Silo.Pdf;

/// <summary>Who a paper is from.</summary>
/// <param name="Brand">Palette and mark, as on the site.</param>
/// <param name="ReturnAddress">Where an undelivered letter comes back to, in lines.</param>
public sealed record PaperSender(string Brand, string Insurer, IReadOnlyList<string> ReturnAddress);
