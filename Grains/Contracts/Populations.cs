using Grains.Interfaces;

namespace Grains.Contracts;

/// <summary>Which population of a contract an employee is of.</summary>
public static class Populations
{
    public static readonly IReadOnlyList<string> Colleges = ["01", "02", "04", "98", "99"];

    /// <summary>The one that holds the employee's college and establishment that day. None or several: nobody guesses.</summary>
    public static Result<Population, ContractFault> Of(Contract contract, string college, string siret) =>
        contract.Populations.Where(p => p.Colleges.Contains(college) && (p.Sirets.Count == 0 || p.Sirets.Contains(siret))).ToList() is [var one]
            ? one : ContractFault.PopulationAmbigue;

    /// <summary>Can one employee be of both?</summary>
    public static bool Overlap(Population one, Population other) =>
        one.Colleges.Intersect(other.Colleges).Any() && (one.Sirets.Count == 0 || other.Sirets.Count == 0 || one.Sirets.Intersect(other.Sirets).Any());
}
