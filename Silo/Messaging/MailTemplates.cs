using System.Reflection;
using System.Text.RegularExpressions;
using HandlebarsDotNet;

namespace Silo.Messaging;

public sealed record MailText(string Subject, string Text, string Html);

/// <summary>
/// The texts of mails, one file each: the subject on the first line, then paragraphs. A paragraph <c>[label](link)</c> is a button in the
/// HTML version, a further one a plain link, and left out when there is no link; a placeholder alone in a paragraph is drawn large. <c>layout</c>
/// and <c>footer</c> surround all of them. A text message has a shorter file of its own, <c>NAME-sms</c>, if there is one. Paragraphs are cut before
/// anything is filled in: what people typed can be neither a button nor a paragraph.
/// </summary>
public sealed partial class MailTemplates
{
    private readonly Dictionary<string, Template> _templates = [];
    private readonly HandlebarsTemplate<object, object> _layout;
    private readonly HandlebarsTemplate<object, object> _footer;

    public MailTemplates()
    {
        var plain = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true });
        var files = Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(n => n.StartsWith("mail/", StringComparison.Ordinal))
            .ToDictionary(n => n["mail/".Length..], Read);
        _layout = Handlebars.Create(new HandlebarsConfiguration { TextEncoder = new HtmlEncoder() }).Compile(files["layout"]);
        _footer = plain.Compile(files["footer"]);
        foreach (var (name, text) in files.Where(f => f.Key is not ("layout" or "footer")))
            _templates.Add(name, Template.Parse(text, plain));
    }

    public IEnumerable<string> Names => _templates.Keys;

    /// <param name="home">Address of the portal.</param>
    /// <param name="hours">When its number is answered, in words.</param>
    /// <exception cref="KeyNotFoundException">No such template.</exception>
    public MailText Render(string template, bool sms, MailPortal portal, string home, string hours, IReadOnlyDictionary<string, string> values)
    {
        var chosen = sms && _templates.TryGetValue($"{template}-sms", out var shorter) ? shorter : _templates[template];
        var given = values.ToDictionary(v => v.Key, v => v.Value.ReplaceLineEndings(" "), StringComparer.Ordinal);
        given["portal"] = portal.Name;
        given["insurer"] = portal.Insurer;
        var subject = chosen.Subject(given).Trim();
        var blocks = chosen.Blocks.Select(b => b.Fill(given)).Where(b => b.Link is { Length: > 0 } || b.Text.Length > 0).ToList();
        foreach (var further in blocks.Where(b => b.Link is not null).Skip(1).ToList())
            blocks[blocks.IndexOf(further)] = further with { Quiet = true };
        var text = string.Join("\n\n", blocks.Select(b => b.Link is null ? b.Text : $"{b.Label}\u00a0:\n{b.Link}"));
        if (sms)
        {
            // A no-break space is outside GSM 03.38 and would halve what fits into one message.
            return new MailText(subject, text.Replace('\u00a0', ' '), "");
        }
        var frame = new
        {
            subject, insurer = portal.Insurer, portal = portal.Name, brand = MailBrand.Of(portal.Brand), phone = portal.SpelledPhone, hours, home,
            // What the list of mails shows beside the subject: not the greeting.
            preheader = blocks.Skip(1).FirstOrDefault(b => b.Link is null)?.Lines[0] ?? subject,
            blocks,
        };
        return new MailText(subject, $"{text}\n{_footer(frame)}".TrimEnd(), _layout(frame));
    }

    private static string Read(string resource)
    {
        using var file = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return file.ReadToEnd().ReplaceLineEndings("\n");
    }

    private sealed record Template(HandlebarsTemplate<object, object> Subject, IReadOnlyList<Source> Blocks)
    {
        public static Template Parse(string text, IHandlebars engine)
        {
            var parts = text.Split('\n', 2);
            return new Template(engine.Compile(parts[0]),
                [.. parts[1].Trim().Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(p => Source.Parse(p.Trim(), engine))]);
        }
    }

    private sealed record Source(HandlebarsTemplate<object, object>? Text, HandlebarsTemplate<object, object>? Label, HandlebarsTemplate<object, object>? Link,
        bool Large)
    {
        public static Source Parse(string paragraph, IHandlebars engine) => Button().Match(paragraph) is { Success: true } button
            ? new(null, engine.Compile(button.Groups["label"].Value), engine.Compile(button.Groups["link"].Value), false)
            : new(engine.Compile(paragraph), null, null, Alone().IsMatch(paragraph));

        public Block Fill(IReadOnlyDictionary<string, string> values) =>
            Link is null ? new(Text!(values).Trim(), null, null, Large) : new("", Label!(values), Link(values), false);
    }

    private sealed record Block(string Text, string? Label, string? Link, bool Large)
    {
        public IReadOnlyList<string> Lines { get; } = Text.Split('\n');

        public bool Quiet { get; init; }
    }

    [GeneratedRegex(@"\A\[(?<label>[^\]\n]+)\]\((?<link>[^)\s]+)\)\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Button();

    [GeneratedRegex(@"\A\{\{\w+\}\}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Alone();
}
