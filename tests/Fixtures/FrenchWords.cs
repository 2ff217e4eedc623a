using System.Text.RegularExpressions;

namespace Tests.Fixtures;

/// <summary>What must not be said to people, and what is said instead.</summary>
public static class FrenchWords
{
    private static readonly (string Rather, Regex Pattern)[] Rules = [.. new (string, string)[]
    {
        ("valable", @"\bne vaut\b|\bvaut (plus|une personne|jusqu|\d|x\b|\{)|\bvaut que\b"),
        ("e‑mail", @"\be-mails?\b|(?<![‑\w.@/-])mails?\b(?!@)|\bemails?\b|\bcourriels?\b"),
        ("demandes, dossiers", @"\bchoses?\b"),
        ("attendent votre réponse", @"\b(est|sont) à vous\b(?! de)"),
        ("a sentence that says what to do", @": à compléter|: choisissez une réponse"),
        ("nous vous préviendrons", @"\bserez (prévenu|averti|informé)"),
        ("QR code", @"\b[Cc]arré\b"),
        ("inchangé depuis", @"\b[Ll]e même depuis|\b[Ll]e même, encore"),
        ("traitée, for customers", @"\bdemandes? (est )?closes?\b(?! :)"),
        ("a présenté les mêmes justificatifs", @"est prouvée"),
        ("a turn that is nobody's gender", @"\b[Vv]ous êtes (dé)?connecté\b|(?<=\w)(?<!(?:[Ss]alari|[Aa]ffili|[Dd]ispens|[Rr]adi)é)\(e\)|\bvous (êtes )?seul\b|\bêtes (inscrit|né|prévenu|certain|sûr)\b|\bêtes allé\b"),
        ("no setting's name", @"\b[A-Z]{3,}_[A-Z]+\b|\bCLAMD\b|\b[Rr]églages? [A-Z]|\b\w+__\w+"),
        ("no standard's code", @"\bASVS\b|\bNIST SP\b|\bRFC \d|\bS21\.G\d"),
        ("present, short", @"\b[Vv]euillez\b|\bOups\b"),
    }.Select(rule => (rule.Item1, new Regex(rule.Item2, RegexOptions.None, TimeSpan.FromMinutes(1))))];

    /// <summary>What is said instead, then the words found.</summary>
    public static IReadOnlyList<string> Faults(string text) => [.. Rules.SelectMany(rule => rule.Pattern.Matches(text).Select(m => $"{rule.Rather}: «{text}»"))];
}
