using System.Globalization;
using System.Text.Json.Serialization;
using Grains.Contracts;
using Grains.Interfaces.Spaces;
using Grains.Requests.Attestations;
using Grains.Requests.Callbacks;
using Grains.Requests.Changes;

namespace Grains.Requests.Forms;

/// <summary>A request form as data: one file a form, versioned, drawn and checked by one engine.</summary>
public sealed record FormDefinition(string Id, int Version, string Title, IReadOnlyList<FormStep> Steps, IReadOnlyList<FormOption> Cascade)
{
    /// <summary>What the id of a form for oneself ends with, where a company has one for the same matter.</summary>
    public const string OwnSuffix = "-personnel";

    /// <summary>Its id without what ends that of a form for oneself.</summary>
    [JsonIgnore]
    public string Matter => Id.EndsWith(OwnSuffix, StringComparison.Ordinal) ? Id[..^OwnSuffix.Length] : Id;

    /// <summary>Who may act in one of them may use the form; none where any right suffices.</summary>
    public IReadOnlyList<Universe> Universes { get; init; } = [];

    /// <summary>The rights of which one suffices to read what was sent by it.</summary>
    [JsonIgnore]
    public UniverseRights ReadBy => Universes.Count == 0 ? UniverseRights.Read : Universes.Aggregate(UniverseRights.None, (all, one) => all | RightOn(one));

    /// <summary>Sentences of its own about the answers.</summary>
    public IReadOnlyList<FormCheck> Checks { get; init; } = [];

    /// <summary>Documents that belong to it.</summary>
    public IReadOnlyList<FormPiece> Pieces { get; init; } = [];

    /// <summary>The queue that takes it; null where a choice of its cascade names it, or nobody does.</summary>
    public string? Team { get; init; }

    /// <summary>How a request of it is called before the person's name; null for its title.</summary>
    public string? Subject { get; init; }

    /// <summary>More words that find it in the catalogue.</summary>
    public string? Words { get; init; }

    /// <summary>A line below its title in the catalogue; null for a form that is reached otherwise.</summary>
    public string? Summary { get; init; }

    /// <summary>What it changes elsewhere; null for nothing.</summary>
    public FormEffect? Effect { get; init; }

    /// <summary>Of whom it yields an attestation; null for no such form.</summary>
    public Attests? Attests { get; init; }

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

    /// <summary>A field that formulas and checks may name; those of a group belong to its rows.</summary>
    public FormField? Field(string name) => Fields.FirstOrDefault(f => f.Name == name);

    /// <summary>Is it an input of this form: a field, or one of a group's row?</summary>
    public bool Has(string input) => input.Split('.') switch
    {
        [var name] => Field(name) is not null,
        ["piece", var id] => Pieces.Any(p => p.Id == id && p.Due is PieceDue.Later),
        [var group, var row, var name] => Field(group) is { Type: FieldType.Group } found && found.Fields.Any(f => f.Name == name)
            && int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at >= 1 && at <= found.Max,
        _ => false,
    };

    /// <summary>What is wrong with the answers, in the order of the fields; a step's alone when its 1-based number is given.</summary>
    public IReadOnlyList<FormFault> Faults(IReadOnlyDictionary<string, string> answers, FormFacts facts, int? step = null) =>
        new FormAnswers(this, answers, facts).Faults(step);

    /// <summary>The options open at a level of the cascade, given the answers above it.</summary>
    /// <param name="offered">Null for all, as they are read.</param>
    public IReadOnlyList<FormOption> OptionsOf(FormField field, IReadOnlyDictionary<string, string> answers, Func<FormOption, bool>? offered = null)
    {
        var options = Those(field.Cascade is null ? field.Options : Cascade);
        foreach (var above in Fields.Where(f => f.Cascade is not null && f.Cascade < field.Cascade).OrderBy(f => f.Cascade))
            options = Those(options.FirstOrDefault(o => o.Value == answers.GetValueOrDefault(above.Name))?.Options ?? []);
        return options;

        IReadOnlyList<FormOption> Those(IReadOnlyList<FormOption> all) => offered is null ? all : [.. all.Where(offered)];
    }

    /// <summary>The options of all its choices, those below others too.</summary>
    [JsonIgnore]
    public IEnumerable<FormOption> Options => Fields.Concat(Fields.SelectMany(f => f.Fields)).SelectMany(f => f.Options).Concat(Cascade).SelectMany(o => o.All);

    /// <summary>What an answer says to a person: the label of a choice, a telephone as it is written, the text otherwise.</summary>
    public string Shown(FormField field, IReadOnlyDictionary<string, string> answers)
    {
        var answer = answers.GetValueOrDefault(field.Name, "");
        return field.Type is FieldType.Employee or FieldType.Contract or FieldType.Contracts or FieldType.Stop
            ? answers.GetValueOrDefault(LabelOf(field), answer == FormField.Other ? field.Unlisted ?? "" : answer)
            : field.Cascade is null ? FieldKinds.Shown(field, answer) : OptionsOf(field, answers).FirstOrDefault(o => o.Value == answer)?.Label ?? "";
    }

