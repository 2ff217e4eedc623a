using System.Text.RegularExpressions;
using Grains.Text;

namespace Grains.Clients;

/// <summary>
/// What an adviser typed to find a client, as ranges of words: a number in any spelling is one word, each of its readings may match; words of a name must
/// all match, each as a beginning; an address is one word, whole or as far as it was typed.
/// </summary>
/// <param name="Words">Each of them must match, an address first, then the longest: it leads, the others are looked for among what it finds.</param>
/// <param name="Numbers">Readings of one number, any of which may match; empty for a name or an address.</param>
public sealed partial record ClientSearch(IReadOnlyList<string> Words, IReadOnlyList<string> Numbers)
{
    /// <summary>A shorter beginning finds too much to be read.</summary>
    public const int Shortest = 2;

    private const int MostWords = 5;

    // An address is often pasted from a mail.
    private static readonly char[] Around = ['<', '>', '(', ')', '[', ']', ',', ';', ':', '"'];

    public bool IsEmpty => Words.Count == 0 && Numbers.Count == 0;

    public static ClientSearch Of(string? typed)
    {
        var text = typed?.Trim() ?? "";
        if (Number().IsMatch(text))
            return new([], Readings(text));
        // By its parts an address would be looked for among all who share them: the host is many people's, and so is a first name.
        var addresses = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToLookup(IsAddress);
        return new([.. addresses[true].Select(Address).Take(MostWords), .. LongestFirst(string.Join(' ', addresses[false])).Take(MostWords)], []);
    }

    private static bool IsAddress(string typed) => typed.Trim(Around).IndexOf('@', StringComparison.Ordinal) > 0;

    private static string Address(string typed) => EmailAddress.Fold(typed.Trim(Around));

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
