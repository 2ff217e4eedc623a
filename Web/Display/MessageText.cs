using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;

namespace Web.Display;

/// <summary>What a person wrote, as safe HTML: every character encoded, https addresses clickable, newlines kept by the stylesheet.</summary>
public static partial class MessageText
{
    public static IHtmlContent Html(string text)
    {
        var html = new HtmlContentBuilder();
        var from = 0;
        foreach (Match match in Address().Matches(text))
        {
            var address = WithoutTrailingMarks(match.Value);
            if (!IsPlainWebAddress(address))
                continue;
            html.Append(text[from..match.Index]);
            var encoded = HtmlEncoder.Default.Encode(address);
            html.AppendHtml($"<a href=\"{encoded}\" rel=\"noopener nofollow ugc\" target=\"_blank\">").Append(address).AppendHtml("</a>");
            from = match.Index + address.Length;
        }
        return html.Append(text[from..]);
    }

    // An address with a user part ("https://orvane.fr@evil.example") reads as one host and leads to another: it stays text.
    private static bool IsPlainWebAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.Scheme is "https"
        && uri.Host.Length > 0
        && uri.UserInfo.Length == 0
        && !address.Contains('@');

    private static string WithoutTrailingMarks(string address)
    {
        var end = address.Length;
        while (end > 0 && (".,;:!?…’'\"»”*_".Contains(address[end - 1]) || IsUnopened(address[..end])))
            end--;
        return address[..end];
    }

    // "(voir https://exemple.fr/a)" ends before the bracket; "https://exemple.fr/a_(b)" keeps it.
    private static bool IsUnopened(string address) =>
        address[^1] is ')' or ']' && address.Count(c => c is '(' or '[') < address.Count(c => c is ')' or ']');

    [GeneratedRegex(@"\bhttps://[^\s<>\p{Cc}\p{Cf}]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
