using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Web.Shared.Icons;

/// <summary>A drawn mark beside words that say the same: <c>&lt;icon name="doc" small /&gt;</c>.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper : TagHelper
{
    private static readonly object Key = new();

    public string Name { get; set; } = "";

    public bool Small { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Mark(View.HttpContext, Name, Small));
    }

    /// <summary>The mark as HTML; remembers that the page needs its symbol.</summary>
    public static string Mark(HttpContext http, string name, bool small = false)
    {
        Used(http).Add(name);
        return $"<svg class=\"i{(small ? " s" : "")}\" aria-hidden=\"true\"><use href=\"#i-{name}\"/></svg>";
    }

    public static ISet<string> Used(HttpContext http)
    {
        if (http.Items[Key] is not ISet<string> used)
            http.Items[Key] = used = new SortedSet<string>(StringComparer.Ordinal);
        return used;
    }
}
