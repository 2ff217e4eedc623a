namespace Grains.Interfaces.Companies;

/// <summary>A company known by its SIREN, in one portal. Key: <c>portal/siren</c>.</summary>
[Alias("ICompanyGrain")]
public interface ICompanyGrain : IGrainWithStringKey
{
    /// <summary>Records what the insurer's core system says of it.</summary>
    [Alias("Describe")]
    Task Describe(OperationId operation, CompanyFacts facts);

    [Alias("View")]
    Task<CompanyFacts?> View();
}

[Immutable]
public sealed record CompanyFacts(string Siren, string Name, string City, int Establishments);
