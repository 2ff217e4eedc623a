using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Tests.Fixtures;

/// <summary>Everything that the sources say to people: texts, pages, mails, forms, terms, and the sentences in the code itself.</summary>
public static partial class ScreenTexts
{
    private static readonly string[] Projects = ["Grains.Interfaces", "Grains", "Silo", "Web"];
    // Its words are what people must not choose.
    private static readonly string[] NoSentences = ["common-passwords.txt", "package.json", "package-lock.json", "tsconfig.json"];

    public static IEnumerable<string> Files() => Projects
        .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Root, project), "*", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Where(file => !Unread().IsMatch($"/{file}") && !NoSentences.Contains(Path.GetFileName(file)) && Of(file).Count > 0)
        .Order(StringComparer.Ordinal);

    /// <summary>The sentences of one file, each with the place it has in it.</summary>
    public static IReadOnlyList<string> Of(string file)
    {
        var text = File.ReadAllText(Path.Combine(Root, file));
        return [.. Path.GetExtension(file) switch
        {
            ".resx" => XDocument.Parse(text).Root!.Elements("data").Select(d => $"{d.Element("value")!.Value}"),
            ".json" => Strings(JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip }).RootElement).Where(IsFrench),
            ".md" => text.Split('\n').Where(line => !line.StartsWith("effet:", StringComparison.Ordinal)).Select(line => Target().Replace(line, "]")),
            ".hbs" => Pieces(Mustache().Replace(StyleOrCode().Replace(text, "\n"), "x")),
            ".cshtml" => Pieces(text).Where(piece => !Razor().IsMatch(piece)).Concat(Spoken().Matches(text).Select(m => m.Groups[1].Value)),
            ".cs" => Literal().Matches(text).Select(m => Hole().Replace(Escape().Replace(m.Groups[1].Value, e => $"{(char)Convert.ToInt32(e.Groups[1].Value, 16)}"), "x")).Where(IsFrench),
            _ => [],
        }];
    }

    private static string Root { get; } = Find();

    private static IEnumerable<string> Pieces(string markup) => Tag().Split(markup).Select(WebUtility.HtmlDecode).Select(p => p!.Trim()).Where(p => p.Length > 0);

    private static bool IsFrench(string text) => French().IsMatch(text);

    private static IEnumerable<string> Strings(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(p => Strings(p.Value)),
        _ => [],
    };

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Actors.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }

    // The alphabet of text messages has none of the spaces.
    [GeneratedRegex(@"/(obj|bin|node_modules)/|\.g\.cs$|-sms\.hbs$")]
    private static partial Regex Unread();

    [GeneratedRegex(@"\]\([^)]*\)")]
    private static partial Regex Target();

    [GeneratedRegex(@"\{\{.*?\}\}")]
    private static partial Regex Mustache();

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex StyleOrCode();

    [GeneratedRegex("<[^<>]+>|\n")]
    private static partial Regex Tag();

    // A line with code in it is no sentence; its texts are in the resources.
    [GeneratedRegex(@"[@{}=;]|^[\w.?]+\)|^\W*$|""|^(//|case |default:)")]
    private static partial Regex Razor();

    [GeneratedRegex("(?:aria-label|title|placeholder|alt)=\"([^\"@]+)\"")]
    private static partial Regex Spoken();

    [GeneratedRegex(@"(?<!@)""((?:[^""\\\n]|\\.)+)""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\\u([0-9a-fA-F]{4})")]
    private static partial Regex Escape();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Hole();

    // An accent beside other letters, or a French mark: an English sentence and a name alone have neither.
    [GeneratedRegex("[éèêàçùûôîœ’«].* |[ ].*[éèêàçùûôîœ’«]")]
    private static partial Regex French();
}
