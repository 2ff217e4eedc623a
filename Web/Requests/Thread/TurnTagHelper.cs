using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Web.Requests.Thread;

/// <summary>Whose turn: the counter seen from above, the filled side must act. Words as well, and since when.</summary>
[HtmlTargetElement("turn", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TurnTagHelper : TagHelper
{
    private const string Filled = " fill=\"currentColor\"";

    public TurnSide Of { get; set; }

    public string? Since { get; set; }

    /// <summary>DerivedSecrets the sign alone, where a sentence beside it says whose turn it is.</summary>
    public bool Bare { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Sign(Of));
        if (Bare)
            return;
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Of is TurnSide.You ? "whose you" : "whose us");
        output.Content.Append(" ").Append(Words(Of));
        if (!string.IsNullOrEmpty(Since))
            output.Content.AppendHtml(" <small>").Append(Since).AppendHtml("</small>");
    }

    private static string Words(TurnSide side) => side switch
    {
        TurnSide.You => RequestTexts.TurnYou,
        TurnSide.Us => RequestTexts.TurnUs,
        _ => RequestTexts.TurnCustomer,
    };

    // The customer's side is drawn on the left, ours on the right.
    private static string Sign(TurnSide side) =>
        "<svg viewBox=\"0 0 28 16\" aria-hidden=\"true\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.6\"><path d=\"M14 .8v14.4\" stroke-linecap=\"round\"/>"
        + $"<circle cx=\"5\" cy=\"8\" r=\"3.9\"{(side is TurnSide.Us ? "" : Filled)}/><circle cx=\"23\" cy=\"8\" r=\"3.9\"{(side is TurnSide.Us ? Filled : "")}/></svg>";
}
