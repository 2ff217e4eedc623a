namespace Grains.Interfaces.Spaces;

/// <summary>What administrators do to the portfolio of their space. Whoever is no member hears NotFound, other members NotAdministrator. Key: <c>portal/id</c>.</summary>
[Alias("ISpacePortfolioGrain")]
public interface ISpacePortfolioGrain : IGrainWithStringKey
{
    /// <summary>
    /// Adds the company that the caller has proven last. Mails the administrators that it has in other spaces. Refused: NotProven; AlreadyThere;
    /// TakenMeanwhile when another space became the company's own at this moment: again is right.
    /// </summary>
    /// <param name="company">The key, which must be the proven one's.</param>
    [Alias("AddCompany")]
    Task<Result<PortfolioRefusal>> AddCompany(Caller by, OperationId operation, string company);

    /// <summary>
    /// Takes a company out, with what was granted of it and hidden of it here; the company itself, its requests and other spaces stay as they are.
    /// In force at once on open pages. Refused: NotFound when it is not in the space.
    /// </summary>
    [Alias("RemoveCompany")]
    Task<Result<PortfolioRefusal>> RemoveCompany(Caller by, OperationId operation, string company);

    /// <summary>
    /// Shows or hides establishments of a company to every member of the space. Refused: NotFound when one is not the company's or the company
    /// not in the space; ProvenWith for one that proves the company, which stays visible. What is so already changes nothing.
    /// </summary>
    [Alias("ShowEstablishments")]
    Task<Result<PortfolioRefusal>> ShowEstablishments(Caller by, OperationId operation, string company, EstablishmentTicks ticks);
}

/// <summary>SIRETs.</summary>
[Immutable]
public sealed record EstablishmentTicks(IReadOnlyList<string> Shown, IReadOnlyList<string> Hidden);

public enum PortfolioRefusal
{
    NotFound = 1,
    NotAdministrator,
    NotProven,
    AlreadyThere,
    TakenMeanwhile,
    ProvenWith,
}
