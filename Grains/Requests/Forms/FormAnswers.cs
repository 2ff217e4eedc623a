using System.Globalization;
using Grains.Contracts;
using Grains.Requests.Forms.Formulas;

namespace Grains.Requests.Forms;

/// <summary>
/// A form with what was answered so far: what is shown, what is wrong, what is worth a word, which pieces are due. A field that is not shown has no
/// answer, whatever was typed before.
/// </summary>
/// <param name="typed">By field; of a group by <c>group.1.field</c>, and how many times by <c>group</c>.</param>
public sealed class FormAnswers(FormDefinition form, IReadOnlyDictionary<string, string> typed, FormFacts facts) : IFormulaSource
{
    private const string NirOfAnother = "Il ne correspond pas à la date de naissance : vérifiez l’un et l’autre.";
    private const string NirOfOther = "Il ne correspond pas à la civilité : vérifiez l’une et l’autre.";
    private readonly Dictionary<string, bool> _shown = [];

    public DateOnly Today => facts.Today;

    public object? Fact(string name) => facts.Values.GetValueOrDefault(name);

    public object? Answer(string field) => form.Field(field) is { } found && IsShown(found) && Typed(found) is { Length: > 0 } text
        ? FieldKinds.Read(found, text) : null;

    public bool IsShown(FormField field)
    {
        if (field.ShowIf is null)
            return true;
        if (!_shown.TryGetValue(field.Name, out var shown))
            _shown[field.Name] = shown = FormulaValue.Holds(field.ShowIf, this);
        return shown;
    }

    public bool IsRequired(FormField field) => Required(field, this);

    /// <summary>It holds what the form computes, and nobody types there.</summary>
    public bool IsFixed(FormField field) => Fixed(field, this);

    /// <summary>What stands in the field: what was typed, or what the form fills in.</summary>
    public string Typed(FormField field) => Text(field, field.Name, this);

    /// <summary>What the form fills in; empty where it fills in nothing.</summary>
    public string Filled(FormField field) => Computed(field, this);

