using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Requests.Callbacks;
using Grains.Requests.Drafts;
using Grains.Requests.Forms;
using Web.Live;
using Web.Requests.Drafts.Leads;
using Web.Requests.Drafts.Together;
using Web.Shared;

namespace Web.Requests.Drafts;

/// <summary>A step of a form, or its recapitulation, with what was answered so far.</summary>
/// <param name="Step">1-based; one more than the form's steps is the recapitulation.</param>
/// <param name="Faults">What to correct, in the order of the fields; empty until a step is sent.</param>
/// <param name="Path">Where the form posts: the draft's address, or the one that it is begun at while there is none.</param>
/// <param name="Draft">Id of the draft; drawn with the page before the draft exists, so that its first save makes one draft.</param>
/// <param name="SavedAt">The last time the draft was kept; null before the first.</param>
/// <param name="Files">Of a medical piece that another handed in no more than who did, as its name: it has no <c>File</c>.</param>
/// <param name="Waiting">Of a new form, drafts of the same of the person and of others; of a draft, the active one in its place. One goes on in one of them, or here.</param>
public sealed record FormView(
    FormDefinition Form,
    int Step,
    IReadOnlyDictionary<string, string> Answers,
    IReadOnlyList<Attachment> Files,
    IReadOnlyList<FormFault> Faults,
    IReadOnlyList<CompanyChoice> Companies,
    string Path,
    string Draft,
    string Operation,
    DateTimeOffset? SavedAt,
    IReadOnlyList<RequestSummary> Waiting,
    string ListPath,
    DateTimeOffset Now)
{
    /// <summary>The key of the company that the form is for; null before it is answered, and of a personal form.</summary>
    public string? Company => Answers.GetValueOrDefault(FormService.CompanyField) is { Length: > 0 } company ? company : null;

    /// <summary>Who began the draft, where that is not the person who looks; null for their own.</summary>
    public string? BegunBy { get; init; }

    /// <summary>The draft that was left for this form; null for none.</summary>
    public RequestSummary? Left { get; init; }

    /// <summary>The author, from whom the establishment that was chosen is hidden: nothing was kept. Null for nobody.</summary>
    public string? HiddenFrom { get; init; }

    /// <summary>Comes back with what is sent from a page that shows what waits.</summary>
    public string OthersAsked => string.Join(',', Waiting.Select(w => w.Id));

    /// <summary>Nothing goes on before the person has read what waits.</summary>
    public bool Asks { get; init; }

    /// <summary>Who else has it open.</summary>
    public IReadOnlyList<Coauthor> Others { get; init; } = [];

    /// <summary>Of the draft, as it was drawn; null while there is none.</summary>
    public long? Version { get; init; }

    /// <summary>What the draft's live updates are told by.</summary>
    public string Topic { get; init; } = "";

    /// <summary>By input, the marks of what the step shows; they come back with what is typed.</summary>
    public IReadOnlyDictionary<string, string> Seen { get; init; } = new Dictionary<string, string>();

    /// <summary>By input, what others wrote while this person wrote there too.</summary>
    public IReadOnlyDictionary<string, DraftConflict> Conflicts { get; init; } = new Dictionary<string, DraftConflict>();

    /// <summary>Files that were refused, with the reason.</summary>
    public IReadOnlyList<string> FileFaults { get; init; } = [];

    /// <summary>Of a form that asks for a time to be called back at: who calls, and when.</summary>
    public CallbackOffer? Offer { get; init; }

    /// <summary>What formulas read beside the answers.</summary>
    public required FormFacts Facts { get; init; }

    /// <summary>What may be chosen of the company's people, places and contracts.</summary>
    public FormChoices Choices { get; init; } = FormChoices.None;

    /// <summary>By id, the forms that are made for what may be chosen in this one.</summary>
    public IReadOnlyDictionary<string, OwnForm> OwnForms { get; init; } = new Dictionary<string, OwnForm>();

    /// <summary>This step has a choice for which another form is made.</summary>
    public bool ChoosesForm => Current.Fields.Any(f => f.Cascade is null ? f.Options.Any(o => o.Form is not null) : Form.Cascade.SelectMany(o => o.All).Any(o => o.Form is not null));

    /// <summary>Where nothing changes while one chooses, the step after the choice says it.</summary>
    public bool FollowsForm => Said.Lead is { } lead && StepOf(lead.Field) == Step - 1;

    /// <summary>The employee that the form was opened for, where a later step asks who it is.</summary>
    public (string Name, string Id)? Named => Form.Fields.FirstOrDefault(f => f.Type is FieldType.Employee) is { } asked && !Current.Fields.Contains(asked)
        && Answers.GetValueOrDefault(asked.Name) is { Length: > 0 } id ? (asked.Name, id) : null;

    /// <summary>The form with what was answered: what is shown, what it fills in, what it says.</summary>
    public FormAnswers Said => field ??= new FormAnswers(Form, Answers, Facts);

    /// <summary>What is said beside fields and on the recapitulation, and holds nothing up.</summary>
    public IReadOnlyList<FormNote> Notes => field ??= [.. Said.Notes().Where(n => n.Level is not CheckLevel.Error)];

    /// <summary>Pieces that hold the sending up; empty until it was tried.</summary>
    public IReadOnlyList<FormPiece> MissingPieces { get; init; } = [];

    /// <summary>Files that are none of the form's pieces.</summary>
    public IEnumerable<Attachment> OtherFiles => Files.Where(f => Form.Pieces.All(p => p.Id != f.Piece));

    /// <summary>Where a script sends one file at a time.</summary>
    public string UploadAddress => $"{Path}/pieces";

    public bool IsRecap => Step > Form.Steps.Count;

    /// <summary>It has no draft yet.</summary>
    public bool IsNew => !Path.EndsWith($"/{Draft}", StringComparison.Ordinal);

    public FormStep Current => Form.Steps[Step - 1];

    public string StepName(int step) => step > Form.Steps.Count ? FormTexts.StepRecap : Form.Steps[step - 1].Title;

    public int Count => Form.Steps.Count + 1;

    public string StepAddress(int step) => $"{Path}?etape={step}";

    public static string RemoveAddress(string path, string file) => $"{path}?handler=retirer&file={file}";

    /// <summary>The fields of the step that are folded to one line.</summary>
    public IReadOnlyList<FormField> Folded(string fold) => [.. Current.Fields.Where(f => f.Fold == fold)];

    /// <summary>Something of it is wrong or is missing.</summary>
    public bool IsOpen(string fold) => Folded(fold).Any(f => Faults.Any(x => x.Field == f) || (Said.IsRequired(f) && Said.Typed(f).Length == 0));

    /// <summary>« Nora Vasselin · nora@exemple.fr · 06 12 34 56 78 »</summary>
    public string FoldedWords(string fold) => string.Join(
        " · ", new[] { string.Join(' ', Folded(fold).Where(f => f.Type is FieldType.Text).Select(Said.Typed)) }
            .Concat(Folded(fold).Where(f => f.Type is not FieldType.Text).Select(Shown)).Where(s => s.Length > 0));

    /// <summary>The 1-based step of a field or of a group's field.</summary>
    public int StepOf(FormField field) => 1 + Form.Steps.ToList().FindIndex(s => s.Fields.Any(f => f == field || f.Fields.Contains(field)));

    /// <summary>What an answer says to a person.</summary>
    public string Shown(FormField field) => field.Type switch
    {
        FieldType.Company => Companies.FirstOrDefault(company => company.Key == Answers.GetValueOrDefault(field.Name))?.Name ?? "",
        FieldType.Establishment => Choices.Establishments.FirstOrDefault(e => e.Siret == Said.Typed(field))?.Name is { } name
            ? $"{name}, {Display.French.Siret(Said.Typed(field))}" : Said.Typed(field),
        FieldType.Employee or FieldType.Contract or FieldType.Contracts or FieldType.Stop when Said.Typed(field) is not FormField.Other =>
            Facts.Labels.GetValueOrDefault(field.Name, ""),
        _ => Form.Shown(field, DraftAnswers.Merged(Answers, new Dictionary<string, string> { [field.Name] = Said.Typed(field) })),
    };
}
