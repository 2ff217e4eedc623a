namespace Grains.CoreSystem;

/// <summary>Whom a right proof belongs to, as the insurer's core system says it: a company, or an insured person.</summary>
public sealed record Proven
{
    public string? Siren { get; init; }

    public string? CompanyName { get; init; }

    public string? City { get; init; }

    /// <summary>The active ones, by SIRET.</summary>
    public IReadOnlyList<Establishment> Establishments { get; init; } = [];

    public InsuredPerson? Person { get; init; }
}

public sealed record Establishment(string Siret, string Name, string Address, bool HeadOffice);

/// <param name="Email">Where the core system writes to them; null when it holds no address.</param>
/// <param name="HealthOnly">Insured for health care alone.</param>
public sealed record InsuredPerson(string ClientNumber, string LastName, string FirstName, DateOnly BirthDate, string? Email, string? Phone, bool HealthOnly);
