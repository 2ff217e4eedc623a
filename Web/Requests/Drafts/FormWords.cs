using Grains.Requests.Forms;
using Grains.Text;
using Web.Display;

namespace Web.Requests.Drafts;

/// <summary>What is wrong with an answer, as one sentence that says what to do.</summary>
public static class FormWords
{
    public static string Of(FormFault fault)
    {
        var (field, label) = (fault.Field, fault.Field.Label);
        return fault.Fault switch
        {
            Fault.Missing when field.Missing is null && label.EndsWith('?') => string.Format(FormTexts.MissingAnswer, label),
            Fault.Missing => field.Missing ?? string.Format(FormTexts.Missing, label),
            Fault.TooLong => string.Format(FormTexts.TooLong, label, French.Number(field.MaxLength ?? 0)),
            Fault.Unknown when field.Type is FieldType.Slot => FormTexts.CallbackSlotGone,
            Fault.Malformed when field.Malformed is { } own => string.Format(FormTexts.Pattern, label, own),
            Fault.TooShort => string.Format(FormTexts.TooShort, label, fault.Arguments[0]),
            Fault.Twice => string.Format(FormTexts.Twice, label),
            Fault.Malformed => string.Format(Malformed(field.Type), label),
            Fault.Future => string.Format(FormTexts.Future, label),
            Fault.Order => string.Format(FormTexts.Order, label, fault.Arguments[0], fault.Arguments[1]),
            Fault.Range => string.Format(FormTexts.Range, label, fault.Arguments[0], fault.Arguments[1]),
            Fault.Short => string.Format(fault.Arguments[0] is "1" ? FormTexts.IbanShortOne : FormTexts.IbanShort, fault.Arguments[0]),
            Fault.Key => field.Type is FieldType.Nir ? FormTexts.NirKey : FormTexts.IbanKey,
            Fault.Bound => string.Format(FormTexts.Bound, label),
            Fault.Said => fault.Arguments[0],
            _ => string.Format(FormTexts.Unknown, label),
        };
    }

    /// <summary>The same of a piece that is neither attached nor put off.</summary>
    public static string Of(FormPiece piece) => string.Format(piece.Due is PieceDue.Later ? FormTexts.PieceMissing : FormTexts.PieceMissingNow, piece.Label);

    /// <summary>An answer of a group's row, among others of the same line: « Payé : 389,00 € »; empty for none.</summary>
    public static string Said(FormField field, string answer) => answer.Length == 0 ? ""
        : field.Label.EndsWith('?') ? $"{field.Label} {answer}" : $"{field.Label}{Typography.Nbsp}: {answer}";

    private static string Malformed(FieldType type) => type switch
    {
        FieldType.Phone => FormTexts.MalformedPhone,
        FieldType.Date => FormTexts.MalformedDate,
        FieldType.Month => FormTexts.MalformedMonth,
        FieldType.Amount => FormTexts.MalformedAmount,
        FieldType.Percent or FieldType.Integer => FormTexts.MalformedNumber,
        FieldType.Siret => FormTexts.MalformedSiret,
        _ => FormTexts.MalformedEmail,
    };
}
