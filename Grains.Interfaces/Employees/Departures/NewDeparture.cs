namespace Grains.Interfaces.Employees.Departures;

/// <summary>The end of somebody's contract of employment, as the employer declares it.</summary>
/// <param name="LastDay">Of the contract, and of the cover: rights are frozen from the next day.</param>
/// <param name="Reason">A code of the reasons that are offered.</param>
/// <param name="Email">Where the leaver is written to from now on; empty for a letter, null for the one that is known.</param>
[Immutable]
public sealed record NewDeparture(DateOnly LastDay, string Reason, string? Email = null)
{
    /// <summary>Where a letter goes; null for the address that is known.</summary>
    public PostalAddress? Address { get; init; }

    /// <summary>Of the words by which a departure is cancelled.</summary>
    public const int MostSigns = 300;
}

/// <summary>What a leaver reads of their own departure.</summary>
/// <param name="To">The last day of portability, or what it would be once it is proven; null where there is none.</param>
[Immutable]
public sealed record OwnDeparture(DateOnly LastDay, string Reason, PortabilityAnswer Portability, DateOnly? To)
{
    /// <summary>What is asked of them and was handed in; null where nothing ever was asked.</summary>
    public OwnProofs? Proofs { get; init; }
}
