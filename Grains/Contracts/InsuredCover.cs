namespace Grains.Contracts;

/// <summary>An insured person's own contracts, and who is covered with them.</summary>
public sealed record InsuredCover(IReadOnlyList<InsuredContract> Contracts, IReadOnlyList<Beneficiary> Beneficiaries)
{
    public static readonly InsuredCover None = new([], []);

    /// <summary>As the core system writes it; empty where it does not know.</summary>
    public string KnownAddress { get; init; } = "";

    /// <summary>Where they said that they live, in the order in which they said it.</summary>
    public IReadOnlyList<DeclaredAddress> Addresses { get; init; } = [];

    /// <summary>Said last of those that hold on the day; null before any.</summary>
    public DeclaredAddress? AddressOn(DateOnly day) => Addresses.Where(a => a.From <= day).OrderBy(a => a.From).LastOrDefault();

    /// <summary>Said last of those that begin later.</summary>
    public DeclaredAddress? NextAddress(DateOnly day) => Addresses.LastOrDefault(a => a.From > day);

    /// <summary>Who is covered from a later day on.</summary>
    public IReadOnlyList<Beneficiary> BeneficiariesAfter(DateOnly day) => [.. Beneficiaries.Where(b => b.From > day && !(b.To < b.From))];

    /// <summary>Those that hold on the day or begin later, health first: of each contract the adhesion that was begun last.</summary>
    public IReadOnlyList<InsuredContract> On(DateOnly day) =>
    [
        .. Contracts.GroupBy(c => (c.Adhesion.Siren, c.Adhesion.Contract))
            .Select(of => of.Where(c => c.Adhesion.From <= day).MaxBy(c => c.Adhesion.From) ?? of.MinBy(c => c.Adhesion.From)!)
            .Where(c => !(c.Adhesion.To < day) && c.Contract.StatusOn(day) is not ContractStatus.Ended)
            .OrderBy(c => c.Contract.Universe).ThenBy(c => c.Adhesion.From),
    ];

    public IReadOnlyList<Beneficiary> BeneficiariesOn(DateOnly day) => [.. Beneficiaries.Where(b => new Period(b.From, b.To).Holds(day) && !(b.Limit < day))];
}

/// <param name="Company">Whose contract it is; empty for one of the person's own.</param>
/// <param name="Guarantees">Of the option they have, in the order of its table.</param>
public sealed record InsuredContract(Adhesion Adhesion, Contract Contract, string Company, IReadOnlyList<InsuredGuarantee> Guarantees)
{
    public Population? Population => Contract.Populations.FirstOrDefault(p => p.Code == Adhesion.Population);

    public ContractOption? Option => Contract.Options.FirstOrDefault(o => o.Code == Adhesion.Option);

    public ProvidentGuarantees Provident => Population is { } population ? ProvidentGuarantees.Of(Contract, population) : ProvidentGuarantees.Of(Contract);
}

public sealed record InsuredGuarantee(string Heading, string Line, GuaranteeValue Value);
