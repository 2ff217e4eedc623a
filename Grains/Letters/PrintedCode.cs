namespace Grains.Letters;

/// <summary>Ten signs that are read off a paper: digits and letters without those that look like another (Crockford's), 50 bits.</summary>
public static class PrintedCode
{
    /// <summary>The field's <c>maxlength</c>: with spaces and dashes typed along.</summary>
    public const int MaxLength = 32;

    private const int Length = 10;
    private const string Signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string Of(ReadOnlySpan<byte> random)
    {
        Span<char> code = stackalloc char[Length];
        for (var i = 0; i < Length; i++)
            code[i] = Signs[random[i] & 31];
        return new string(code);
    }

    /// <summary>As it is printed, in two groups.</summary>
    public static string Shown(string code) => $"{code[..5]}-{code[5..]}";

    /// <summary>The code as it was drawn, however it is typed; null where it can be none, which is no try.</summary>
    public static string? Read(string? typed)
    {
        var signs = new string([.. (typed ?? "").Take(MaxLength).Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)
            .Select(c => c switch { 'O' => '0', 'I' or 'L' => '1', _ => c })]);
        return signs.Length == Length && signs.All(c => Signs.Contains(c, StringComparison.Ordinal)) ? signs : null;
    }
}
