using System.Text.RegularExpressions;

namespace Grains.Requests.Replies;

/// <summary>What a canned reply takes from the request it answers: a name between braces, as in <c>{prenom}</c>.</summary>
public static partial class ReplyVariables
{
    public const string FirstName = "prenom";
    public const string LastName = "nom";
    public const string Number = "numero";
    public const string Subject = "objet";
    public const string Company = "entreprise";
    public const string Adviser = "gestionnaire";
    public const string Day = "date";

    /// <summary>In the order in which people read of them.</summary>
    public static readonly IReadOnlyList<string> All = [FirstName, LastName, Number, Subject, Company, Adviser, Day];

    /// <summary>What stands between braces and is none of them, each once.</summary>
    public static IReadOnlyList<string> Unknown(string text) => [.. Names(text).Where(n => !All.Contains(n))];

    /// <summary>The variable that was probably meant.</summary>
    public static string Nearest(string name)
    {
        var typed = name.Trim().ToLowerInvariant();
        return All.MinBy(v => v.StartsWith(typed, StringComparison.Ordinal) && typed.Length > 1 ? 0 : Distance(typed, v))!;
    }

    /// <summary>The text with its variables filled; one that this request has no value for stays as it is.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) =>
        Variable().Replace(text, found => values.GetValueOrDefault(found.Groups[1].Value) is { Length: > 0 } value ? value : found.Value);

    /// <summary>The variables of a text, each once.</summary>
    public static IReadOnlyList<string> Names(string text) => [.. Variable().Matches(text).Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal)];

    // How many letters must be added, left out or changed.
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var (corner, left) = (row[0], row[0] = i);
            for (var j = 1; j <= to.Length; j++)
            {
                var cost = Math.Min(Math.Min(row[j], left) + 1, corner + (from[i - 1] == to[j - 1] ? 0 : 1));
                (corner, row[j], left) = (row[j], cost, cost);
            }
        }
        return row[^1];
    }

    [GeneratedRegex(@"\{([^{}\r\n]{0,40})\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();
}
