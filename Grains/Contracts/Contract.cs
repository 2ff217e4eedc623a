namespace Grains.Contracts;

/// <summary>One contract of one company, as the core system knows it. A contract of several companies is as many of these, with one number.</summary>
public sealed record Contract : ProvidentCover
{
    public required string Number { get; init; }

    public required Universe Universe { get; init; }

    public string Title { get; init; } = "";

    /// <summary>The act that set the scheme up.</summary>
    public ContractAct? Act { get; init; }

    /// <summary>Null where the core system does not say: it has begun.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>The day of the year it is renewed on, <c>dd/MM</c>.</summary>
    public string DueDay { get; init; } = "31/12";

    public DateOnly? End { get; init; }

    public string EndReason { get; init; } = "";

    public DateOnly? SuspendedFrom { get; init; }

    public DateOnly? SuspendedTo { get; init; }

    public IReadOnlyList<Population> Populations { get; init; } = [];

    public IReadOnlyList<ContractOption> Options { get; init; } = [];

    public IReadOnlyList<Contribution> Contributions { get; init; } = [];

    /// <summary>Waivers that the act lists beside those that hold whatever it says: a part of W6–W9.</summary>
    public IReadOnlyList<string> Waivers { get; init; } = [];

    /// <summary>The name of a table of health guarantees.</summary>
    public string Guarantees { get; init; } = "";

    public IReadOnlyList<ContractDocument> Documents { get; init; } = [];

    public DsnReference? Dsn { get; init; }
}

public enum ActKind
{
    /// <summary>Accord collectif.</summary>
    Accord,
    /// <summary>Ratified by the staff.</summary>
    Referendum,
    /// <summary>Décision unilatérale de l’employeur.</summary>
    Due,
}

public sealed record ContractAct(ActKind Kind, DateOnly? Date = null);

/// <param name="Code">1–30 characters; DSN S21.G00.70.005.</param>
/// <param name="Label">1–60 characters.</param>
/// <param name="Colleges">DSN S21.G00.40.003: 01 cadre, 02 extension cadre, 04 non cadre, 98 no distinction, 99 no complementary pension.</param>
public sealed record Population(string Code, string Label, IReadOnlyList<string> Colleges) : ProvidentCover
{
    /// <summary>Establishments it is of; none stands for all.</summary>
    public IReadOnlyList<string> Sirets { get; init; } = [];
}

/// <param name="Code">1–30 characters; DSN S21.G00.70.004.</param>
/// <param name="Base">Compulsory; exactly one of a contract is.</param>
public sealed record ContractOption(string Code, string Label, bool Base = false, DateOnly? From = null, DateOnly? To = null);

/// <summary>How the contract is named in the declarations of payroll. Without a reference, by its number.</summary>
public sealed record DsnReference(string CodeOc, string CodeDeleg = "", string Reference = "", string Periodicity = "");
