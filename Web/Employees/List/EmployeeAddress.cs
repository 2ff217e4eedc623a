using Grains.Employees;
using Microsoft.AspNetCore.Mvc;

namespace Web.Employees.List;

/// <summary>What the list's address says: bookmarkable, and the export's too.</summary>
public sealed record EmployeeAddress
{
    /// <summary>Employees on a page: as many are reminded at once, more by a batch.</summary>
    public const int PageSize = 20;

    public const string All = "toutes";

    [FromQuery(Name = "entreprise")]
    public string? Entreprise { get; init; }

    [FromQuery(Name = "statut")]
    public string? Statut { get; init; }

    [FromQuery(Name = "etablissement")]
    public string? Etablissement { get; init; }

    [FromQuery(Name = "contrat")]
    public string? Contrat { get; init; }

    [FromQuery(Name = "q")]
    public string? Q { get; init; }

    [FromQuery(Name = "tri")]
    public string? Tri { get; init; }

    [FromQuery(Name = "apres")]
    public string? Apres { get; init; }

    public (string Name, string? Value)[] Parts =>
    [
        ("q", Q), ("statut", Statut), ("entreprise", Entreprise), ("etablissement", Etablissement), ("contrat", Contrat), ("tri", Tri), ("apres", Apres),
    ];

    public string? CompanyIn(string portal) => Entreprise is { Length: > 0 } and not All ? $"{portal}/{Entreprise}" : null;

    public EmployeeFilter Filter(string? company) => new(
        company, EmployeeLabels.Of(Statut), Some(Etablissement), Some(Contrat), Q, Tri is "-nom", Some(Apres), PageSize);

    private static string? Some(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
