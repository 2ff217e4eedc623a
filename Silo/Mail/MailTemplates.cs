using System.Net;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using HandlebarsDotNet;

namespace Silo.Mail;

/// <summary>
/// The texts of mails, one file each: the subject on the first line, then paragraphs. A paragraph <c>[label](link)</c> is a button in the
/// HTML version and a bare address in the text; <c>{{code}}</c> alone on a line is drawn large. A text message has a shorter file of its own,
/// <c>NAME-sms</c>, if there is one.
/// </summary>
public sealed partial class MailTemplates
{
    private readonly Dictionary<string, HandlebarsTemplate<object, object>> _templates = [];

    public MailTemplates()
    {
        var engine = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true });
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("mail/", StringComparison.Ordinal)))
        {
            using var file = new StreamReader(assembly.GetManifestResourceStream(name)!);
            _templates.Add(name["mail/".Length..], engine.Compile(file.ReadToEnd()));
        }
    }

    /// <exception cref="KeyNotFoundException">No such template.</exception>
    public (string Subject, string Text, string Html) Render(string template, bool sms, IReadOnlyDictionary<string, string> values)
    {
        var render = sms && _templates.TryGetValue($"{template}-sms", out var shorter) ? shorter : _templates[template];
        var lines = render(values).ReplaceLineEndings("\n").Split('\n', 2);
        var body = lines[1].Trim();
        var text = Button().Replace(body, m => m.Groups["link"].Value);
        return (lines[0].Trim(), text, Html(lines[0].Trim(), body, values));
    }

    private static string Html(string subject, string body, IReadOnlyDictionary<string, string> values)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html><html lang=\"fr\"><head><meta charset=\"utf-8\"><title>").Append(WebUtility.HtmlEncode(subject))
            .Append("</title></head><body style=\"font-family:'Segoe UI',system-ui,sans-serif;font-size:16px;line-height:1.5;color:#14242a;background:#e9f0f0;margin:0;padding:24px\"><div style=\"max-width:560px;margin:auto;background:#fff;border-radius:12px;padding:32px\">")
            .Append("<p style=\"font-weight:700;font-size:19px;color:#083e48;margin:0 0 24px\">").Append(WebUtility.HtmlEncode(values.GetValueOrDefault("insurer", ""))).Append("</p>");
        foreach (var paragraph in body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            if (Button().Match(paragraph) is { Success: true } button)
                html.Append("<p style=\"margin:24px 0\"><a style=\"background:#0c5460;color:#fff;padding:12px 20px;border-radius:7px;text-decoration:none;font-weight:600\" href=\"")
                    .Append(WebUtility.HtmlEncode(button.Groups["link"].Value)).Append("\">").Append(WebUtility.HtmlEncode(button.Groups["label"].Value)).Append("</a></p>");
            else if (paragraph.Trim() == values.GetValueOrDefault("code"))
                html.Append("<p style=\"font-size:32px;font-weight:700;letter-spacing:6px;margin:16px 0\">").Append(WebUtility.HtmlEncode(paragraph.Trim())).Append("</p>");
            else
                html.Append("<p>").Append(WebUtility.HtmlEncode(paragraph.Trim()).Replace("\n", "<br>", StringComparison.Ordinal)).Append("</p>");
        }
        return html.Append("</div></body></html>").ToString();
    }

    [GeneratedRegex(@"\[(?<label>[^\]\n]+)\]\((?<link>[^)\s]+)\)")]
    private static partial Regex Button();
}
