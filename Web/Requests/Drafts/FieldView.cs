using System.Globalization;
using Grains.Requests.Forms;
using Web.Display;
using Web.Live;
using Web.Requests.Drafts.Together;

namespace Web.Requests.Drafts;

/// <summary>One field with its view, for the partial that draws it.</summary>
/// <param name="Row">Of a group's field, the row that it stands in.</param>
public sealed record FieldView(FormView View, FormField Field, FormRow? Row = null)
{
    /// <summary>Its name in what the page sends.</summary>
    public string Input => Row?.Input(Field) ?? Field.Name;

    public string Id => $"f-{Input}";

    /// <summary>What stands in it.</summary>
    public string Answer => Field.Type switch
    {
        FieldType.Phone => French.Phone(Typed),
        _ => Typed,
    };

    /// <summary>What the page sends of it where nobody touches it: of a list, nothing where it does not have the answer.</summary>
    public string Sent => Field.Type switch
    {
        FieldType.Group => View.Said.Count(Field).ToString(CultureInfo.InvariantCulture),
        FieldType.Choice or FieldType.Stop or FieldType.Person or FieldType.Contract or FieldType.Yesno => Options.Any(o => o.Value == Typed) ? Typed : "",
        FieldType.Multi or FieldType.People or FieldType.Contracts => string.Join(',', Options.Where(o => IsTicked(o.Value)).Select(o => o.Value)),
        FieldType.Establishment => View.Choices.Establishments.Any(e => e.Siret == Typed) ? Typed : "",
        FieldType.Employee => Typed == FormField.Other || View.Choices.Employees.Any(e => e.Id == Typed) ? Typed : "",
        _ => Answer,
    };

    /// <summary>What another wrote here while this person did; null for nothing.</summary>
    public DraftConflict? Conflict => Row is null ? View.Conflicts.GetValueOrDefault(Input) : null;

    /// <summary>Who else types here, and how long it is left to them; null for nobody.</summary>
    public Coauthor? TypedBy => View.Others.FirstOrDefault(o => o.Input == Input);

    /// <summary>What the form fills in: a script puts it in as long as nobody typed another.</summary>
    public string? Filled => Field.Value is null ? null : Row?.Filled(Field) ?? View.Said.Filled(Field);

    public bool IsShown => Row?.IsShown(Field) ?? View.Said.IsShown(Field);

    public bool IsFixed => Row?.IsFixed(Field) ?? View.Said.IsFixed(Field);

    public bool IsRequired => Row?.IsRequired(Field) ?? View.Said.IsRequired(Field);

    public string? Fault => View.Faults.FirstOrDefault(f => f.Input == Input) is { } fault ? FormWords.Of(fault) : null;

    public IEnumerable<FormNote> Notes => View.Notes.Where(n => n.Input == Input);

    public string? DescribedBy =>
        string.Join(' ', new[] { Fault is null ? "" : $"{Id}-e", Notes.Any() ? $"{Id}-n" : "", Conflict is null ? "" : $"{Id}-m" }.Where(s => s.Length > 0)) is { Length: > 0 } ids ? ids : null;

    /// <summary>Of a field that is a set of choices, what its legend says of it.</summary>
    public bool IsSet => Field.Type is FieldType.Yesno or FieldType.Multi or FieldType.People or FieldType.Contracts
        || (Field.Type is FieldType.Employee && View.Choices.IsSearched);

    /// <summary>One of the options, or what a yes and a no are where the form says nothing of its own.</summary>
    public IReadOnlyList<FormOption> Options => Field.Type is FieldType.Yesno && Field.Options.Count == 0
        ? [new(FieldKinds.Yes, FormTexts.Yes), new(FieldKinds.No, FormTexts.No)]
        : Field.Type is FieldType.Stop && Field.Unlisted is { } other ? [.. View.Facts.Stops, new(FormField.Other, other)]
        : Field.Type is FieldType.Stop or FieldType.Person or FieldType.People or FieldType.Contract or FieldType.Contracts ? View.Facts.OptionsOf(Field)
        : View.Said.Options(Field, Row);

    public bool IsTicked(string option) =>
        Field.Type is FieldType.Multi or FieldType.People or FieldType.Contracts ? Typed.Split(',').Contains(option) : Typed == option;

    /// <summary>The keyboard of a telephone.</summary>
    public string? InputMode => Field.Type switch
    {
        FieldType.Date or FieldType.Month or FieldType.Integer or FieldType.Siret or FieldType.Nir => "numeric",
        FieldType.Amount or FieldType.Percent => "decimal",
        _ => null,
    };

    public string Kind => Field.Type switch { FieldType.Email => "email", FieldType.Phone => "tel", _ => "text" };

    /// <summary>How wide it is: a date needs no line.</summary>
    public string Width => Field.Type switch
    {
        FieldType.Date or FieldType.Month or FieldType.Integer or FieldType.Percent => "in w-s",
        FieldType.Amount => "in w-m",
        FieldType.Iban or FieldType.Siret or FieldType.Nir => "in num",
        _ => "in",
    };

    /// <summary>What stands behind it: its unit.</summary>
    public string? Unit => Field.Type switch { FieldType.Amount => "€", FieldType.Percent => "%", _ => null };

    private string Typed => Row?.Typed(Field) ?? View.Said.Typed(Field);
}
