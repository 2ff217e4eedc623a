using Grains.Contracts;
using Grains.Employees;
using Grains.Employees.Waivers;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Waivers;
using Grains.Payments;
using Web.Accounts.Profile;
using Web.Employees.Papers;

namespace Web.Employees.Affiliation;

/// <summary>The proof that a link asks for.</summary>
/// <param name="Destination">Where the code went, masked; empty before one was sent.</param>
/// <param name="IsDead">No link, or one that leads nowhere any more: never said why.</param>
public sealed record ProofScreen(string Operation, string Destination, bool IsDead, string? Fault, string? Notice = null, string Typed = "")
{
    public bool AsksCode => Destination.Length > 0;

    /// <summary>The code stands on the letter.</summary>
    public bool IsPrinted => Destination == ProofStep.Letter;
}

/// <summary>One step of an affiliation, as the employee sees it.</summary>
public sealed record AffiliationScreen(AffiliationFacts Facts, int Step, string Operation, IReadOnlyList<FieldFault> Faults, Creditor Creditor)
{
    public static readonly IReadOnlyList<string> Titles =
        [EmployeeTexts.StepYou, EmployeeTexts.StepOptions, EmployeeTexts.StepDependants, EmployeeTexts.StepPayment, EmployeeTexts.StepSignature];

    public AffiliationView View => Facts.View;

    /// <summary>Beside the page itself.</summary>
    public string Certificate => "affiliation/attestation";

    public IReadOnlyList<PaperLine> Papers => PaperLine.Of(View, Facts.Now);

    /// <summary>Handed in here; taken back until it is signed.</summary>
    public PapersBlock PapersBlock => new(Papers, Facts.Now)
    {
        Title = PaperTexts.YourPapers,
        Lead = !Papers.Any(p => p.IsMissing) ? PaperTexts.AllHere : View.IsAsked ? PaperTexts.Lead : PaperTexts.LeadDone,
        Files = "affiliation/pieces",
        Deposit = "affiliation/pieces",
        Remove = View.IsAsked ? "affiliation/pieces?handler=retirer" : null,
        Operation = Operation,
    };

    public bool IsDone => !View.IsAsked && !IsTyped;

    /// <summary>Nothing is asked of them, and they stay out of a contract: it is not what they have signed that stands.</summary>
    public bool IsWaived => IsDone && View.SignedAt is null
        && View.Waivers.Any(w => w.Stage is WaiverStage.Accepted && w.Case is not "W9" && View.Covers.All(c => c.Contract != w.Contract));

    /// <summary>Seconds between two looks at what became of a waiver, while somebody looks.</summary>
    public const int LookEvery = 8;

    public bool HasWaiting => View.Waivers.Any(w => w.Waits);

    public bool MayAskWaiver => View.Waivable.Any(c => !View.Waivers.Any(w => w.Waits && w.Contract == c.Contract)
        && Facts.Contracts.FirstOrDefault(k => k.Number == c.Contract) is { } contract && WaiverCase.In(contract, View.HiredOn).Any());

    /// <summary>The employee's own page.</summary>
    public required string Itself { get; init; }

    /// <summary>By the employer: it is read, and may be contested.</summary>
    public bool IsTyped => !View.IsAsked && View.TypedAt is not null;

    public bool MayContest => View.Contest is not { Waits: true };

    /// <summary>What was just typed and is refused, by field.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();

    public IEnumerable<(CoverChoice Cover, Contract Contract)> Covers =>
        View.Covers.Select(c => (c, Facts.Contracts.FirstOrDefault(k => k.Number == c.Contract))).Where(c => c.Item2 is not null).Select(c => (c.c, c.Item2!));

    public string? Fault(string field) => Faults.FirstOrDefault(f => f.Field == field)?.Sentence;

    public string Value(string field, string? kept) => Typed.GetValueOrDefault(field) ?? kept ?? "";

    /// <summary>What the code signs; kept word for word.</summary>
    public string Mandate => string.Format(
        EmployeeTexts.MandateText, View.Mandate, $"{View.Person.FirstName} {View.Person.LastName}",
        View.Details is { } d ? $"{d.Street}, {d.PostCode} {d.City}" : "", View.IbanHint, Creditor.Name, Creditor.Address, Creditor.Ics);

    /// <summary>« option 1 »</summary>
    public static string OptionOf(CoverChoice cover, Contract contract) =>
        contract.Options.FirstOrDefault(o => o.Code == cover.Option)?.Label ?? EmployeeTexts.NoOption;
}