    /// <summary>Where the name of who or what was chosen is kept beside the answer.</summary>
    public static string LabelOf(FormField field) => $"label.{field.Name}";

    /// <summary>The answers with the names of who and what was chosen.</summary>
    public static Dictionary<string, string> Named(IReadOnlyDictionary<string, string> answers, FormFacts facts)
    {
        var named = new Dictionary<string, string>(answers);
        foreach (var (field, label) in facts.Labels)
            named[$"label.{field}"] = label;
        return named;
    }

    /// <summary>Something of it is shown, filled in or dropped by what was answered.</summary>
    [JsonIgnore]
    public bool IsComputed => Fields.Any(f => f.ShowIf is not null || f.Value is not null || f.Type is FieldType.Group) || NeedsFacts;

    /// <summary>It asks for an employee, a contract, a stop or people who are covered, or judges by facts: the core system says what they are.</summary>
    [JsonIgnore]
    public bool NeedsFacts => Fields.Concat(Fields.SelectMany(f => f.Fields))
        .Any(f => f.Type is FieldType.Employee or FieldType.Contract or FieldType.Contracts or FieldType.Stop or FieldType.Person or FieldType.People)
        || Checks.Any(c => c.If.ReadsFacts) || Options.Any(o => o.If?.ReadsFacts is true);

    /// <summary>Contracts that a field lets one choose, but those that pay.</summary>
    public IReadOnlyList<Contract> Offered(
        FormField field, IReadOnlyList<Contract> all, IReadOnlyDictionary<string, string> answers, DateOnly today) => field.Contracts is ContractChoice.Current
        ? [.. all.Where(c => c.StatusOn(today) is ContractStatus.Current && IsOf(c, answers.GetValueOrDefault(field.Domain ?? "")))]
        : [.. all.Where(c => (Universes.Count == 0 || Universes.Contains(c.Universe)) && !(c.Start > today))];

    // People are affiliated to contracts of each universe.
    private static bool IsOf(Contract contract, string? domain) => domain is "affiliation" || ContactUniverse.Find(domain)?.Universe == contract.Universe;

    /// <summary>Theme and reason, as a list shows a request: « Remboursements · Délai de remboursement », and of whom.</summary>
    public string SubjectOf(IReadOnlyDictionary<string, string> answers)
    {
        if (Slot is { } slot)
            return Shown(slot, answers) is { Length: > 0 } when ? $"{Title} {when}" : Title;
        var said = Fields.Where(f => f.Cascade >= 1).Select(f => Shown(f, answers)).Where(s => s.Length > 0).ToList();
        var person = PersonOf(answers);
        if (person.Length > 0 && (Subject is not null || said.Count == 0))
            return $"{Subject ?? Title} de {person}";
        return said.Count == 0 ? Subject ?? Title : string.Join(" · ", new[] { Subject ?? "" }.Concat(said).Append(person).Where(s => s.Length > 0));
    }

    /// <summary>Are these answers of the step that chooses the subject?</summary>
    public bool ChoosesSubject(IReadOnlyDictionary<string, string> answers) =>
        Fields.Any(f => (f.Cascade is not null || f == Slot || f.Type is FieldType.Employee) && answers.ContainsKey(f.Name));

    /// <summary>The team that the last of the choices names which names one.</summary>
    public string TeamOf(IReadOnlyDictionary<string, string> answers) => Fields.Where(f => f.Cascade is not null).OrderByDescending(f => f.Cascade)
        .Select(f => OptionsOf(f, answers).FirstOrDefault(o => o.Value == answers.GetValueOrDefault(f.Name))?.Team).FirstOrDefault(t => t is not null)
            ?? Team ?? "accueil";

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

    /// <summary>The employee who was chosen, or typed where they were not among those that are offered; empty for none.</summary>
    public string PersonOf(IReadOnlyDictionary<string, string> answers) => Fields.FirstOrDefault(f => f.Type is FieldType.Employee) is not { } field
        || answers.GetValueOrDefault(field.Name) is not { Length: > 0 } chosen ? ""
        : chosen == FormField.Other
            ? $"{answers.GetValueOrDefault($"{field.Name}_prenom", "")} {answers.GetValueOrDefault($"{field.Name}_nom", "")}".Trim()
        : answers.GetValueOrDefault(LabelOf(field), "");

    /// <summary>The bit that reads a universe.</summary>
    public static UniverseRights RightOn(Universe universe) => universe switch
    {
        Universe.Health => UniverseRights.ReadHealth,
        Universe.Provident => UniverseRights.ReadProvident,
        Universe.Affiliation => UniverseRights.ReadAffiliation,
        _ => UniverseRights.ReadRetirement,
    };
}

public sealed record FormStep(string Title, IReadOnlyList<FormField> Fields);
