using System.Text.Json.Serialization;
using Grains.Text;

namespace Grains.Requests.Forms;

/// <summary>A request form as data: one file a form, versioned, drawn and checked by one engine.</summary>
public sealed record FormDefinition(string Id, int Version, string Title, IReadOnlyList<FormStep> Steps, IReadOnlyList<FormOption> Cascade)
{
    [JsonIgnore]
    public IEnumerable<FormField> Fields => Steps.SelectMany(s => s.Fields);

    /// <summary>Asks for no company: people fill it in for themselves.</summary>
    [JsonIgnore]
    public bool IsPersonal => Fields.All(f => f.Type is not FieldType.Company);

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
        return field.Type is FieldType.Phone ? PhoneNumber.Shown(answer) : field.Cascade is null ? answer
            : OptionsOf(field, answers).FirstOrDefault(o => o.Value == answer)?.Label ?? "";
    }

    /// <summary>Theme and reason, as a list shows a request: « Remboursements · Délai de remboursement ».</summary>
    public string SubjectOf(IReadOnlyDictionary<string, string> answers)
    {
        var said = Fields.Where(f => f.Cascade >= 1).Select(f => Shown(f, answers)).Where(s => s.Length > 0).ToList();
        return said.Count > 0 ? string.Join(" · ", said) : Title;
    }

    /// <summary>The subject, when these answers are of the step that chooses it; null for any other step.</summary>
    public string? SubjectSaid(IReadOnlyDictionary<string, string> answers) =>
        Fields.Any(f => f.Cascade is not null && answers.ContainsKey(f.Name)) ? SubjectOf(answers) : null;

    public string TeamOf(IReadOnlyDictionary<string, string> answers) =>
        Fields.FirstOrDefault(f => f.Cascade == 0) is { } first
            && Cascade.FirstOrDefault(o => o.Value == answers.GetValueOrDefault(first.Name)) is { Team: { } team } ? team : "accueil";

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
    Files,
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
