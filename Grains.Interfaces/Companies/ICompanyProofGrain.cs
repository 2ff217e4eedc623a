using Grains.Interfaces.Accounts;

namespace Grains.Interfaces.Companies;

/// <summary>What a customer tries in order to add a company to a space, counted over all their spaces. Key: that of the account.</summary>
[Alias("ICompanyProofGrain")]
public interface ICompanyProofGrain : IGrainWithStringKey
{
    /// <summary>
    /// Checks a company's insurer number against the core system. A wrong one is counted, never told from a company that there is not; as many
    /// within a day as the portal's policy allows close the proof for a day, in which nothing is checked.
    /// </summary>
    [Alias("Prove")]
    Task<ProofAnswer> Prove(Caller by, OperationId operation, CompanyProof proof);

    /// <summary>What was proven last, for half an hour; null for anybody but the account itself.</summary>
    [Alias("Proven")]
    Task<CompanyFacts?> Proven(Caller by);
}

/// <param name="Number">The insurer number, as typed.</param>
[Immutable]
public sealed record CompanyProof(string Siren, string Number);
