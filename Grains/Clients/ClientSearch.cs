using System.Text.RegularExpressions;
using Grains.Text;

namespace Grains.Clients;

/// <summary>
/// What an adviser typed to find a client, as ranges of words: a number in any spelling is one word, each of its readings may match; words of a name or an
/// address must all match, each as a beginning.
/// </summary>
/// <param name="Words">Each of them must match, the longest first, of an address the longest before the @: it leads, the others are looked for among what it finds.</param>
/// <param name="Numbers">Readings of one number, any of which may match; empty for a name or an address.</param>
public sealed partial record ClientSearch(IReadOnlyList<string> Words, IReadOnlyList<string> Numbers)
{
    /// <summary>A shorter beginning finds too much to be read.</summary>
    public const int Shortest = 2;

    private const int MostWords = 5;

    public bool IsEmpty => Words.Count == 0 && Numbers.Count == 0;

    public static ClientSearch Of(string? typed)
    {
        var text = typed?.Trim() ?? "";
        if (Number().IsMatch(text))
            return new([], Readings(text));
        // Of an address what stands before the @ leads: what follows is many people's.
        var (own, shared) = text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? (text[..at], text[at..]) : (text, "");
        return new([.. LongestFirst(own).Concat(LongestFirst(shared)).Take(MostWords)], []);
    }

    private static IEnumerable<string> LongestFirst(string text) =>
        SearchText.Words(text).Where(word => word.Length >= Shortest).OrderByDescending(word => word.Length);

    /// <summary>As it stands; of a telephone also with and without the country; of a SIRET its company.</summary>
    private static IReadOnlyList<string> Readings(string typed)
    {
        var plain = string.Concat(SearchText.Normalize(typed).Where(char.IsLetterOrDigit));
        List<string> all = [plain];
        if (PhoneNumber.IsNumber(typed) && PhoneNumber.Dialled(typed) is ['+', .. var international])
        {
            all.Add(international);
            if (international.StartsWith("33", StringComparison.Ordinal))
                all.Add($"0{international[2..]}");
        }
        if (plain.Length == 14 && plain.All(char.IsAsciiDigit))
            all.Add(plain[..9]);
        return [.. all.Where(reading => reading.Length >= Shortest).Distinct()];
    }

    // At most a few letters before the digits: P4400303, SA2019000, R-4821-7730, +33 6 12 34 56 78.
    [GeneratedRegex(@"^\+?[A-Za-z]{0,3}[\d\s.\-/()\u00a0\u202f]*\d[\d\s.\-/()\u00a0\u202f]*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
