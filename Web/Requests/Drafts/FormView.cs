using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Requests.Callbacks;
using Grains.Requests.Forms;
using Web.Shared;

namespace Web.Requests.Drafts;

/// <summary>A step of a form, or its recapitulation, with what was answered so far.</summary>
/// <param name="Step">1-based; one more than the form's steps is the recapitulation.</param>
/// <param name="Faults">What to correct, in the order of the fields; empty until a step is sent.</param>
/// <param name="Path">Where the form posts: the draft's address, or <c>/…/demandes/nouvelle</c> while there is none.</param>
/// <param name="Draft">Id of the draft; drawn with the page before the draft exists, so that its first save makes one draft.</param>
/// <param name="SavedAt">The last time the draft was kept; null before the first.</param>
/// <param name="Waiting">Other drafts of the same person, offered on a new request's first step.</param>
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

    /// <summary>Files that were refused, with the reason.</summary>
    public IReadOnlyList<string> FileFaults { get; init; } = [];

    /// <summary>Of a form that asks for a time to be called back at: who calls, and when.</summary>
    public CallbackOffer? Offer { get; init; }

    /// <summary>Where a script sends one file at a time.</summary>
    public string UploadAddress => $"{Path}/pieces";

    public bool IsRecap => Step > Form.Steps.Count;

    public bool IsNew => Path.EndsWith("/nouvelle", StringComparison.Ordinal);

    public FormStep Current => Form.Steps[Step - 1];

    public string StepName(int step) => step > Form.Steps.Count ? FormTexts.StepRecap : Form.Steps[step - 1].Title;

    public int Count => Form.Steps.Count + 1;

    public string StepAddress(int step) => $"{Path}?etape={step}";

    public static string RemoveAddress(string path, string file) => $"{path}?handler=retirer&file={file}";

    public string Answer(FormField field) => Answers.GetValueOrDefault(field.Name, "");

    public FormFault? FaultOf(FormField field) => Faults.FirstOrDefault(fault => fault.Field.Name == field.Name);

    /// <summary>What an answer says to a person.</summary>
    public string Shown(FormField field) => field.Type switch
    {
        FieldType.Company => Companies.FirstOrDefault(company => company.Key == Answer(field))?.Name ?? "",
        _ => Form.Shown(field, Answers),
    };

    public static string Words(FormFault fault) => fault.Fault switch
    {
        Fault.Missing => fault.Field.Missing ?? string.Format(FormTexts.Missing, fault.Field.Label),
        Fault.TooLong => string.Format(FormTexts.TooLong, fault.Field.Label, Display.French.Number(fault.Field.MaxLength ?? 0)),
        Fault.Unknown when fault.Field.Type is FieldType.Slot => FormTexts.CallbackSlotGone,
        Fault.Malformed when fault.Field.Type is FieldType.Phone => string.Format(FormTexts.MalformedPhone, fault.Field.Label),
        Fault.Malformed => string.Format(FormTexts.MalformedEmail, fault.Field.Label),
        _ => string.Format(FormTexts.Unknown, fault.Field.Label),
    };
}

/// <summary>One field with its view, for the partial that draws it.</summary>
public sealed record FieldView(FormView View, FormField Field)
{
    public string Id => $"f-{Field.Name}";

    public string? Fault => View.FaultOf(Field) is { } fault ? FormView.Words(fault) : null;

    public string? DescribedBy => Fault is not null ? $"{Id}-e" : null;
}
