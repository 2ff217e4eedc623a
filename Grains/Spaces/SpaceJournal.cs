using Grains.Access;
using Grains.Reads;

namespace Grains.Spaces;

/// <summary>What an entry of a space's journal is about.</summary>
public enum JournalKind
{
    Companies = 1,
    Admissions,
    Invitations,
    Members,
}

/// <param name="Person">The account of who did it.</param>
/// <param name="After">Where the page before ended.</param>
public sealed record JournalFilter(JournalKind? Kind = null, string? Person = null, string? After = null)
{
    public int Take { get; init; } = MemberQueries.MostRows;
}

/// <summary>A space's journal, each filter by an index of its own: those hold the actions below alone, so that no other journal pays for them.</summary>
internal static class SpaceJournal
{
    private static readonly IReadOnlyDictionary<JournalKind, string[]> Actions = new Dictionary<JournalKind, string[]>
    {
        [JournalKind.Companies] = ["company-added", "company-removed", "establishment-hidden", "establishment-shown"],
        [JournalKind.Admissions] = [
                "admission-asked", "admitted", "member-admitted", "not-admitted",
                "claim-asked", "claim-objected", "claim-granted", "claim-refused", "claim-reason",
            ],
        [JournalKind.Invitations] = ["member-invited", "member-invited-again", "invitation-accepted", "invitation-refused", "invitation-revoked"],
        [JournalKind.Members] =
            [
                "member-changed", "member-restricted", "member-changed-own", "member-suspended", "member-restored", "member-removed", "member-left",
                "mandate-ending", "mandate-renewed", "mandate-arrived", "mandate-placed", "mandate-passed-on", "mandate-taken-back", "mandate-ended",
            ],
    };

    // Entries begin with hexadecimal digits.
    private const string Beyond = "g";

    // As the indexes say it, word for word: SQLite knows them by that.
    private static readonly string Indexed = $"i.action IN ({Listed(Actions.OrderBy(a => a.Key).SelectMany(a => a.Value))})";

    /// <param name="may">True for who reads the journal.</param>
    public static Statement<IReadOnlyList<JournalEntry>> Page(Scope scope, string space, JournalFilter filter, string may, int take)
    {
        // The bound also on the first page, and entries alone: SQLite then takes the filter's index, which covers them, and not the whole journal's.
        var rest = $"AND i.entry < @after ORDER BY i.entry DESC LIMIT {take}";
        const string from = "SELECT i.entry FROM journal i WHERE i.owner = @space";
        var found = filter switch
        {
            { Person: not null, Kind: { } kind } => $"{from} AND i.account = @person AND {Indexed} AND i.action IN ({Listed(Actions[kind])}) {rest}",
            { Person: not null } => $"{from} AND i.account = @person AND {Indexed} {rest}",
            { Kind: { } kind } => string.Join(" UNION ALL ",
                Actions[kind].Select((a, n) => $"SELECT k{n}.entry FROM ({from} AND i.action = '{a}' AND {Indexed} {rest}) k{n}")),
            _ => $"{from} {rest}",
        };
        return Statement.Rows<JournalEntry>(
            scope,
            $"""
            SELECT j.entry, j.at, j.action, j.detail, j.account, coalesce(a.first_name || ' ' || a.last_name, '') AS name, coalesce(a.kind, 0) AS kind,
              coalesce(t.first_name || ' ' || t.last_name, '') AS about
            FROM journal j LEFT JOIN account_list a ON a.account = j.account LEFT JOIN account_list t ON t.account = j.detail
            WHERE j.owner = @space AND j.entry IN (SELECT f.entry FROM ({found}) f) AND {may} ORDER BY j.entry DESC LIMIT {take}
            """, ("space", space), ("after", filter.After ?? Beyond), ("person", filter.Person));
    }

    private static string Listed(IEnumerable<string> actions) => string.Join(", ", actions.Select(a => $"'{a}'"));
}
