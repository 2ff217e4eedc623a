using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Web.Shared.Icons;

/// <summary>The symbols that the page used, at its end; with <c>live</c>, also those that updates may bring.</summary>
[HtmlTargetElement("icon-sprite", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconSpriteTagHelper : TagHelper
{
    public bool Live { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var names = IconTagHelper.Used(View.HttpContext);
        if (Live)
            names.UnionWith(IconSprite.Live);
        output.TagName = null;
        output.Content.SetHtmlContent(
            $"<svg width=\"0\" height=\"0\" hidden aria-hidden=\"true\" focusable=\"false\">{string.Concat(names.Select(IconSprite.Symbol))}</svg>");
    }
}
