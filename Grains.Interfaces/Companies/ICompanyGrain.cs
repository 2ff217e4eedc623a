namespace Grains.Interfaces.Companies;

/// <summary>A company known by its SIREN, in one portal. Key: <c>portal/siren</c>.</summary>
[Alias("ICompanyGrain")]
public interface ICompanyGrain : IGrainWithStringKey
{
    /// <summary>Records what the insurer's core system says of it.</summary>
    [Alias("Describe")]
    Task Describe(OperationId operation, CompanyFacts facts);

    /// <summary>A day has begun on which its contracts begin, end or are read no more: open pages ask again. Tells again when told again.</summary>
    [Alias("CoverageChanged")]
    Task CoverageChanged(OperationId operation);

    /// <summary>Statuses of its employees are others from now on: open pages ask again. Tells again when told again.</summary>
    [Alias("EmployeesDue")]
    Task EmployeesDue(OperationId operation);

    /// <summary>The mail of some employee's link failed, is late, or has left after all: open pages ask again within a minute and a half. Mails that fail together are told together.</summary>
    [Alias("LinkFailed")]
    Task LinkFailed();

    [Alias("View")]
    Task<CompanyFacts?> View();
}

[Immutable]
public sealed record CompanyFacts(string Siren, string Name, string City, int Establishments);
