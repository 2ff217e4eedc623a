namespace Grains.Interfaces.Employees;

/// <summary>What shows that somebody may be covered with the employee.</summary>
public enum PaperKind
{
    MarriageAct = 1,
    PacsAttestation = 2,
    AddressProof = 3,
    BirthAct = 4,
    SchoolCertificate = 5,
    /// <summary>« Attestation de droits » of the Assurance maladie.</summary>
    RightsAttestation = 6,
}

/// <summary>A file that the employee handed in for one of their beneficiaries.</summary>
/// <param name="Rank">The beneficiary's, from 1.</param>
[Immutable]
public sealed record HeldPaper(int Rank, PaperKind Kind, string File, string Name, string Type, long Size, DateTimeOffset At)
{
    /// <summary>Of one employee.</summary>
    public const int Most = 20;
}

/// <summary>A paper that is asked for.</summary>
/// <param name="Rank">The beneficiary's, from 1.</param>
[Immutable]
public readonly record struct AskedPaper(int Rank, PaperKind Kind);
