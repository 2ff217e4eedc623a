namespace Web.Portals;

/// <summary>One entry of the section <c>Portals</c>: a way in for one kind of customer.</summary>
/// <param name="Slug">First segment of its addresses.</param>
/// <param name="Brand">Palette in the stylesheet (<c>data-brand</c>), and mark.</param>
/// <param name="Insurer">The name people know.</param>
/// <param name="Hint">Who it is for, in a few words.</param>
public sealed record Portal(string Slug, string Name, string Brand, string Insurer, string Hint = "")
{
    /// <summary>The back office wears the insurer's own colours and is no portal of customers.</summary>
    public const string Staff = "gestion";

    /// <summary>Of its advisers, dialled digits; empty: the site's.</summary>
    public string Phone { get; init; } = "";

    /// <summary>The id of the calendar of whoever answers there; empty for the product's own.</summary>
    public string Calendar { get; init; } = "";

    /// <summary>On papers: where letters come back to, its lines separated by commas.</summary>
    public string ReturnAddress { get; init; } = "";

    /// <summary>Outgoing links of the retirement services, in their order.</summary>
    public IReadOnlyList<PortalLink> RetirementLinks { get; init; } = [];

    /// <summary>Whom one turns to beside one's own contacts, in their order.</summary>
    public IReadOnlyList<PortalBlock> Blocks { get; init; } = [];
}

/// <param name="Text">What it is for, or an address.</param>
/// <param name="Phone">Dialled digits; empty where nobody is called.</param>
/// <param name="Calendar">The id of the calendar that its hours are printed from; empty for the product's own.</param>
public sealed record PortalBlock(string Title, string Text, string Phone = "", string Calendar = "");

public sealed record PortalLink(string Label, string Address);
