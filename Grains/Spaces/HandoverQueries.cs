using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Reads;

namespace Grains.Spaces;

/// <summary>What a member would leave behind, and who may have it; for the administrators of the space.</summary>
public sealed class HandoverQueries(IStateStore store)
{
    /// <summary>Counts end there.</summary>
    public const int MostCounted = 100;

    private const int MostHeirs = 50;

    private const string Here = "EXISTS (SELECT 1 FROM space_company sc WHERE sc.space = @space AND sc.company = r.company)";

    // By the person: their drafts, and what they sent and never said no to.
    private static readonly string Drafts = $"SELECT r.request, r.subject FROM request_list r WHERE r.author = @from AND r.status = {(int)RequestStatus.Draft} AND {Here}";

    private static readonly string Followed =
        $"""
        SELECT r.request, r.subject FROM request_list r
        WHERE r.author = @from AND r.status > {(int)RequestStatus.Draft} AND r.status < {(int)RequestStatus.Closed} AND {Here}
        AND NOT EXISTS (SELECT 1 FROM request_follower n WHERE n.request = r.request AND n.account = @from AND n.follows = 0)
        UNION
        SELECT r.request, r.subject FROM request_follower f JOIN request_list r ON r.request = f.request
        WHERE f.account = @from AND f.follows = 1 AND r.status > {(int)RequestStatus.Draft} AND r.status < {(int)RequestStatus.Closed} AND {Here}
        """;

    /// <summary>Both, over <c>@space</c> and the account <c>@from</c>: a key and a name each.</summary>
    internal static readonly string Left = $"{Drafts} UNION {Followed}";

    /// <summary>Null when there is nothing to give, nobody to give it to, or the caller does not administrate the space.</summary>
    public async Task<HandoverOffer?> Of(Scope scope, string space, string member, string account, CancellationToken cancel = default)
    {
        IReadOnlyList<(string, object?)> parameters = [("space", space), ("member", member), ("from", account)];
        var batch = new StatementBatch(scope);
        var drafts = batch.Add(Statement.First<int>(scope, Count(Drafts), parameters));
        var followed = batch.Add(Statement.First<int>(scope, Count(Followed), parameters));
        var heirs = batch.Add(Statement.Rows<Heir>(
            scope,
            $"""
            SELECT m.member, a.first_name || ' ' || a.last_name AS name FROM space_member m JOIN account_list a ON a.account = m.account AND a.active = 1
            WHERE m.space = @space AND m.member <> @member AND m.status = {(int)MemberStatus.Added} AND m.whole = 1 AND (m.from_at IS NULL OR m.from_at <= @now)
            AND (m.ends_at IS NULL OR m.ends_at > @now) AND {MemberQueries.ByAdministrator} ORDER BY a.folded, m.member LIMIT {MostHeirs}
            """, parameters));
        await batch.Run(store, cancel);
        return heirs.Value.Count == 0 || drafts.Value + followed.Value == 0 ? null : new(drafts.Value, followed.Value, heirs.Value);
    }

    private static string Count(string of) => $"SELECT count(*) FROM (SELECT n.request FROM ({of}) n WHERE {MemberQueries.ByAdministrator} LIMIT {MostCounted}) c";
}

/// <param name="Drafts">At most <see cref="HandoverQueries.MostCounted"/>, which stands for more; so does <paramref name="Followed"/>.</param>
/// <param name="Heirs">Who sees the whole portfolio, by name; the first of them.</param>
public sealed record HandoverOffer(int Drafts, int Followed, IReadOnlyList<Heir> Heirs);

public sealed record Heir
{
    public string Member { get; init; } = "";

    public string Name { get; init; } = "";
}
