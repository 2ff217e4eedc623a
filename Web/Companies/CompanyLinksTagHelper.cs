using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Web.Companies;

/// <summary>
/// Links and forms of a portal's page keep the company that the page shows, whoever wrote them: with two tabs on two companies, one that lost
/// it would show the other tab's.
/// </summary>
[HtmlTargetElement("a", Attributes = "href")]
[HtmlTargetElement("form", Attributes = "action")]
public sealed class CompanyLinksTagHelper : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    // After the framework's own, which resolve addresses and add the token.
    public override int Order => 100;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (View.HttpContext.Features.Get<CompanyInLinks>() is not { } kept)
            return;
        var name = output.TagName == "form" ? "action" : "href";
        if (!output.Attributes.TryGetAttribute(name, out var attribute))
            return;
        var address = Html(attribute.Value);
        var further = kept.On(address, "&amp;");
        if (further == address)
            return;
        if (output.TagName == "form" && IsGet(output))
            // A browser replaces the query of such an address by the form's fields.
            output.PostContent.AppendHtml($"<input type=\"hidden\" name=\"{ChosenCompany.Field}\" value=\"{kept.Value}\">");
        else
            output.Attributes.SetAttribute(name, new HtmlString(further));
    }

    private static bool IsGet(TagHelperOutput output) =>
        !output.Attributes.TryGetAttribute("method", out var method) || Html(method.Value).Equals("get", StringComparison.OrdinalIgnoreCase);

    private static string Html(object? value)
    {
        if (value is not IHtmlContent content)
            return HtmlEncoder.Default.Encode(value?.ToString() ?? "");
        using var written = new StringWriter();
        content.WriteTo(written, HtmlEncoder.Default);
        return written.ToString();
    }
}
