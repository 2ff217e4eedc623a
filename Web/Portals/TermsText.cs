using System.Globalization;
using Grains;
using Grains.Text;
using Markdig;
using Microsoft.AspNetCore.Html;

namespace Web.Portals;

/// <summary>One version of the terms of use.</summary>
/// <param name="News">What it changes: all that stands before its first title; null when nothing does.</param>
public sealed record TermsText(int Number, DateOnly Effect, IHtmlContent? News, IHtmlContent Body)
{
    private const string Dated = "effet:";
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    public string Version => Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Reads a file as docs/operations.md describes it: its name is the version's number, its first line the date of effect, the rest Markdown.
    /// </summary>
    /// <exception cref="SettingRefusedException">The name is no number, or the first line no date.</exception>
    public static TermsText Read(string name, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n', 2);
        if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
            throw new SettingRefusedException($"Terms of use '{name}.md': the name is the number of the version.");
        if (!lines[0].StartsWith(Dated, StringComparison.Ordinal)
            || !DateOnly.TryParseExact(lines[0][Dated.Length..].Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var effect))
            throw new SettingRefusedException($"Terms of use '{name}.md': the first line is the date of effect, as '{Dated} 2026-01-01'.");
        var rest = lines.Length > 1 ? lines[1] : "";
        var title = $"\n{rest}".IndexOf("\n## ", StringComparison.Ordinal);
        var (news, body) = title < 0 ? (rest, "") : (rest[..title], rest[title..]);
        return new TermsText(number, effect, string.IsNullOrWhiteSpace(news) ? null : Html(news), Html(body));
    }

    private static HtmlString Html(string text) => new(Markdown.ToHtml(Typography.Set(text), Pipeline));
}
