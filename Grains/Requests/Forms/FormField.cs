using System.Text.Json.Serialization;
using Grains.Requests.Forms.Formulas;

namespace Grains.Requests.Forms;

/// <param name="Cascade">The level of a choice that depends on the one above: 0, 1, 2.</param>
/// <param name="Prefill">Which of the account's facts fills it at first.</param>
/// <param name="Missing">What to do when a required one is empty: a sentence of its own, without the label before it.</param>
public sealed record FormField(
    string Name, string Label, FieldType Type, bool Required = false, int? MaxLength = null, string? Autocomplete = null, string? Help = null,
    int? Cascade = null, string? Prefill = null, string? Missing = null)
{
    /// <summary>Null for always.</summary>
    public Formula? ShowIf { get; init; }

    /// <summary>When it must be answered though it is not <see cref="Required"/>.</summary>
    public Formula? RequiredIf { get; init; }

    /// <summary>What it holds as long as nothing was typed.</summary>
    public Formula? Value { get; init; }

    /// <summary>When it holds its <see cref="Value"/> and nobody types there.</summary>
    public Formula? FixedIf { get; init; }

    /// <summary>Of an employee, a contract or a stop: none of those that are offered.</summary>
    public const string Other = "autre";

    /// <summary>Fields one after the other with the same word are folded to a line that begins with it.</summary>
    public string? Fold { get; init; }

    /// <summary>Of a number of the social security: the field of the birthday that it must tell of.</summary>
    public string? Birth { get; init; }

    /// <summary>Of an employee or a stop: one may say that it is not among them, and type which it is.</summary>
    public string? Unlisted { get; init; }

    /// <summary>Of a number of the social security: the choice of « monsieur » or « madame » that it must tell of.</summary>
    public string? Civility { get; init; }

    /// <summary>Fewest characters.</summary>
    public int? MinLength { get; init; }

    /// <summary>What a text must look like from its first sign to its last, as a regular expression.</summary>
    public string? Pattern { get; init; }

    /// <summary>What is said of a text that does not, after the label.</summary>
    public string? Malformed { get; init; }

    /// <summary>Of a group's field: no two rows have the same.</summary>
    public bool Unique { get; init; }

    /// <summary>Of a contract: which are offered.</summary>
    public ContractChoice Contracts { get; init; }

    /// <summary>Of current contracts: the choice that names their universe.</summary>
    public string? Domain { get; init; }

    /// <summary>Of a number, or how many times a group stands at least.</summary>
    public decimal? Min { get; init; }

    /// <summary>Of a number, or how many times a group may stand.</summary>
    public decimal? Max { get; init; }

    /// <summary>A day or a month that must not be to come.</summary>
    public bool Past { get; init; }

    /// <summary>The field whose day this one must not precede.</summary>
    public string? From { get; init; }

    /// <summary>Of a choice without a cascade, or of several.</summary>
    public IReadOnlyList<FormOption> Options { get; init; } = [];

    /// <summary>What a group repeats.</summary>
    public IReadOnlyList<FormField> Fields { get; init; } = [];

    /// <summary>What its answer is to formulas; null when they cannot read it.</summary>
    [JsonIgnore]
    public FormulaType? Reads => Type switch
    {
        FieldType.Files or FieldType.Group => null,
        FieldType.Date or FieldType.Month => FormulaType.Date,
        FieldType.Amount or FieldType.Percent or FieldType.Integer => FormulaType.Number,
        FieldType.Yesno => FormulaType.Truth,
        FieldType.Multi or FieldType.People or FieldType.Contracts => FormulaType.List,
        _ => FormulaType.Text,
    };
}

[JsonConverter(typeof(JsonStringEnumConverter<FieldType>))]
public enum FieldType
{
    Text,
    Email,
    Phone,
    Longtext,
    Choice,
    Company,
    Establishment,
    Files,
    /// <summary>The universe whose contact is meant, as addresses name it.</summary>
    Contact,
    /// <summary>One of the times at which that contact calls back.</summary>
    Slot,
    Date,
    /// <summary>Stands for its first day.</summary>
    Month,
    /// <summary>Euros, with cents.</summary>
    Amount,
    Percent,
    Integer,
    /// <summary>Several of the options, parted by commas.</summary>
    Multi,
    /// <summary><c>oui</c> or <c>non</c>.</summary>
    Yesno,
    Iban,
    Siret,
    Nir,
    /// <summary>One of the company's employees, by id.</summary>
    Employee,
    /// <summary>One of the company's contracts, by number.</summary>
    Contract,
    /// <summary>Several of them, parted by commas.</summary>
    Contracts,
    /// <summary>One of the employee's stops that go on, by the number of its request.</summary>
    Stop,
    /// <summary>The insured person or one who is covered with them, by name.</summary>
    Person,
    /// <summary>Several of them, parted by commas.</summary>
    People,
    /// <summary>Fields that are repeated: <c>group.1.field</c>; the group's own answer is how many times.</summary>
    Group,
}

