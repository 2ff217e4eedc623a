using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Web.Requests;

/// <summary>Whose turn: the counter seen from above, the filled side must act. Words as well, and since when.</summary>
[HtmlTargetElement("turn", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TurnTagHelper : TagHelper
{
    /// <summary>True when the viewer must act.</summary>
    public bool You { get; set; }

    public string? Since { get; set; }

    /// <summary>Draws the sign alone, where a sentence beside it says whose turn it is.</summary>
    public bool Bare { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Bare ? Sign(You) : "");
        if (Bare)
            return;
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", You ? "whose you" : "whose us");
        output.Content.AppendHtml(Sign(You)).Append(" ").Append(You ? RequestTexts.TurnYou : RequestTexts.TurnUs);
        if (Since is not null)
            output.Content.AppendHtml(" <small>").Append(Since).AppendHtml("</small>");
    }

    private static string Sign(bool you) =>
        "<svg viewBox=\"0 0 28 16\" aria-hidden=\"true\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.6\"><path d=\"M14 .8v14.4\" stroke-linecap=\"round\"/>"
        + $"<circle cx=\"5\" cy=\"8\" r=\"3.9\"{(you ? Filled : "")}/><circle cx=\"23\" cy=\"8\" r=\"3.9\"{(you ? "" : Filled)}/></svg>";

    private const string Filled = " fill=\"currentColor\"";
}
