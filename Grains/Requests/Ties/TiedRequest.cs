using Grains.Interfaces.Requests;

namespace Grains.Requests.Ties;

/// <summary>A request at an end of a tie that is asked for: what decides whether there may be one.</summary>
public sealed record TiedRequest
{
    public string Request { get; init; } = "";

    public string Number { get; init; } = "";

    public string Portal { get; init; } = "";

    /// <summary>Or a person's own file.</summary>
    public string Company { get; init; } = "";

    /// <summary>Bits of its universes.</summary>
    public long Universes { get; init; }

    public string Form { get; init; } = "";

    public string Team { get; init; } = "";

    public RequestStatus Status { get; init; }

    /// <summary>It holds a medical piece.</summary>
    public bool Medical { get; init; }

    /// <summary>It is linked to the request that asks, from either side.</summary>
    public bool Linked { get; init; }
}

/// <summary>What a request's page says of one that it is tied to.</summary>
public sealed record TieView
{
    /// <summary>Links made from one request.</summary>
    public const int MostLinks = 50;

    public TieEnd End { get; init; }

    public string Request { get; init; } = "";

    public string Number { get; init; } = "";

    public string Subject { get; init; } = "";

    public RequestStatus Status { get; init; }

    /// <summary>Key of the request where a link was made.</summary>
    public string Owner { get; init; } = "";
}

public enum TieEnd
{
    /// <summary>It goes on in the place of the one that is read.</summary>
    Kept = 0,
    /// <summary>It was merged into the one that is read.</summary>
    Absorbed = 1,
    /// <summary>Linked, for advisers alone.</summary>
    Linked = 2,
}
