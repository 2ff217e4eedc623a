using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Web.Display;

/// <summary>
/// Names of people and companies, each in <c>&lt;bdi&gt;</c>: one in Arabic or Hebrew must not turn the words around it. Where a name stands by itself
/// a view writes <c>&lt;bdi&gt;@name&lt;/bdi&gt;</c>.
/// </summary>
public static class Named
{
    public static IHtmlContent Of(string? name)
    {
        var isolated = new TagBuilder("bdi");
        isolated.InnerHtml.Append(name ?? "");
        return isolated;
    }

    /// <param name="sentence">One of our texts.</param>
    /// <param name="parts">Names as <see cref="Of"/> makes them; other texts are encoded.</param>
    public static IHtmlContent In(string sentence, params object[] parts) => new HtmlFormattableString(sentence, parts);

    /// <summary>A text beside those that hold names.</summary>
    public static IHtmlContent Text(string text) => new HtmlContentBuilder().Append(text);
}
