using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Web.Display;

/// <summary>
/// Names of people and companies inside a sentence of ours: each in <c>&lt;bdi&gt;</c>, so that one in Arabic or Hebrew does not turn the words around
/// it. A name that stands alone is written <c>&lt;bdi&gt;@name&lt;/bdi&gt;</c> in the view.
/// </summary>
public static class Named
{
    public static IHtmlContent In(string sentence, params string[] names) => new HtmlFormattableString(sentence, [.. names.Select(Isolated)]);

    public static IHtmlContent Isolated(string name)
    {
        var isolated = new TagBuilder("bdi");
        isolated.InnerHtml.Append(name);
        return isolated;
    }
}
