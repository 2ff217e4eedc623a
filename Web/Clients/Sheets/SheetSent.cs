using Grains.Clients;
using Web.Shared;

namespace Web.Clients.Sheets;

/// <summary>One page of what was sent to a client, or to a company's people.</summary>
/// <param name="Address">Of the sheet.</param>
/// <param name="After">Where the page before ended; null on the first.</param>
public sealed record SheetSent(string Title, IReadOnlyList<SheetDelivery> Rows, string Address, string? After, string? Next, DateTimeOffset Now)
{
    public string? Older => Next is null ? null : $"{QueryText.Of(Address, ("envois", Next))}#envois";

    public string Newest => $"{Address}#envois";
}
