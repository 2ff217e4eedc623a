using Grains.Interfaces.Employees;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Web.Shared.Icons;

namespace Web.Employees;

/// <summary>An employee's status: its mark and its words, never colour alone. <c>boxed</c> in headings.</summary>
[HtmlTargetElement("employee-status", TagStructure = TagStructure.WithoutEndTag)]
public sealed class EmployeeStatusTagHelper : TagHelper
{
    public EmployeeStatus Of { get; set; }

    public bool Boxed { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (mark, icon) = EmployeeLabels.Mark(Of);
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"st {mark}{(Boxed ? " boxed" : "")}");
        output.Content.AppendHtml(IconTagHelper.Mark(View.HttpContext, icon)).Append(EmployeeLabels.Label(Of));
    }
}
