using Grains.Interfaces.Requests;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Web.Shared.Icons;

namespace Web.Requests.List;

/// <summary>A status: its mark and its words, never colour alone. <c>boxed</c> in headings.</summary>
[HtmlTargetElement("status", TagStructure = TagStructure.WithoutEndTag)]
public sealed class StatusTagHelper : TagHelper
{
    public RequestStatus Of { get; set; }

    public bool Boxed { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var mark = StatusLabels.Mark(Of);
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"st {mark}{(Boxed ? " boxed" : "")}");
        output.Content.AppendHtml(IconTagHelper.Mark(View.HttpContext, $"st-{mark}")).Append(StatusLabels.Label(Of));
    }
}
