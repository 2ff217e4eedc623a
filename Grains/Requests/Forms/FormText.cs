using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Grains.Requests.Forms.Formulas;
using Grains.Text;

namespace Grains.Requests.Forms;

/// <summary>A sentence of a form's file, with what is computed between braces.</summary>
[JsonConverter(typeof(FormTextJson))]
public sealed record FormText(IReadOnlyList<FormTextPart> Parts)
{
    private static readonly NumberFormatInfo French = new()
    {
        NumberGroupSeparator = Typography.Nbsp.ToString(), NumberDecimalSeparator = ",", NumberGroupSizes = [3],
    };

    /// <exception cref="FormulaException">What stands between braces is no formula, or a brace is alone.</exception>
    public static FormText Parse(string text)
    {
        var parts = new List<FormTextPart>();
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf('{', at);
            var close = open < 0 ? text.Length : text.IndexOf('}', open);
            if (close < 0 || text.AsSpan(at, (open < 0 ? text.Length : open) - at).Contains('}'))
                throw new FormulaException("A brace stands alone.");
            if (open != at)
                parts.Add(new FormTextPart(text[at..(open < 0 ? text.Length : open)], null));
            if (open >= 0)
                parts.Add(new FormTextPart("", FormulaParser.Parse(text[(open + 1)..close])));
            at = open < 0 ? text.Length : close + 1;
        }
        return new FormText(parts);
    }

    public string Words(IFormulaSource source) =>
        string.Concat(Parts.Select(p => p.Formula is null ? p.Literal : Shown(FormulaValue.Of(p.Formula, source))));

    /// <summary>« 2 850,40 »</summary>
    internal static string Money(decimal amount) => amount.ToString("#,##0.00", French);

    /// <summary>« 12/11/2026 », « 2 850,4 », the text itself.</summary>
    internal static string Shown(object? value) => value switch
    {
        DateOnly day => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
        decimal number => number.ToString("#,##0.##", French),
        bool truth => truth ? "oui" : "non",
        _ => value?.ToString() ?? "",
    };
}

/// <param name="Formula">Null where the text stands as it is.</param>
public sealed record FormTextPart(string Literal, Formula? Formula);

internal sealed class FormTextJson : JsonConverter<FormText>
{
    public override FormText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => FormText.Parse(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, FormText value, JsonSerializerOptions options) => throw new NotSupportedException();
}

internal sealed class FormulaJson : JsonConverter<Formula>
{
    public override Formula Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => FormulaParser.Parse(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, Formula value, JsonSerializerOptions options) => throw new NotSupportedException();
}
