using Dapper;
using Grains.Access;
using Grains.Accounts;
using Grains.Commits;
using Grains.Interfaces.Spaces;
using Grains.Reads;
using Grains.Requests;

namespace Grains.Spaces;

public sealed class SpaceQueries(IStateStore store, PolicyBook policies)
{
    /// <summary>As many who wait are read at once, the longest wait first.</summary>
    public const int MostWaiting = 30;

    private const int MostNames = 5;

    /// <summary>The spaces by which the caller sees anything, in their portal: those of clients too, whose mandate was passed on to them.</summary>
    public Task<IReadOnlyList<string>> Mine(Scope scope, CancellationToken cancel = default) => Statement.Rows<string>(
        scope,
        """
        SELECT DISTINCT m.space FROM membership m WHERE m.account = @account AND (m.from_at IS NULL OR m.from_at <= @now) AND (m.ends_at IS NULL OR m.ends_at > @now)
        AND m.space LIKE @prefix ORDER BY m.space
        """, ("prefix", scope.Portal + "/%")).Alone(store, cancel);

    /// <summary>When the clock alone changes what the caller sees: the next beginning or end of one of their memberships; null when none is to come.</summary>
    public Task<DateTimeOffset?> NextChange(Scope scope, CancellationToken cancel = default) => Statement.First<DateTimeOffset?>(
        scope,
        """
        SELECT min(t.at) FROM (
          SELECT m.ends_at AS at FROM membership m WHERE m.account = @account
          UNION ALL SELECT m.from_at FROM membership m WHERE m.account = @account) t WHERE t.at > @now
        """).Alone(store, cancel);

    /// <summary>
    /// The spaces that hold a company, and those of firms that have a mandate of one of them: for the feed, which tells portfolios rather than companies. No
    /// person reads this.
    /// </summary>
    public async Task<IReadOnlyList<string>> Holding(string company, CancellationToken cancel = default)
    {
        await using var reading = await store.OpenRead(cancel);
        return [.. await reading.QueryAsync<string>(
            new CommandDefinition(
                """
                SELECT c.space FROM space_company c WHERE c.company = @company
                UNION SELECT m.firm_space FROM space_company c JOIN space_member m ON m.space = c.space AND m.firm_space <> '' AND m.status = 1 WHERE c.company = @company
                """, new { company }, cancellationToken: cancel))];
    }

    /// <summary>
    /// Who waits for an answer of the caller: in the spaces they administrate; for staff, those that the administrators have left unanswered for
    /// as long as their portal's policy says. The longest wait first, at most <paramref name="take"/>.
    /// </summary>
    public Task<IReadOnlyList<MembershipRequestSummary>> Waiting(Scope scope, int take = MostWaiting, CancellationToken cancel = default) =>
        WaitingOf(scope, take).Alone(store, cancel);

    /// <summary>What the caller waits for; else what they were refused last; else null.</summary>
    public Task<MembershipRequestSummary?> Asked(Scope scope, CancellationToken cancel = default) => AskedOf(scope).Alone(store, cancel);

    /// <summary>
    /// The spaces that the caller's pages watch: of mandates that stand in their firm's space that one alone, however many clients there are.
    /// </summary>
    internal static Statement<IReadOnlyList<string>> MineOf(Scope scope) => Statement.Rows<string>(
        scope,
        $"""
        SELECT m.space FROM space_member m WHERE {Scope.IsMember("m")} AND m.space LIKE @prefix
        AND (m.firm_space = '' OR NOT EXISTS (SELECT 1 FROM space_member f WHERE f.space = m.firm_space AND {Scope.IsMember("f")})) ORDER BY m.space
        """, ("prefix", scope.Portal + "/%"));

    /// <summary>How many of them there are, counted to <see cref="RequestCounts.Most"/>.</summary>
    internal Statement<int> WaitingCountOf(Scope scope) => Statement.First<int>(
        scope, $"SELECT count(*) FROM (SELECT w.account FROM space_applicant w WHERE w.refused_at IS NULL AND {Answerable(scope)} LIMIT {RequestCounts.Most}) n", Deadlines(scope));

    internal Statement<IReadOnlyList<MembershipRequestSummary>> WaitingOf(Scope scope, int take = MostWaiting)
    {
        return Statement.Rows<MembershipRequestSummary>(
            scope,
            $"""
            SELECT w.space, w.account, w.name, w.asked_at, w.job_title, c.siren, c.name AS company_name, coalesce(a.email, '') AS email, coalesce(a.phone, '') AS phone,
              coalesce((SELECT string_agg(x.name, ', ') FROM (
                SELECT p.first_name || ' ' || p.last_name AS name FROM space_member m JOIN account_list p ON p.account = m.account
                WHERE m.space = w.space AND m.role = {(int)SpaceRole.Administrateur} AND m.status = 1 ORDER BY p.last_name, p.first_name LIMIT {MostNames}) x), '') AS administrators
            FROM space_applicant w JOIN company_list c ON c.company = w.company LEFT JOIN account_list a ON a.account = w.account
            WHERE w.refused_at IS NULL AND {Answerable(scope)} ORDER BY w.asked_at LIMIT {take}
            """,
            Deadlines(scope));
    }

    internal static Statement<MembershipRequestSummary?> AskedOf(Scope scope) => Statement.First<MembershipRequestSummary>(
        scope,
        """
        SELECT w.space, w.account, w.name, w.asked_at, w.refused_at, w.reason, c.siren, c.name AS company_name FROM space_applicant w JOIN company_list c ON c.company = w.company
        WHERE w.account = @account ORDER BY CASE WHEN w.refused_at IS NULL THEN 0 ELSE 1 END, w.refused_at DESC LIMIT 1
        """);

    // The applicants w whom the caller may answer.
    private string Answerable(Scope scope) => scope.IsStaff
        ? $"({string.Join(" OR ", policies.Portals.Select((_, i) => $"w.asked_at <= @before{i} AND w.space LIKE @portal{i}"))})"
        : $"w.space IN (SELECT m.space FROM space_member m WHERE {Scope.IsMember("m")} AND m.role = {(int)SpaceRole.Administrateur})";

    private IReadOnlyList<(string, object?)> Deadlines(Scope scope) => [.. policies.Portals.SelectMany<(string Prefix, Policy Policy), (string, object?)>(
        (p, i) => [($"before{i}", (scope.Now - p.Policy.AdmissionAnswer).ToUnixTimeMilliseconds()), ($"portal{i}", p.Prefix + "%")])];
}

/// <summary>An applicant who proved a company that has administrators already.</summary>
public sealed record MembershipRequestSummary
{
    public string Space { get; init; } = "";

    public string Account { get; init; } = "";

    public string Name { get; init; } = "";

    public string Siren { get; init; } = "";

    public string CompanyName { get; init; } = "";

    public DateTimeOffset AskedAt { get; init; }

    public DateTimeOffset? RefusedAt { get; init; }

    /// <summary>What the refused applicant was told.</summary>
    public string Reason { get; init; } = "";

    /// <summary>In the company, in the applicant's own words.</summary>
    public string JobTitle { get; init; } = "";

    public string Email { get; init; } = "";

    public string Phone { get; init; } = "";

    /// <summary>Names of those who administrate the space, some of them where there are many.</summary>
    public string Administrators { get; init; } = "";
}
