using System.Text.RegularExpressions;

namespace Grains.Text;

/// <summary>
/// What may be a person's name. Mails greet people by it, before they have proved anything: an address in its place would be a stranger's
/// advertisement in the insurer's letter.
/// </summary>
public static partial class PersonName
{
    public static bool IsName(string typed) => typed.Any(char.IsLetter) && !NoName().IsMatch(typed);

    // Digits and signs that stand in no name, or a domain. « J.-P. », « M.Dupont » and « St. Clair » are names.
    [GeneratedRegex(@"[\p{Nd}/\\:@<>#_=&%*|~^{}\[\]!?;""]|\p{L}{2}\.\p{L}{2}|\p{L}\.\p{Ll}{2}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NoName();
}
