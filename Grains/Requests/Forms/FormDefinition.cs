using System.Text.Json.Serialization;
using Grains.Contracts;
using Grains.Interfaces.Spaces;
using Grains.Requests.Callbacks;
using Grains.Text;

namespace Grains.Requests.Forms;

/// <summary>A request form as data: one file a form, versioned, drawn and checked by one engine.</summary>
public sealed record FormDefinition(string Id, int Version, string Title, IReadOnlyList<FormStep> Steps, IReadOnlyList<FormOption> Cascade)
{
    /// <summary>Who may act in one of them may use the form; none where any right suffices.</summary>
    public IReadOnlyList<Universe> Universes { get; init; } = [];

    /// <summary>The rights of which one suffices to read what was sent by it.</summary>
    [JsonIgnore]
    public UniverseRights ReadBy => Universes.Count == 0 ? UniverseRights.Read : Universes.Aggregate(UniverseRights.None, (all, one) => all | Reading(one));

    [JsonIgnore]
    public IEnumerable<FormField> Fields => Steps.SelectMany(s => s.Fields);

    /// <summary>Asks for no company: people fill it in for themselves.</summary>
    [JsonIgnore]
    public bool IsPersonal => Fields.All(f => f.Type is not FieldType.Company);

    /// <summary>Asks for a time to be called back at, by one of the company's contacts or by a team.</summary>
    [JsonIgnore]
    public FormField? Slot => Fields.FirstOrDefault(f => f.Type is FieldType.Slot);

    /// <summary>The 1-based step that takes files; the first one when none does.</summary>
    [JsonIgnore]
    public int FilesStep => 1 + Math.Max(0, Steps.ToList().FindIndex(s => s.Fields.Any(f => f.Type is FieldType.Files)));

    /// <summary>What is wrong with the answers, in the order of the fields; a step's alone when its 1-based number is given.</summary>
    public IReadOnlyList<FormFault> Faults(IReadOnlyDictionary<string, string> answers, int? step = null)
    {
        var fields = step is { } n ? Steps[n - 1].Fields : Fields;
        return [.. fields.Select(f => Check(f, answers)).OfType<FormFault>()];
    }

    /// <summary>The options open at a level of the cascade, given the answers above it.</summary>
    public IReadOnlyList<FormOption> OptionsOf(FormField field, IReadOnlyDictionary<string, string> answers)
    {
        var options = Cascade;
        foreach (var above in Fields.Where(f => f.Cascade is not null && f.Cascade < field.Cascade).OrderBy(f => f.Cascade))
            options = options.FirstOrDefault(o => o.Value == answers.GetValueOrDefault(above.Name))?.Options ?? [];
        return options;
    }

    /// <summary>What an answer says to a person: the label of a choice, a telephone as it is written, the text otherwise.</summary>
    public string Shown(FormField field, IReadOnlyDictionary<string, string> answers)
    {
        var answer = answers.GetValueOrDefault(field.Name, "");
        return field.Type is FieldType.Phone ? PhoneNumber.Shown(answer)
            : field.Type is FieldType.Slot ? CallbackSlot.Parse(answer)?.Words ?? ""
            : field.Type is FieldType.Contact ? ContactUniverse.Find(answer)?.Label ?? ""
            : field.Cascade is null ? answer
            : OptionsOf(field, answers).FirstOrDefault(o => o.Value == answer)?.Label ?? "";
    }

    /// <summary>Theme and reason, as a list shows a request: « Remboursements · Délai de remboursement ».</summary>
    public string SubjectOf(IReadOnlyDictionary<string, string> answers)
    {
        if (Slot is { } slot)
            return Shown(slot, answers) is { Length: > 0 } when ? $"{Title} {when}" : Title;
        var said = Fields.Where(f => f.Cascade >= 1).Select(f => Shown(f, answers)).Where(s => s.Length > 0).ToList();
        return said.Count > 0 ? string.Join(" · ", said) : Title;
    }

    /// <summary>The subject, when these answers are of the step that chooses it; null for any other step.</summary>
    public string? SubjectSaid(IReadOnlyDictionary<string, string> answers) =>
        Fields.Any(f => (f.Cascade is not null || f == Slot) && answers.ContainsKey(f.Name)) ? SubjectOf(answers) : null;

