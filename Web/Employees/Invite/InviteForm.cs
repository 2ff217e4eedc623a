using Grains.Contracts;
using Grains.Employees;
using Grains.Interfaces.Employees;
using Grains.Text;
using Silo.Messaging;
using Web.Accounts.Profile;
using Web.Employees.Affiliation;

namespace Web.Employees.Invite;

/// <summary>What was typed into the steps, by field: four of an invitation, six where the employer types the whole affiliation.</summary>
public sealed record InviteForm(IReadOnlyDictionary<string, string> Fields)
{
    public const string OptionPrefix = "option-";

    /// <summary>The answer that a person is none of their namesakes.</summary>
    public const string Another = "autre";

    /// <summary>The answer that the employer types the whole affiliation.</summary>
    public const string Typed = "complete";

    private const string Same = "meme";

    private const string PersonPrefix = "personne-";

    private const int Longest = 254;

    private static readonly string[][] Names =
    [
        ["formule", "civilite", "nom", "prenom", "naissance", "nir"], ["siret", "college", "embauche"], ["effet"],
        ["courriel", "rue", "codepostal", "ville", "telephone", "dispense", "prevenir", Same],
        [.. Enumerable.Range(1, NewBeneficiary.Most).SelectMany(n => BeneficiaryInput.Names.Select(name => PersonField(n, name)))], ["iban", "mandat"],
    ];

    /// <summary>The employer types the whole affiliation.</summary>
    public bool IsTyped => this["formule"] == Typed;

    public int Steps => IsTyped ? Names.Length : 4;

    public static readonly InviteForm Empty = new(new Dictionary<string, string>());

    public string this[string name] => Fields.GetValueOrDefault(name, "");

    /// <summary>The option chosen in a contract; empty for none.</summary>
    public string Option(string contract) => this[OptionPrefix + contract];

    /// <summary>Places of those people of whom something was typed, from 1.</summary>
    public IEnumerable<int> People => Enumerable.Range(1, NewBeneficiary.Most)
        .Where(n => BeneficiaryInput.Names.Any(name => this[PersonField(n, name)].Length > 0));

    public BeneficiaryInput Person(int place) => BeneficiaryInput.Of(name => this[PersonField(place, name)]);

    public static string PersonField(int place, string name) => $"{PersonPrefix}{place}-{name}";

    /// <summary>Everything that was said, in one order.</summary>
    public string Content => string.Join('\n', Fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={f.Value}"));

    /// <summary>Which employee this is: an id, empty for another person, null while it is not said.</summary>
    public string? SameAs => this[Same] switch { "" => null, Another => "", var id => id };

    /// <summary>What the other steps hold, which goes along; who the person is not, for their name may change.</summary>
    public IEnumerable<KeyValuePair<string, string>> Beside(int step) => Fields.Where(f => StepOf(f.Key) != step && f.Key != Same && f.Value.Length > 0);

    public static InviteForm Read(IFormCollection form) => new(form
        .Where(f => Names.Any(n => n.Contains(f.Key)) || f.Key.StartsWith(OptionPrefix, StringComparison.Ordinal))
        .ToDictionary(f => f.Key, f => SingleLine.Of(f.Value) is { Length: <= Longest } text ? text : ""));

    private static int StepOf(string name) =>
        name.StartsWith(OptionPrefix, StringComparison.Ordinal) ? 3 : Array.FindIndex(Names, n => n.Contains(name)) + 1;
}

/// <summary>What may be chosen: establishments that the caller sees, contracts that are open.</summary>
public sealed record InviteChoices(IReadOnlyList<EstablishmentChoice> Establishments, IReadOnlyList<Contract> Contracts);

/// <param name="Siren">Of the company that the form was begun for, and keeps.</param>
public sealed record InviteView(
    int Step, InviteForm Typed, IReadOnlyList<FieldFault> Faults, InviteChoices Choices, string Siren, string Path, string Operation)
{
    public static readonly IReadOnlyList<string> Titles =
    [
        EmployeeTexts.StepIdentity, EmployeeTexts.StepEmployment, EmployeeTexts.StepCover, EmployeeTexts.StepContact, EmployeeTexts.Beneficiaries,
        EmployeeTexts.StepAccount,
    ];

    public bool IsLast => Step == Typed.Steps;

    /// <summary>A place more was asked for.</summary>
    public bool OneMore { get; init; }

    /// <summary>Places for beneficiaries that are drawn.</summary>
    public int Places => Math.Clamp(Typed.People.LastOrDefault(OneMore ? 0 : 1) + (OneMore ? 1 : 0), 1, NewBeneficiary.Most);

    /// <summary>What the employee will get by mail, when it was asked for.</summary>
    public MailText? Mail { get; init; }

    /// <summary>Those of that name, born the same day, whom the form asks about.</summary>
    public IReadOnlyList<EmployeeSummary> Namesakes { get; init; } = [];

    public InviteSelect Establishments => new(
        this, "siret", EmployeeTexts.Establishment, [.. Choices.Establishments.Select(e => new KeyValuePair<string, string>(e.Siret, e.Name))]);

    public InviteSelect Colleges => new(
        this, "college", EmployeeTexts.College,
        [new("04", EmployeeTexts.CollegeOther), new("01", EmployeeTexts.CollegeManager), new("02", EmployeeTexts.CollegeExtended)]);

    public InviteSelect LinksOf(int place) => new(
        this, InviteForm.PersonField(place, "lien"), EmployeeTexts.LinkOfPerson,
        [.. Beneficiary.Links.Select(l => new KeyValuePair<string, string>(l, EmployeeLabels.Link(l)))]);

    public InviteField FieldOf(int place, string name, string label) => new(
        this, InviteForm.PersonField(place, name), label, Required: false, Kind: name == "naissance" ? "date" : "text");

    public InviteSelect OptionsOf(Contract contract) => new(
        this, InviteForm.OptionPrefix + contract.Number, $"{EmployeeLabels.Name(contract.Universe)} – {contract.Number}",
        [.. contract.Options.Select(o => new KeyValuePair<string, string>(o.Code, o.Label))]);

    public string? Fault(string field) => Faults.FirstOrDefault(f => f.Field == field)?.Sentence;
}

/// <summary>A choice.</summary>
public sealed record InviteSelect(InviteView View, string Name, string Label, IReadOnlyList<KeyValuePair<string, string>> Options);

/// <summary>One field of one line.</summary>
/// <param name="Kind">Of the input; <c>date</c> is typed as day, month, year.</param>
public sealed record InviteField(InviteView View, string Name, string Label, bool Required = true, string Kind = "text", string? Hint = null)
{
    public string? Fault => View.Fault(Name);
}
