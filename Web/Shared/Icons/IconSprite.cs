using System.Collections.Frozen;
using System.Xml.Linq;

namespace Web.Shared.Icons;

/// <summary>The symbols of <c>icons.svg</c>, by name.</summary>
public static class IconSprite
{
    private static readonly FrozenDictionary<string, string> Symbols = Read();

    /// <summary>Those that a live update may bring into a page that has none of them yet.</summary>
    public static readonly IReadOnlyList<string> Live =
        ["st-draft", "st-sent", "st-progress", "st-waiting", "st-done", "check", "checks", "clock", "info", "alert", "doc", "download", "clip", "x", "upload",
            "care", "umbrella", "sun", "ext", "swap", "people", "left", "pencil", "lock", "send",
            "person", "mail", "phone"];

    public static string Symbol(string name) => Symbols[name];

    private static FrozenDictionary<string, string> Read()
    {
        using var file = typeof(IconSprite).Assembly.GetManifestResourceStream("icons.svg")!;
        var root = XDocument.Load(file).Root!;
        foreach (var element in root.DescendantsAndSelf().ToList())
            element.Name = element.Name.LocalName;
        root.Attribute("xmlns")?.Remove();
        return root.Elements("symbol").ToFrozenDictionary(s => s.Attribute("id")!.Value[2..], s => s.ToString(SaveOptions.DisableFormatting));
    }
}
