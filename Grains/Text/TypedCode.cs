namespace Grains.Text;

/// <summary>One-time codes as people type them: read from a message in groups, copied with a space before or after.</summary>
public static class TypedCode
{
    private const int Length = 6;

    /// <summary>The field's <c>maxlength</c>: with it nothing that a person types or pastes loses a digit.</summary>
    public const int MaxLength = 64;

    private const int Longest = 12;

    /// <summary>The digits alone. More than a code has stay more, and are none.</summary>
    public static string Digits(string? typed) => new([.. (typed ?? "").Where(char.IsAsciiDigit).Take(Longest)]);

    /// <summary>Whether it can be a code at all. What cannot is no try: a slip of the finger must not count as a guess.</summary>
    public static bool IsWhole(string? typed) => Digits(typed).Length == Length;
}
