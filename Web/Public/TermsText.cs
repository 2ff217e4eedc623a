using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;
using Web.Display;

namespace Web.Public;

/// <summary>One version of the terms of use.</summary>
/// <param name="News">What it changes: all that stands before its first title.</param>
public sealed record TermsText(int Number, DateOnly Effect, IReadOnlyList<TermsBlock> News, IReadOnlyList<TermsSection> Sections)
{
    private const string Dated = "effet:";

    public string Version => Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Reads a file as docs/operations.md describes it: its name is the version's number, its first line the date of effect; then blocks
    /// with blank lines between them: titles (<c>## </c>), lists (<c>- </c>) and paragraphs, with <c>[links](/page)</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The name is no number, or the first line no date.</exception>
    public static TermsText Read(string name, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n', 2);
        if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
            throw new InvalidOperationException($"Terms of use '{name}.md': the name is the number of the version.");
        if (!lines[0].StartsWith(Dated, StringComparison.Ordinal)
            || !DateOnly.TryParseExact(lines[0][Dated.Length..].Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var effect))
            throw new InvalidOperationException($"Terms of use '{name}.md': the first line is the date of effect, as '{Dated} 2026-01-01'.");
        var parts = $"\n{lines[^1]}".Split("\n## ");
        return new TermsText(number, effect, TermsBlock.ReadAll(parts[0]), [.. parts.Skip(1).Select(TermsSection.Read)]);
    }
}

public sealed record TermsSection(string Title, IReadOnlyList<TermsBlock> Blocks)
{
    public static TermsSection Read(string text) => text.Split('\n', 2) is [var title, var rest] ? new(Typography.Set(title), TermsBlock.ReadAll(rest)) : new(Typography.Set(text), []);
}

/// <param name="Lines">Of a list its items, of a paragraph the one it is.</param>
public sealed partial record TermsBlock(bool IsList, IReadOnlyList<string> Lines)
{
    private const string Item = "- ";

    public static IReadOnlyList<TermsBlock> ReadAll(string text) =>
        [.. Typography.Set(text).Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Read)];

    /// <summary>A line with its links; every other character is encoded.</summary>
    public static IHtmlContent Html(string line)
    {
        var html = new HtmlContentBuilder();
        var from = 0;
        foreach (Match link in Link().Matches(line))
        {
            html.Append(line[from..link.Index]).AppendHtml("<a href=\"").Append(link.Groups[2].Value).AppendHtml("\">").Append(link.Groups[1].Value).AppendHtml("</a>");
            from = link.Index + link.Length;
        }
        return html.Append(line[from..]);
    }

    private static TermsBlock Read(string text) => text.StartsWith(Item, StringComparison.Ordinal)
        ? new(true, [.. $"\n{text}".Split($"\n{Item}").Skip(1).Select(Joined)])
        : new(false, [Joined(text)]);

    private static string Joined(string text) => text.Replace('\n', ' ');

    [GeneratedRegex(@"\[([^\]\n]+)\]\(((?:https://|/)[^)\s]+)\)")]
    private static partial Regex Link();
}
