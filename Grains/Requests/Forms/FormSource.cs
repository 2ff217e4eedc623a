using System.Text.Json;
using System.Text.Json.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Grains.Requests.Forms;

/// <summary>A form as it is read from its file, with the text that it is known by for ever.</summary>
/// <param name="Content">Its JSON without what makes no difference: spaces, lines, comments.</param>
public sealed record FormSource(FormDefinition Definition, string Content)
{
    /// <summary>The forms that its options name, with the line; of a file that was just read.</summary>
    internal IReadOnlyList<(string Form, int Line)> Leads { get; private init; } = [];

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(), new FormulaJson() },
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    private static readonly Lazy<JsonSchema> Schema = new(ReadSchema);

    /// <param name="name">What a refusal calls the file.</param>
    /// <exception cref="SettingRefusedException">It is no form that can be offered: the file, the line and the reason.</exception>
    public static FormSource Read(string name, string text)
    {
        try
        {
            var json = Parse(text);
            if (Schema.Value.Validate(json).SelectMany(Leaves).OrderBy(e => e.LineNumber).FirstOrDefault() is { } wrong)
                throw new FormRefusal(wrong.LineNumber, Words(wrong));
            var content = json.ToString(Formatting.None);
            FormLinter.Check(json);
            return Stored(content) with { Leads = [.. LeadsOf(json)] };
        }
        catch (JsonReaderException e)
        {
            throw Refused(name, e.LineNumber, "it is no JSON", e);
        }
        catch (FormRefusal e)
        {
            throw Refused(name, e.Line, e.Message, e);
        }
    }

    /// <summary>A form as it was kept: it was checked when it was read.</summary>
    internal static FormSource Stored(string content) =>
        new(System.Text.Json.JsonSerializer.Deserialize<FormDefinition>(content, Options)! is var form && form.Cascade is null ? form with { Cascade = [] } : form, content);

    private static JObject Parse(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
        return JObject.Load(reader, new JsonLoadSettings
        {
            LineInfoHandling = LineInfoHandling.Load,
            CommentHandling = CommentHandling.Ignore,
            DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error,
        });
    }

    private static IEnumerable<(string, int)> LeadsOf(JObject json) => json.SelectTokens("..options[*].form").Concat(json.SelectTokens("cascade[*].form"))
        .Select(form => ((string)form!, ((IJsonLineInfo)form).LineNumber)).OrderBy(lead => lead.LineNumber);

    internal static SettingRefusedException Refused(string name, int line, string reason, Exception? cause = null) => new($"{name}, line {line}: {reason}.", cause);

    private static IEnumerable<ValidationError> Leaves(ValidationError error) =>
        error is ChildSchemaValidationError many ? many.Errors.Values.SelectMany(below => below).SelectMany(Leaves) : [error];

    private static string Words(ValidationError error) => error.Kind switch
    {
        ValidationErrorKind.NoAdditionalPropertiesAllowed => $"'{error.Property}' is no property here",
        ValidationErrorKind.PropertyRequired => $"'{error.Property}' is missing",
        ValidationErrorKind.StringTooShort => $"'{error.Property}' is empty",
        ValidationErrorKind.NotInEnumeration => $"'{error.Property}' is none of the values that it may have",
        _ => $"'{error.Property}' is not as the schema wants it ({error.Kind})",
    };

    private static JsonSchema ReadSchema()
    {
        using var reader = new StreamReader(typeof(FormSource).Assembly.GetManifestResourceStream("form.schema.json")!);
        return JsonSchema.FromJsonAsync(reader.ReadToEnd()).GetAwaiter().GetResult();
    }
}

/// <summary>What is wrong with a form's file, and on which line.</summary>
internal sealed class FormRefusal(int line, string reason) : Exception(reason)
{
    public int Line => line;

    public static FormRefusal At(JToken token, string reason) => new(((IJsonLineInfo)token).LineNumber, reason);
}
