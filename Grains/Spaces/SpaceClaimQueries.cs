using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Spaces;
using Grains.Reads;

namespace Grains.Spaces;

/// <summary>Who asks to administrate a space whose administrators are gone: for the members of that space, and for staff.</summary>
public sealed class SpaceClaimQueries(IStateStore store)
{
    /// <summary>As many are read at once, the longest wait first.</summary>
    public const int MostWaiting = 50;

    private const int MostNames = 5;

    /// <summary>The claims on the spaces that the caller is an active member of; for staff all of them.</summary>
    public Task<IReadOnlyList<SpaceClaimSummary>> Waiting(Scope scope, CancellationToken cancel = default) => WaitingOf(scope).Alone(store, cancel);

    /// <summary>The objections to the claims of <see cref="Waiting"/>, by space and instant; people read their own alone.</summary>
    public Task<IReadOnlyList<SpaceObjection>> Objections(Scope scope, CancellationToken cancel = default) => Statement.Rows<SpaceObjection>(
        scope,
        $"""
        SELECT o.space, o.account, coalesce(a.first_name || ' ' || a.last_name, '') AS name, m.role, o.at, o.reason
        FROM space_claim w JOIN space_objection o ON o.space = w.space LEFT JOIN account_list a ON a.account = o.account
        LEFT JOIN space_member m ON m.space = o.space AND m.account = o.account
        WHERE {Readable(scope)} AND {(scope.IsStaff ? "1 = 1" : "o.account = @account")} ORDER BY w.asked_at, o.space, o.at LIMIT 500
        """).Alone(store, cancel);

    internal static Statement<IReadOnlyList<SpaceClaimSummary>> WaitingOf(Scope scope) => Statement.Rows<SpaceClaimSummary>(
        scope,
        $"""
        SELECT w.space, s.name AS space_name, w.account, a.first_name || ' ' || a.last_name AS name, a.email, a.phone, w.asked_at, c.siren, c.name AS company_name,
          coalesce(m.job_title, '') AS job_title, (SELECT count(*) FROM space_objection o WHERE o.space = w.space) AS objections,
          coalesce((SELECT string_agg(x.name, ', ') FROM (
            SELECT p.first_name || ' ' || p.last_name AS name FROM space_member n JOIN account_list p ON p.account = n.account
            WHERE n.space = w.space AND n.role = {(int)SpaceRole.Administrateur} AND n.status = 1 ORDER BY p.last_name, p.first_name LIMIT {MostNames}) x), '') AS administrators
        FROM space_claim w JOIN space_list s ON s.space = w.space JOIN account_list a ON a.account = w.account JOIN company_list c ON c.company = w.company
        LEFT JOIN space_member m ON m.space = w.space AND m.account = w.account
        WHERE {Readable(scope)} ORDER BY w.asked_at, w.space LIMIT {MostWaiting}
        """);

    /// <summary>How many an adviser may decide now, counted to <see cref="MostWaiting"/>.</summary>
    internal static Statement<int> RipeCountOf(Scope scope) => Statement.First<int>(
        scope, $"SELECT count(*) FROM (SELECT w.space FROM space_claim w WHERE {(scope.IsStaff ? "w.asked_at <= @ripe" : "1 = 0")} LIMIT {MostWaiting}) n",
        ("ripe", (scope.Now - SpaceClaims.ObjectionTime).ToUnixTimeMilliseconds()));

    private static string Readable(Scope scope) => scope.IsStaff ? "1 = 1"
        : $"w.space IN (SELECT me.space FROM space_member me WHERE {Scope.IsMember("me")} AND me.space LIKE @portal || '/%')";
}

/// <summary>A member who asks to administrate their space.</summary>
public sealed record SpaceClaimSummary
{
    public string Space { get; init; } = "";

    public string SpaceName { get; init; } = "";

    public string Account { get; init; } = "";

    public string Name { get; init; } = "";

    public string Email { get; init; } = "";

    public string Phone { get; init; } = "";

    public string JobTitle { get; init; } = "";

    /// <summary>Of the company that they proved.</summary>
    public string Siren { get; init; } = "";

    public string CompanyName { get; init; } = "";

    public DateTimeOffset AskedAt { get; init; }

    /// <summary>Until then its members may object; from then on an adviser decides.</summary>
    public DateTimeOffset RipeAt => AskedAt + SpaceClaims.ObjectionTime;

    public int Objections { get; init; }

    /// <summary>Names of those who administrate the space by its rows, some of them where there are many.</summary>
    public string Administrators { get; init; } = "";
}

/// <summary>A member who objects to a claim.</summary>
public sealed record SpaceObjection
{
    public string Space { get; init; } = "";

    public string Account { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>Of who objects; null once they left.</summary>
    public SpaceRole? Role { get; init; }

    public DateTimeOffset At { get; init; }

    public string Reason { get; init; } = "";
}