    /// <summary>How many times a group stands.</summary>
    public int Count(FormField group) => Math.Clamp(
        int.TryParse(typed.GetValueOrDefault(group.Name), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0,
        (int)(group.Min ?? 0), (int)(group.Max ?? 1));

    public IEnumerable<IFormulaSource> Rows(string group) => form.Field(group) is { Type: FieldType.Group } found && IsShown(found) ? Rows(found) : [];

    /// <summary>What a choice offers now: no option whose condition does not hold, and none below such a one.</summary>
    /// <param name="source">The row that it stands in; null for the form.</param>
    public IReadOnlyList<FormOption> Options(FormField field, IFormulaSource? source = null) =>
        form.OptionsOf(field, typed, o => Offers(o, source ?? this));

    /// <summary>Of a choice of the form, its condition holds.</summary>
    public bool Offers(FormOption option) => Offers(option, this);

    private static bool Offers(FormOption option, IFormulaSource source) => option.If is null || FormulaValue.Holds(option.If, source);

    /// <summary>The choice for which another form is made; null for none.</summary>
    public FormLead? Lead => form.Fields.Where(f => f.Type is FieldType.Choice && IsShown(f)).OrderByDescending(f => f.Cascade)
        .Select(f => Options(f).FirstOrDefault(o => o.Value == Typed(f) && o.Form is not null) is { } option ? new FormLead(f, option) : null)
        .FirstOrDefault(lead => lead is not null);

    /// <summary>The fields of a step that are shown.</summary>
    public IEnumerable<FormField> Shown(FormStep step) => step.Fields.Where(IsShown);

    /// <summary>A group's row, 1-based.</summary>
    public FormRow Row(FormField group, int row) => new(this, group, row);

    /// <summary>What is wrong, in the order of the fields; of a step alone when its 1-based number is given.</summary>
    public IReadOnlyList<FormFault> Faults(int? step = null)
    {
        var faults = (step is { } n ? [form.Steps[n - 1]] : form.Steps).SelectMany(Shown)
            .SelectMany(f => f.Type is FieldType.Group ? InGroup(f) : [Check(f, f.Name, Typed(f), this)]).OfType<FormFault>().ToList();
        // What is wrong by itself is said first: a sentence about both of two fields means that both can be read.
        faults.AddRange(Notes(step).Where(note => note.Level is CheckLevel.Error && faults.All(f => f.Input != note.Input)).ToList()
            .Select(note => new FormFault(note.Field, Fault.Said, note.Name, note.Text)));
        var order = form.Fields.ToList();
        return [.. faults.OrderBy(f => order.FindIndex(o => o == f.Field || o.Fields.Contains(f.Field)))];
    }

    /// <summary>What the form's own checks say now, errors among them; of a step alone when its 1-based number is given.</summary>
    public IReadOnlyList<FormNote> Notes(int? step = null) =>
    [
        .. form.Checks.SelectMany(check => Said(check, step)),
        .. form.Fields.Where(f => IsOf(step, f) && IsShown(f)).SelectMany(f => f.Type is FieldType.Group
            ? Rows(f).SelectMany(row => row.Shown.SelectMany(inner => OfNir(inner, row, row.Input(inner)))) : OfNir(f, this, null)),
    ];

    public IReadOnlyList<FormPiece> Pieces() => [.. form.Pieces.Where(p => p.If is null || FormulaValue.Holds(p.If, this))];

    /// <summary>It is handed in once the request is sent: the person said so, and it may be.</summary>
    public bool ComesLater(FormPiece piece) => piece.Due is PieceDue.Later && typed.GetValueOrDefault(piece.Input) == FormPiece.Later;

    /// <summary>Pieces that hold the sending up: neither attached nor put off.</summary>
    /// <param name="attached">Ids of the pieces that files belong to.</param>
    public IReadOnlyList<FormPiece> Missing(IReadOnlySet<string> attached) => [.. Pieces().Where(p => p.Due is not PieceDue.Optional && !attached.Contains(p.Id) && !ComesLater(p))];

    /// <summary>Answers that no longer belong to the form: of fields that are not shown, of rows beyond a group's count.</summary>
    public IReadOnlyList<string> Dropped(FormStep step) => [.. typed.Where(t => t.Value.Length > 0).Select(t => t.Key).Where(name => IsGone(step, name))];

    /// <summary>What it is shown by was not answered yet: an answer that was there before is not dropped until it is.</summary>
    public bool Awaits(string name) => form.Field(name)?.ShowIf?.Fields.Any(f => typed.GetValueOrDefault(f, "").Length == 0 && form.Field(f)?.Value is null) is true;

    /// <summary>What the form says, filled-in fields included; what is not shown is not there.</summary>
    public IReadOnlyDictionary<string, string> Whole()
    {
        var gone = form.Steps.SelectMany(Dropped).ToHashSet();
        var whole = typed.Where(t => !gone.Contains(t.Key)).ToDictionary(t => t.Key, t => t.Value);
        foreach (var field in form.Steps.SelectMany(Shown).Where(f => f.Value is not null))
            whole[field.Name] = Typed(field);
        foreach (var row in form.Steps.SelectMany(Shown).Where(f => f.Type is FieldType.Group).SelectMany(Rows))
        {
            foreach (var field in row.Shown.Where(f => f.Value is not null))
                whole[row.Input(field)] = row.Typed(field);
        }
        return whole;
    }

    public IEnumerable<FormRow> Rows(FormField group) => Enumerable.Range(1, Count(group)).Select(n => Row(group, n));

    internal static bool Required(FormField field, IFormulaSource source) =>
        field.Required || (field.RequiredIf is { } when && FormulaValue.Holds(when, source));

    internal static bool Fixed(FormField field, IFormulaSource source) => field.FixedIf is { } when && FormulaValue.Holds(when, source);

    internal string Text(FormField field, string input, IFormulaSource source) =>
        !Fixed(field, source) && typed.GetValueOrDefault(input, "").Trim() is { Length: > 0 } text ? text : Computed(field, source);

    internal static string Computed(FormField field, IFormulaSource source) => field.Value is not { } formula ? "" : FormulaValue.Of(formula, source) switch
    {
        bool truth => truth ? FieldKinds.Yes : FieldKinds.No,
        decimal number when field.Type is FieldType.Amount => FormText.Money(number),
        decimal number => number.ToString(CultureInfo.InvariantCulture).Replace('.', ','),
        IEnumerable<string> several => string.Join(',', several),
        DateOnly month when field.Type is FieldType.Month => month.ToString("MM/yyyy", CultureInfo.InvariantCulture),
        var value => FormText.Shown(value),
    };

    // Of a group's field in each row for which it holds.
    private IEnumerable<FormNote> Said(FormCheck check, int? step)
    {
        var (name, inner) = check.Field.Split('.') is [var group, var of] ? (group, of) : (check.Field, null);
        var field = form.Field(name)!;
        if (!IsOf(step, field) || !IsShown(field))
            return [];
        if (inner is null)
            return FormulaValue.Holds(check.If, this) ? [new FormNote(field, check.Level, check.Text.Words(this))] : [];
        var own = field.Fields.First(f => f.Name == inner);
        return Rows(field).Where(row => row.IsShown(own) && FormulaValue.Holds(check.If, row))
            .Select(row => new FormNote(own, check.Level, check.Text.Words(row), row.Input(own)));
    }

    private static IEnumerable<FormNote> OfNir(FormField field, IFormulaSource source, string? name)
    {
        if (field.Type is not FieldType.Nir || source.Answer(field.Name) is not string nir)
            yield break;
        if (field.Birth is { } birth && source.Answer(birth) is DateOnly born && !Nir.Fits(nir, born))
            yield return new FormNote(field, CheckLevel.Warn, NirOfAnother, name);
        if (field.Civility is { } civility && source.Answer(civility) is string said && !Nir.Fits(nir, said))
            yield return new FormNote(field, CheckLevel.Warn, NirOfOther, name);
    }

    private bool IsOf(int? step, FormField field) => step is not { } n || form.Steps[n - 1].Fields.Contains(field);

    private bool IsGone(FormStep step, string name) => name.Split('.') switch
    {
        [var field] => step.Fields.FirstOrDefault(f => f.Name == field) is { } found && !IsShown(found),
        [var group, var row, var inner] => step.Fields.FirstOrDefault(f => f.Name == group) is { } found
            && (!IsShown(found) || !int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at > Count(found)
                || found.Fields.FirstOrDefault(f => f.Name == inner) is not { } field || !Row(found, at).IsShown(field)),
        _ => false,
    };

    private IEnumerable<FormFault?> InGroup(FormField group)
    {
        if (Count(group) == 0 && IsRequired(group))
            yield return new FormFault(group, Fault.Missing);
        foreach (var row in Rows(group))
        {
            foreach (var field in row.Shown)
            {
                yield return Check(field, row.Input(field), row.Typed(field), row)
                    ?? (field.Unique && Rows(group).Take(row.Number - 1).Any(r => row.Answer(field.Name) is { } one && Equals(one, r.Answer(field.Name)))
                        ? new FormFault(field, Fault.Twice, row.Input(field)) : null);
            }
        }
    }

    private bool IsOffered(FormField field, string text) => (text == FormField.Other && field.Unlisted is not null)
        || (field.Type is FieldType.People or FieldType.Contracts ? text.Split(',') : [text]).All(one => facts.OptionsOf(field).Any(o => o.Value == one));

    // What there is and is not offered was not answered: whoever posts it chooses another.
    private Fault? Chosen(FormField field, string text, IFormulaSource source) => Options(field, source).FirstOrDefault(o => o.Value == text) switch
    {
        { Bound: true } => Fault.Bound,
        null => form.OptionsOf(field, typed).Any(o => o.Value == text) ? Fault.Missing : Fault.Unknown,
        _ => null,
    };

    private string Label(string name) => form.Fields.Concat(form.Fields.SelectMany(f => f.Fields)).FirstOrDefault(f => f.Name == name)?.Label ?? name;

    private FormFault? Check(FormField field, string input, string text, IFormulaSource source)
    {
        if (field.Type is FieldType.Files)
            return null;
        if (text.Length == 0)
            return Required(field, source) ? new FormFault(field, Fault.Missing, input) : null;
        if (FieldKinds.Check(field, input, text) is { } fault)
            return fault;
        return field.Type switch
        {
            FieldType.Establishment when !FormDefinition.IsOf(typed.GetValueOrDefault("company", ""), text) => new FormFault(field, Fault.Unknown, input),
            FieldType.Choice => Chosen(field, text, source) is { } wrong ? new FormFault(field, wrong, input) : null,
            FieldType.Employee or FieldType.Contract when text != FormField.Other && !facts.Labels.ContainsKey(field.Name) =>
                new FormFault(field, Fault.Unknown, input),
            FieldType.Stop or FieldType.Person or FieldType.People or FieldType.Contracts when !IsOffered(field, text) =>
                new FormFault(field, Fault.Unknown, input),
            _ => FieldKinds.Read(field, text) switch
            {
                decimal number when number < field.Min || number > field.Max => new FormFault(
                    field, Fault.Range, input, FormText.Shown(field.Min ?? 0), field.Max is { } max ? FormText.Shown(max) : "…"),
                DateOnly day when field.Past && day > Today => new FormFault(field, Fault.Future, input),
                DateOnly day when field.From is { } from && source.Answer(from) is DateOnly first && day < first => new FormFault(
                    field, Fault.Order, input, Label(from), FormText.Shown(first.AddDays(1))),
                _ => null,
            },
        };
    }
}

/// <summary>A group's row: to its own fields theirs come first, then the form's.</summary>
public sealed class FormRow(FormAnswers all, FormField group, int row) : IFormulaSource
{
    public int Number => row;

    public DateOnly Today => all.Today;

    public IEnumerable<FormField> Shown => group.Fields.Where(IsShown);

    public object? Fact(string name) => all.Fact(name);

    public IEnumerable<IFormulaSource> Rows(string group) => all.Rows(group);

    public object? Answer(string field) => group.Fields.FirstOrDefault(f => f.Name == field) is not { } own ? all.Answer(field)
        : IsShown(own) && Typed(own) is { Length: > 0 } text ? FieldKinds.Read(own, text) : null;

    public string Input(FormField field) => $"{group.Name}.{row}.{field.Name}";

    public bool IsShown(FormField field) => field.ShowIf is null || FormulaValue.Holds(field.ShowIf, this);

    public bool IsRequired(FormField field) => FormAnswers.Required(field, this);

    public bool IsFixed(FormField field) => FormAnswers.Fixed(field, this);

    public string Typed(FormField field) => all.Text(field, Input(field), this);

    public string Filled(FormField field) => FormAnswers.Computed(field, this);
}
