namespace Grains.Contracts;

/// <summary>Guarantees of a provident contract. What stands on a population wins over what stands on its contract, guarantee by guarantee.</summary>
public abstract record ProvidentCover
{
    public DailyBenefit? Ij { get; init; }

    public DeathBenefit? Capital { get; init; }

    /// <summary>Percent of the yearly reference pay, by the age a child has not reached yet.</summary>
    public IReadOnlyList<AgeBand> RenteEducation { get; init; } = [];

    /// <summary>Percent of the yearly reference pay.</summary>
    public decimal? RenteConjoint { get; init; }

    /// <summary>Percent of gross pay in the categories 1, 2 and 3.</summary>
    public IReadOnlyList<decimal> Invalidite { get; init; } = [];

    /// <summary>Percent of the monthly ceiling.</summary>
    public decimal? Obseques { get; init; }
}

public sealed record ProvidentGuarantees : ProvidentCover
{
    /// <summary>Those of a contract, or of a population, apart from the rest of it.</summary>
    public static ProvidentGuarantees Of(ProvidentCover cover) => new()
    {
        Ij = cover.Ij,
        Capital = cover.Capital,
        RenteEducation = cover.RenteEducation,
        RenteConjoint = cover.RenteConjoint,
        Invalidite = cover.Invalidite,
        Obseques = cover.Obseques,
    };

    /// <summary>What an employee of the population is guaranteed.</summary>
    public static ProvidentGuarantees Of(Contract contract, Population population) => new()
    {
        Ij = population.Ij ?? contract.Ij,
        Capital = population.Capital ?? contract.Capital,
        RenteEducation = population.RenteEducation.Count > 0 ? population.RenteEducation : contract.RenteEducation,
        RenteConjoint = population.RenteConjoint ?? contract.RenteConjoint,
        Invalidite = population.Invalidite.Count > 0 ? population.Invalidite : contract.Invalidite,
        Obseques = population.Obseques ?? contract.Obseques,
    };
}

public sealed record AgeBand(int UntilAge, decimal Percent);

/// <summary>What is paid during an absence.</summary>
/// <param name="Percent">Of gross pay, the social security's part included.</param>
/// <param name="MaxDay">The last day that is paid.</param>
/// <param name="Motifs">DSN S21.G00.60.001; none stands for all.</param>
public sealed record DailyBenefit(decimal Percent, Franchise Franchise, IReadOnlyList<string>? Motifs = null, int MaxDay = 1095, decimal PerChild = 0);

public enum FranchiseKind
{
    Fixe,
    /// <summary>Days of twelve months are added up.</summary>
    Cumulee,
    /// <summary>From the end of the pay that the employer keeps up.</summary>
    Relais,
}

/// <summary>Days that are not paid: the first paid one is the day after.</summary>
public sealed record Franchise(FranchiseKind Kind, int Days = 0);

/// <summary>Paid at death, in percent of the yearly reference pay.</summary>
/// <param name="Married">Of somebody married; null where it is the same.</param>
/// <param name="AccidentTimes">How many times the capital at a death by accident.</param>
/// <param name="DoubleEffect">Paid again when the second parent dies.</param>
public sealed record DeathBenefit(decimal Percent, decimal PerChild = 0, decimal? Married = null, decimal AccidentTimes = 1, bool DoubleEffect = false);
