namespace Grains.Spaces.Mandates;

/// <summary>What the space of the accountant's firm says to a turn on a mandate. It is another grain's: the commit asks for all of it again.</summary>
/// <param name="Space">Key of the firm's space.</param>
internal sealed record FirmSide(string Space)
{
    public string Name { get; init; } = "";

    /// <summary>The caller administrates it.</summary>
    public bool Administers { get; init; }

    /// <summary>The caller is in it, and not as an accountant of others.</summary>
    public bool Belongs { get; init; }

    /// <summary>It holds the company that the mandate names as the firm.</summary>
    public bool IsOfFirm { get; init; }

    /// <summary>Somebody is in it under the key that was asked for, whatever they may do.</summary>
    public bool HasMember { get; init; }

    /// <summary>The member of it who is to have the mandate, whose account is open; null when there is none.</summary>
    public SpaceMember? Heir { get; init; }

    /// <summary>The heir has the mandate, or is in the client's space themselves.</summary>
    public bool HasHeir { get; init; }
}
