using Grains.Contracts;

namespace Grains.Requests.Forms;

/// <summary>Which contracts pay for a stop.</summary>
public static class PayingContracts
{
    /// <summary>Contracts that pay for a stop that begins that day, of somebody of that college; of anybody where it is not known yet.</summary>
    public static IReadOnlyList<(Contract Contract, DailyBenefit Ij)> On(
        IReadOnlyList<Contract> all, DateOnly day, string college, string siret) =>
    [
        .. all.Where(c => c.Universe is Universe.Provident && c.StatusOn(day) is ContractStatus.Current)
            .Select(c => (Contract: c, Ij: Benefit(c, college, siret))).Where(c => c.Ij is not null).Select(c => (c.Contract, c.Ij!)),
    ];

    public static string Name(Contract contract) => contract.Title.Length > 0 ? $"{contract.Title}, {contract.Number}" : contract.Number;

    private static DailyBenefit? Benefit(Contract contract, string college, string siret) =>
        college.Length > 0 && contract.Populations.Count > 0
            ? contract.Populations.Where(p => p.Colleges.Contains(college) && (siret.Length == 0 || p.Sirets.Count == 0 || p.Sirets.Contains(siret)))
                .Select(p => ProvidentGuarantees.Of(contract, p).Ij).FirstOrDefault(ij => ij is not null)
            : contract.Ij ?? contract.Populations.Select(p => p.Ij).FirstOrDefault(ij => ij is not null);
}