    public string TeamOf(IReadOnlyDictionary<string, string> answers) =>
        Fields.FirstOrDefault(f => f.Cascade == 0) is { } first
            && Cascade.FirstOrDefault(o => o.Value == answers.GetValueOrDefault(first.Name)) is { Team: { } team } ? team : "accueil";

    /// <summary>What opens the thread: the message; where none was written, what the request is about.</summary>
    public string OpeningOf(IReadOnlyDictionary<string, string> answers) =>
        answers.GetValueOrDefault("message", "") is { Length: > 0 } message ? message : SubjectOf(answers);

    /// <summary>Who reads what these answers send: of a form for a contact, who reads that contact's universe. Null when they do not name it.</summary>
    public UniverseRights? ReadByOf(IReadOnlyDictionary<string, string> answers) => Fields.FirstOrDefault(f => f.Type is FieldType.Contact) is not { } field
        ? ReadBy : ContactUniverse.Find(answers.GetValueOrDefault(field.Name))?.Reading;

    /// <summary>The establishment that these answers name, empty for none; null when they are not of the step that asks for it.</summary>
    public string? SiretOf(IReadOnlyDictionary<string, string> answers) =>
        Fields.FirstOrDefault(f => f.Type is FieldType.Establishment) is { } field ? answers.GetValueOrDefault(field.Name)?.Trim() : null;

    /// <summary>A SIRET begins with its company's SIREN.</summary>
    public static bool IsOf(string company, string siret) =>
        siret.Length == 14 && siret.All(char.IsAsciiDigit) && company.EndsWith($"/{siret[..9]}", StringComparison.Ordinal);

    private static UniverseRights Reading(Universe universe) => universe switch
    {
        Universe.Health => UniverseRights.ReadHealth,
        Universe.Provident => UniverseRights.ReadProvident,
        Universe.Affiliation => UniverseRights.ReadAffiliation,
        _ => UniverseRights.ReadRetirement,
    };

    private FormFault? Check(FormField field, IReadOnlyDictionary<string, string> answers)
    {
        var answer = answers.GetValueOrDefault(field.Name, "").Trim();
        if (field.Type is FieldType.Files)
            return null;
        if (answer.Length == 0)
            return field.Required ? new FormFault(field, Fault.Missing) : null;
        if (answer.Length > (field.MaxLength ?? int.MaxValue))
            return new FormFault(field, Fault.TooLong);
        return field.Type switch
        {
            FieldType.Email when EmailAddress.Check(answer) is not null => new FormFault(field, Fault.Malformed),
            FieldType.Phone when !PhoneNumber.IsNumber(answer) => new FormFault(field, Fault.Malformed),
            FieldType.Establishment when !IsOf(answers.GetValueOrDefault("company", ""), answer) => new FormFault(field, Fault.Unknown),
            FieldType.Contact when ContactUniverse.Find(answer) is null => new FormFault(field, Fault.Unknown),
            FieldType.Slot when CallbackSlot.Parse(answer) is null => new FormFault(field, Fault.Unknown),
            FieldType.Choice when OptionsOf(field, answers).All(o => o.Value != answer) => new FormFault(field, Fault.Unknown),
            _ => null,
        };
    }
}

public sealed record FormStep(string Title, IReadOnlyList<FormField> Fields);

/// <param name="Cascade">The level of a choice that depends on the one above: 0, 1, 2.</param>
/// <param name="Prefill">Which of the account's facts fills it at first.</param>
/// <param name="Missing">What to do when a required one is empty: a sentence of its own, without the label before it.</param>
public sealed record FormField(
    string Name, string Label, FieldType Type, bool Required = false, int? MaxLength = null, string? Autocomplete = null, string? Help = null,
    int? Cascade = null, string? Prefill = null, string? Missing = null);

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
}

public sealed record FormOption(string Value, string Label, string? Team = null, IReadOnlyList<FormOption>? Options = null);

public sealed record FormFault(FormField Field, Fault Fault);

public enum Fault
{
    Missing,
    TooLong,
    Malformed,
    Unknown,
}
