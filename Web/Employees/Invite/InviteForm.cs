using Grains.Contracts;
using Grains.Employees;
using Grains.Text;
using Silo.Messaging;
using Web.Accounts.Profile;

namespace Web.Employees.Invite;

/// <summary>What was typed into the four steps, by field.</summary>
public sealed record InviteForm(IReadOnlyDictionary<string, string> Fields)
{
    public const int Steps = 4;

    public const string OptionPrefix = "option-";

    /// <summary>The answer that a person is none of their namesakes.</summary>
    public const string Another = "autre";

    private const string Same = "meme";

    private const int Longest = 254;

    private static readonly string[][] Names =
    [
        ["civilite", "nom", "prenom", "naissance", "nir"], ["siret", "college", "embauche"], ["effet"], ["courriel", "rue", "codepostal", "ville", "dispense", "prevenir", Same],
    ];

    public static readonly InviteForm Empty = new(new Dictionary<string, string>());

    public string this[string name] => Fields.GetValueOrDefault(name, "");

    /// <summary>The option chosen in a contract; empty for none.</summary>
    public string Option(string contract) => this[OptionPrefix + contract];

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
        [EmployeeTexts.StepIdentity, EmployeeTexts.StepEmployment, EmployeeTexts.StepCover, EmployeeTexts.StepContact];

    /// <summary>What the employee will get by mail, when it was asked for.</summary>
    public MailText? Mail { get; init; }

    /// <summary>Those of that name, born the same day, whom the form asks about.</summary>
    public IReadOnlyList<EmployeeSummary> Namesakes { get; init; } = [];

    public InviteSelect Establishments => new(
        this, "siret", EmployeeTexts.Establishment, [.. Choices.Establishments.Select(e => new KeyValuePair<string, string>(e.Siret, e.Name))]);

    public InviteSelect Colleges => new(
        this, "college", EmployeeTexts.College,
        [new("04", EmployeeTexts.CollegeOther), new("01", EmployeeTexts.CollegeManager), new("02", EmployeeTexts.CollegeExtended)]);

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
