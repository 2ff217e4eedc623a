namespace Web.Shared;

/// <summary>What a person typed into a form, as they see it.</summary>
public static class TypedText
{
    /// <summary>
    /// Browsers send a line end as two characters and count it as one; slides and web pages separate lines by signs of their own. A NUL is
    /// nothing that anybody types.
    /// </summary>
    public static string Of(string? sent) => (sent ?? "").Replace('\v', '\n').ReplaceLineEndings("\n").Replace("\0", "", StringComparison.Ordinal);
}