[JsonConverter(typeof(JsonStringEnumConverter<ContractChoice>))]
public enum ContractChoice
{
    /// <summary>Those that pay daily benefits.</summary>
    Paying,
    /// <summary>Those of the form's universes that began, also when they are over.</summary>
    All,
    /// <summary>Those that are current, of the universe that the answers name.</summary>
    Current,
}

/// <param name="Help">A line below the label where choices are drawn one below the other.</param>
public sealed record FormOption(string Value, string Label, string? Team = null, IReadOnlyList<FormOption>? Options = null, string? Help = null)
{
    /// <summary>When it is offered; null for always.</summary>
    public Formula? If { get; init; }

    /// <summary>The form that is made for it; null for none.</summary>
    public string? Form { get; init; }

    /// <summary>It is asked for by that form alone: this one is not sent with it.</summary>
    public bool Bound { get; init; }

    /// <summary>It and what lies below it.</summary>
    [JsonIgnore]
    public IEnumerable<FormOption> All => (Options ?? []).SelectMany(o => o.All).Prepend(this);
}

/// <summary>A choice for which another form is made.</summary>
/// <param name="Field">Where it was chosen.</param>
public sealed record FormLead(FormField Field, FormOption Option);

/// <summary>Something that is said when it holds.</summary>
/// <param name="Field">Beside which it is said; of <c>group.field</c> in each row for which it holds.</param>
/// <param name="Text">What is between braces is computed: « tombe avant le {embauche}. »</param>
public sealed record FormCheck(Formula If, CheckLevel Level, string Field, FormText Text);

[JsonConverter(typeof(JsonStringEnumConverter<CheckLevel>))]
public enum CheckLevel
{
    /// <summary>The form is not sent.</summary>
    Error,
    /// <summary>Said beside the field and on the recapitulation; it holds nothing up.</summary>
    Warn,
    Info,
}

/// <summary>A document that belongs to what is asked for.</summary>
/// <param name="Due">Whether it may be handed in once the request is sent, or not at all.</param>
/// <param name="If">Null for always.</param>
public sealed record FormPiece(string Id, string Label, PieceDue Due, Formula? If = null)
{
    /// <summary>Files that one piece may have.</summary>
    public const int MaxFiles = 3;

    private const string Prefix = "piece.";

    /// <summary>The answer that puts it off.</summary>
    public const string Later = "plus-tard";

    /// <summary>Where that answer stands among the others.</summary>
    [JsonIgnore]
    public string Input => Prefix + Id;

    /// <summary>Why it is asked for; null where that goes without saying.</summary>
    public string? Help { get; init; }

    /// <summary>Only the medical referees and who hands it in see what it is.</summary>
    public bool IsVeiled => Veil is PieceVeil.Medical;

    public PieceVeil Veil { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<PieceDue>))]
public enum PieceDue
{
    Now,
    Later,
    /// <summary>Nobody waits for it.</summary>
    Optional,
}

[JsonConverter(typeof(JsonStringEnumConverter<PieceVeil>))]
public enum PieceVeil
{
    None,
    Medical,
}

/// <param name="Name">The input that is meant: a field's name, or <c>group.1.field</c>.</param>
/// <param name="Arguments">What the sentence names, as people read it.</param>
public sealed record FormFault(FormField Field, Fault Fault, string? Name = null, params IReadOnlyList<string> Arguments)
{
    public string Input => Name ?? Field.Name;
}

/// <summary>A sentence of the form's own, beside a field.</summary>
/// <param name="Name">The input that is meant, where it is a group's.</param>
public sealed record FormNote(FormField Field, CheckLevel Level, string Text, string? Name = null)
{
    public string Input => Name ?? Field.Name;
}

public enum Fault
{
    Missing,
    TooLong,
    Malformed,
    Unknown,
    /// <summary>After today.</summary>
    Future,
    /// <summary>Before the day of another field: its label, and the day after it.</summary>
    Order,
    /// <summary>Outside its least and its most.</summary>
    Range,
    /// <summary>Signs are missing: how many.</summary>
    Short,
    /// <summary>The key does not fit.</summary>
    Key,
    /// <summary>What the form's own check says.</summary>
    Said,
    /// <summary>Fewer characters than it needs: how many.</summary>
    TooShort,
    /// <summary>What another row has.</summary>
    Twice,
    /// <summary>It is asked for by a form of its own.</summary>
    Bound,
}
