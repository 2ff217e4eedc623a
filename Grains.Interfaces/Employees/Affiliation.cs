using Grains.Interfaces.Employees.Departures;
using Grains.Interfaces.Employees.Waivers;

namespace Grains.Interfaces.Employees;

/// <summary>One step as it was filled in; what is null stays as it was.</summary>
/// <param name="Next">The step to go on with when the link is opened again.</param>
[Immutable]
public sealed record AffiliationPage(
    int Next, PersonalDetails? Details = null, IReadOnlyList<ChosenOption>? Options = null, IReadOnlyList<NewBeneficiary>? Beneficiaries = null,
    string? Iban = null);

[Immutable]
public sealed record PersonalDetails(string Street, string PostCode, string City, string Phone = "", string Nir = "");

[Immutable]
public sealed record ChosenOption(string Contract, string Option);

/// <param name="Link"><c>conjoint</c>, <c>concubin</c>, <c>pacs</c>, <c>enfant</c>, <c>ascendant</c>.</param>
[Immutable]
public sealed record NewBeneficiary(string Link, string LastName, string FirstName, DateOnly BirthDate)
{
    /// <summary>Of one employee.</summary>
    public const int Most = 10;

    /// <summary>The first day, of who was added by a request with its pieces; null for those of the affiliation.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day of who has left.</summary>
    public DateOnly? To { get; init; }
}

/// <summary>What an employer types in the employee's stead, beside who they are and what covers them.</summary>
/// <param name="Iban">Read, and right.</param>
/// <param name="Trace">By which the employer says that they hold the signed mandate.</param>
[Immutable]
public sealed record TypedAffiliation(PersonalDetails Details, IReadOnlyList<NewBeneficiary> Beneficiaries, string Iban, SignatureTrace Trace);

/// <summary>What an employee says against the affiliation that their employer typed, and the answer; null while it waits.</summary>
[Immutable]
public sealed record Contest(DateTimeOffset At, string Text, string Answer = "", DateTimeOffset? AnsweredAt = null)
{
    /// <summary>An adviser settled it; else the employer answered.</summary>
    public bool ByInsurer { get; init; }

    public const int MostSigns = 500;

    public bool Waits => AnsweredAt is null;
}

/// <param name="Case"><c>W1</c> to <c>W9</c>.</param>
/// <param name="Told">The employee says that the consequences were explained.</param>
[Immutable]
public sealed record WaiverAsked(string Contract, string Case, string Reason, bool Told)
{
    public const int MostSigns = 500;

    /// <summary>The first day of the other cover, where that is the occasion; null otherwise.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>The last day, of a case that ends on one that is known; null otherwise.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The id of what proves it, uploaded in the employee's name; empty where the case needs none.</summary>
    public string File { get; init; } = "";
}

/// <summary>Where a signature came from, and what was signed.</summary>
/// <param name="Text">The mandate as it was read.</param>
[Immutable]
public sealed record SignatureTrace(string Source, string Text);

/// <summary>What an employee reads of their own affiliation. Numbers are masked.</summary>
[Immutable]
public sealed record AffiliationView(
    string Employee, string Company, Person Person, string Siret, string Email, IReadOnlyList<CoverChoice> Covers, int Step, PersonalDetails? Details,
    IReadOnlyList<NewBeneficiary> Beneficiaries, string IbanHint, bool HasNir, bool CodeSent, string Mandate, DateTimeOffset? SignedAt)
{
    /// <summary>All that were asked for, the last one first.</summary>
    public IReadOnlyList<OwnWaiver> Waivers { get; init; } = [];

    /// <summary>Contracts in which one may be asked for.</summary>
    public IReadOnlyList<CoverChoice> Waivable { get; init; } = [];

    public DateOnly HiredOn { get; init; }

    /// <summary>An answer of theirs is waited for; else the link tells of what stands.</summary>
    public bool IsAsked { get; init; }

    /// <summary>When the employer typed it all; null where the employee fills it in.</summary>
    public DateTimeOffset? TypedAt { get; init; }

    public Contest? Contest { get; init; }

    public IReadOnlyList<HeldPaper> Papers { get; init; } = [];

    /// <summary>Null of who is employed.</summary>
    public OwnDeparture? Departure { get; init; }
}
