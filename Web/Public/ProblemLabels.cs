using Web.Documents;

namespace Web.Public;

/// <summary>What happened, then what to do.</summary>
public sealed record ProblemLabels(string Title, string Advice)
{
    public static ProblemLabels For(int status) => status switch
    {
        401 => new(PublicTexts.Problem401Title, PublicTexts.Problem401Advice),
        403 => new(PublicTexts.Problem403Title, PublicTexts.Problem403Advice),
        404 or 405 => new(PublicTexts.Problem404Title, PublicTexts.Problem404Advice),
        413 => new(PublicTexts.Problem413Title, string.Format(PublicTexts.Problem413Advice, UploadLabels.Limit)),
        429 => new(PublicTexts.Problem429Title, PublicTexts.Problem429Advice),
        503 => new(PublicTexts.Problem503Title, PublicTexts.Problem503Advice),
        < 500 => new(PublicTexts.Problem400Title, PublicTexts.Problem400Advice),
        _ => new(PublicTexts.Problem500Title, PublicTexts.Problem500Advice),
    };
}
