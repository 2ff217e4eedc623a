using Grains.Commits;

namespace Grains.Requests.Attestations;

/// <summary>What a form yields at once: a paper that says what stands on a day, for ever as it was said. Anybody may check it by its code.</summary>
/// <param name="CodeHash">Of the code that is printed on it.</param>
/// <param name="Until">Its last day; null where it says what stood on one day.</param>
public sealed record Attestation(AttestationKind Kind, string CodeHash, DateOnly Day, DateOnly? Until, AttestedFacts Facts);

/// <summary>A number stands in rows: new ones come at the end.</summary>
public enum AttestationKind
{
    /// <summary>Carte de tiers payant.</summary>
    Card = 1,
    /// <summary>Attestation de droits.</summary>
    Rights = 2,
    /// <summary>Relevé de garanties.</summary>
    Guarantees = 3,
    /// <summary>Adhésion d’une entreprise au contrat.</summary>
    Membership = 4,
    /// <summary>Affiliation d’un salarié.</summary>
    Employee = 5,
}

/// <param name="Holder">The insured person, or the company.</param>
/// <param name="Number">Their client number, or its SIREN.</param>
public sealed record AttestedFacts(string Holder, string Number, AttestedContract Contract)
{
    /// <summary>Who is covered, by the names that the holder reads.</summary>
    public IReadOnlyList<string> People { get; init; } = [];

    public AttestedEmployee? Employee { get; init; }

    /// <summary>To whom the paper is addressed; empty for whom it may concern.</summary>
    public string Recipient { get; init; } = "";

    public IReadOnlyList<AttestedLine> Lines { get; init; } = [];
}

/// <param name="From">When the holder's part in it began.</param>
/// <param name="Option">What it is called; empty for none.</param>
/// <param name="Company">Whose contract an insured person's is; empty otherwise.</param>
public sealed record AttestedContract(string Number, int Universe, string Title, DateOnly? From, DateOnly? To, string Option, string Company);

/// <param name="Stands">How the employee stands in the contract on the day: <see cref="Grains.Interfaces.Employees.CoverKind"/>.</param>
public sealed record AttestedEmployee(string Name, DateOnly? BirthDate, int Stands, DateOnly From, DateOnly? To);

public sealed record AttestedLine(string Heading, string Care, int Unit, decimal Amount);

[Row("attestation", key: 1)]
public sealed record AttestationRow(string Request, string CodeHash, AttestationKind Kind, string OnDay, string UntilDay, DateTimeOffset At, string Facts) : Row;
