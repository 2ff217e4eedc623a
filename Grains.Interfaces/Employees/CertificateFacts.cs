namespace Grains.Interfaces.Employees;

/// <summary>What a certificate of affiliation says of an employee on the day that it is asked for.</summary>
/// <param name="NirHint">Masked; empty while the number is not known.</param>
/// <param name="Covers">Those that hold on that day, or begin later.</param>
/// <param name="SignedAt">Null where the employee did not sign themselves.</param>
[Immutable]
public sealed record CertificateFacts(
    string Company, Person Person, string Siret, string NirHint, IReadOnlyList<CoverInterval> Covers, IReadOnlyList<NewBeneficiary> Beneficiaries,
    DateTimeOffset? SignedAt, string Mandate, DateTimeOffset At);
