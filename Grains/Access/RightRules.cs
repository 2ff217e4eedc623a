using Grains.Commits;
using Grains.Interfaces.Spaces;
using Grains.Spaces;

namespace Grains.Access;

/// <summary>The rules that rights are made of, each over the rows of the grains it names.</summary>
internal static class RightRules
{
    /// <summary>
    /// A member of a space has one of these rights on the company in it, and the space shows the establishment. Owned by the space: membership, grant,
    /// company and hidden establishments are its rows. Of who has a mandate passed on, by the firm's space as well. A caller of another portal never does.
    /// </summary>
    public static readonly Rule Company = new(
        """
        SELECT q.i, 'space/' || ca.space || CASE WHEN ca.firm = '' THEN '' ELSE ' space/' || ca.firm END, ca.ends_at, ca.from_at
        FROM q JOIN company_access ca ON ca.account = q.account AND ca.company = q.company
        WHERE (ca.rights & q.rights) <> 0 AND substr(ca.company, 1, length(q.portal) + 1) = q.portal || '/'
        AND (q.siret = '' OR NOT EXISTS (SELECT 1 FROM space_unticked t WHERE t.space = ca.space AND t.siret = q.siret))
        """,
        ("account", typeof(string)), ("company", typeof(string)), ("portal", typeof(string)), ("rights", typeof(long)), ("siret", typeof(string)));

    /// <summary>
    /// The same of what names people at any establishment of the company, and that <c>known</c> has put there: the space hides none, or <c>known</c> is
    /// in it too and saw what it shows. Owned as above.
    /// </summary>
    public static readonly Rule Whole = new(
        $"""
        SELECT q.i, 'space/' || ca.space || CASE WHEN ca.firm = '' THEN '' ELSE ' space/' || ca.firm END, ca.ends_at, ca.from_at
        FROM q JOIN company_access ca ON ca.account = q.account AND ca.company = q.company
        WHERE (ca.rights & q.rights) <> 0 AND substr(ca.company, 1, length(q.portal) + 1) = q.portal || '/' AND (q.known = q.account OR {ShowsWhole("q.known")})
        """,
        ("account", typeof(string)), ("company", typeof(string)), ("portal", typeof(string)), ("rights", typeof(long)), ("known", typeof(string)));

    /// <summary>The account is active, of this kind and role, and the session open: not ended, idle or too old. Owned by the account.</summary>
    public static readonly Rule Session = new(
        """
        SELECT q.i, 'account/' || s.account, CASE WHEN s.created_at + q.life < s.seen_at + q.idle THEN s.created_at + q.life ELSE s.seen_at + q.idle END
        FROM q JOIN session s ON s.account = q.account AND s.id = q.session JOIN account_list a ON a.account = s.account
        WHERE s.ended_at IS NULL AND a.active = 1 AND a.kind = q.kind AND a.role = q.role
        """,
        ("account", typeof(string)), ("session", typeof(string)), ("kind", typeof(long)), ("role", typeof(long)), ("life", typeof(long)),
            ("idle", typeof(long)));

    /// <summary>The same of a caller without a session: the demo's, and callers beside the pages.</summary>
    public static readonly Rule Account = new(
        """
        SELECT q.i, 'account/' || a.account, CAST(NULL AS bigint) FROM q JOIN account_list a ON a.account = q.account
        WHERE a.active = 1 AND a.kind = q.kind AND a.role = q.role
        """,
        ("account", typeof(string)), ("kind", typeof(long)), ("role", typeof(long)));

    /// <summary>The caller proved themselves anew in this session, no longer ago than <c>life</c>. Owned by the account.</summary>
    public static readonly Rule Proven = new(
        """
        SELECT q.i, 'account/' || s.account, s.proven_at + q.life FROM q JOIN session s ON s.account = q.account AND s.id = q.session
        WHERE s.ended_at IS NULL AND s.proven_at IS NOT NULL
        """,
        ("account", typeof(string)), ("session", typeof(string)), ("life", typeof(long)));

    /// <summary>The account is open. Owned by the account.</summary>
    public static readonly Rule Open = new(
        "SELECT q.i, 'account/' || a.account, CAST(NULL AS bigint) FROM q JOIN account_list a ON a.account = q.account WHERE a.active = 1",
        ("account", typeof(string)));

    /// <summary>The account administrates the space. Owned by the space.</summary>
    public static readonly Rule Administers = new(
        $"""
        SELECT q.i, 'space/' || m.space, CAST(NULL AS bigint) FROM q JOIN space_member m ON m.account = q.account AND m.space = q.space
        WHERE {AdministrationReading.Counts}
        """,
        ("account", typeof(string)), ("space", typeof(string)));

    /// <summary>The account is in the space, and not as an accountant of others. Owned by the space.</summary>
    public static readonly Rule Belongs = new(
        $"""
        SELECT q.i, 'space/' || m.space, m.ends_at, m.from_at FROM q JOIN space_member m ON m.account = q.account AND m.space = q.space
        WHERE m.status = {(int)MemberStatus.Added} AND m.role <> {(int)SpaceRole.ExpertComptable}
        """,
        ("account", typeof(string)), ("space", typeof(string)));

    /// <summary>The space holds the company. Owned by the space.</summary>
    public static readonly Rule Holds = new(
        "SELECT q.i, 'space/' || c.space, CAST(NULL AS bigint) FROM q JOIN space_company c ON c.space = q.space AND c.company = q.company",
        ("space", typeof(string)), ("company", typeof(string)));

    /// <summary>The account signs in with this address. Owned by the account.</summary>
    public static readonly Rule Address = new(
        """
        SELECT q.i, 'account/' || a.account, CAST(NULL AS bigint) FROM q JOIN account_list a ON a.account = q.account
        WHERE a.active = 1 AND a.address = q.address AND a.address <> ''
        """,
        ("account", typeof(string)), ("address", typeof(string)));

    /// <summary>The account's standing is still the one that the turn went by.</summary>
    public static readonly Rule Standing = new(
        "SELECT q.i, 'account/' || a.account, CAST(NULL AS bigint) FROM q JOIN account_list a ON a.account = q.account WHERE a.standing = q.standing",
        ("account", typeof(string)), ("standing", typeof(long)));

    /// <summary>True of a membership <c>ca</c> whose space hides no establishment of its company, or has the account in it, too.</summary>
    internal static string ShowsWhole(string account) =>
        $"""
        (NOT EXISTS (SELECT 1 FROM space_unticked t WHERE t.space = ca.space AND substr(t.siret, 1, 9) = substr(ca.company, length(ca.company) - 8))
        OR EXISTS (SELECT 1 FROM company_access b WHERE b.account = {account} AND b.company = ca.company AND b.space = ca.space))
        """;

    /// <summary>The request is sent and not closed. Owned by the request.</summary>
    public static readonly Rule Underway = new(
        "SELECT q.i, 'request/' || r.request, CAST(NULL AS bigint) FROM q JOIN request_list r ON r.request = q.request WHERE r.status IN (1, 2, 3)",
        ("request", typeof(string)));
}
