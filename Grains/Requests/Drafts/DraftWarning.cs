namespace Grains.Requests.Drafts;

/// <summary>The e-mail that tells before a draft is deleted. Who gets it is found when it is due: <see cref="DraftQueries.Warned"/>.</summary>
public static class DraftWarning
{
    /// <summary>Until a draft that nobody touched is deleted.</summary>
    public const int KeptMonths = 3;

    public const string Template = "draft-warning";

    /// <summary>Its payload is the draft's key.</summary>
    public const string JobKind = "draft-warning";
}
