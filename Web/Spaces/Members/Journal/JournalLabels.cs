using Grains.Spaces;

namespace Web.Spaces.Members.Journal;

/// <summary>How kinds of journal entries are named, in words and in addresses.</summary>
public static class JournalLabels
{
    private static readonly (JournalKind Kind, string Slug)[] Slugs =
    [
        (JournalKind.Companies, "entreprises"), (JournalKind.Admissions, "acces"), (JournalKind.Invitations, "invitations"),
        (JournalKind.Members, "utilisateurs"),
    ];

    public static IEnumerable<JournalKind> All => Slugs.Select(s => s.Kind);

    public static JournalKind? Kind(string? slug) => Slugs.Where(s => s.Slug == slug).Select(s => (JournalKind?)s.Kind).FirstOrDefault();

    /// <summary>What an address narrows the journal to.</summary>
    public static JournalFilter Filter(string? kind, string? person, string? after = null) =>
        new(Kind(kind), string.IsNullOrWhiteSpace(person) ? null : person, after);

    public static string Slug(JournalKind kind) => Slugs.First(s => s.Kind == kind).Slug;

    public static string Name(JournalKind kind) => kind switch
    {
        JournalKind.Companies => MemberTexts.KindCompanies,
        JournalKind.Admissions => MemberTexts.KindAdmissions,
        JournalKind.Invitations => MemberTexts.KindInvitations,
        _ => MemberTexts.KindMembers,
    };
}
