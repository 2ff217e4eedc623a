using System.Collections.Frozen;
using System.Text;
using Grains.Text;

namespace Grains.Accounts.Passwords;

public enum PasswordFault
{
    TooShort = 1,
    TooLong,
    TooFewClasses,
    /// <summary>One of those that everybody tries first, dressed up with digits or doubled.</summary>
    Common,
    /// <summary>Made of what an attacker knows: the insurer, the person, their address, their company's number.</summary>
    OwnWords,
}

/// <summary>
/// What a password must be (spec 1, "Passwords"; ASVS 6.2.1, 6.2.4, 6.2.11): counted in code points, never cut. The list of common ones is
/// made from the frequency list of zxcvbn (MIT), with French ones added.
/// </summary>
public static class PasswordRules
{
    private const int OwnLetters = 8;
    private static readonly FrozenSet<string> Commons = Read().ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Everything that is wrong with it: who is told one fault at a time tries as often as there are faults.</summary>
    /// <param name="known">Names, address, SIREN and the like of the person who chooses it.</param>
    public static IEnumerable<PasswordFault> Faults(string password, Policy policy, IEnumerable<string> known)
    {
        var length = password.EnumerateRunes().Count();
        if (length < policy.PasswordMin)
            yield return PasswordFault.TooShort;
        if (length > policy.PasswordMax)
            yield return PasswordFault.TooLong;
        // Of nothing there is nothing else to say.
        if (length == 0)
            yield break;
        if (Classes(password) < policy.PasswordClasses)
            yield return PasswordFault.TooFewClasses;
        var folded = SearchText.Normalize(password);
        if (IsCommon(password, folded))
            yield return PasswordFault.Common;
        if (IsOwn(folded, known))
            yield return PasswordFault.OwnWords;
    }

    public static int Classes(string password)
    {
        var runes = password.EnumerateRunes().ToList();
        return new[] { runes.Any(Rune.IsLower), runes.Any(Rune.IsUpper), runes.Any(Rune.IsDigit), runes.Any(r => !Rune.IsLetterOrDigit(r)) }.Count(c => c);
    }

    private static bool IsCommon(string password, string folded)
    {
        var core = folded.Trim([.. "0123456789 "]).Replace(" ", "", StringComparison.Ordinal);
        if (core.Length == 0)
            // Nothing but digits and signs: a date, a run or a repetition is all that people make of them.
            return password.All(char.IsAsciiDigit) || (password.All(char.IsAscii) && password.Distinct().Count() < OwnLetters);
        return core.Distinct().Count() < 4 || Commons.Contains(core) || Commons.Contains(Undouble(core));
    }

    private static string Undouble(string core)
    {
        for (var part = 1; part <= core.Length / 2; part++)
            if (core.Length % part == 0 && core == string.Concat(Enumerable.Repeat(core[..part], core.Length / part)))
                return core[..part];
        return core;
    }

    // A short word inside a long sentence does no harm; what counts is how much is left without the known words.
    private static bool IsOwn(string folded, IEnumerable<string> known)
    {
        var left = folded;
        foreach (var word in known.SelectMany(k => SearchText.Normalize(k).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(w => w.Length >= 4)
            .OrderByDescending(w => w.Length))
        {
            if (word.All(char.IsAsciiDigit) && word.Length >= 9 && left.Contains(word, StringComparison.Ordinal))
                return true;
            left = left.Replace(word, " ", StringComparison.Ordinal);
        }
        return left.Length != folded.Length && left.Count(char.IsLetter) < OwnLetters;
    }

    private static IEnumerable<string> Read()
    {
        using var file = new StreamReader(typeof(PasswordRules).Assembly.GetManifestResourceStream("common-passwords")!);
        while (file.ReadLine() is { } line)
            yield return line;
    }
}
