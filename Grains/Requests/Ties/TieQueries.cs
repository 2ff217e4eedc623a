using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Requests;
using Grains.Reads;
using Grains.Requests.Bulk;
using Grains.Requests.Forms;

namespace Grains.Requests.Ties;

/// <summary>Reads what requests are tied to.</summary>
public sealed class TieQueries(IStateStore store, FormCatalogue forms)
{
    /// <summary>Ties of one kind that a page shows.</summary>
    private const int Most = TieView.MostLinks;

    /// <summary>Of one request so many followers go over to another.</summary>
    private const int MostFollowers = 500;

    /// <summary>The request of this key, as one that is to be tied to <paramref name="request"/>; null when the caller sees none.</summary>
    internal Task<TiedRequest?> Of(Scope scope, string request, string other) => Statement.First<TiedRequest>(
        scope,
        $"""
        SELECT r.request, r.number, r.portal, r.company, r.universes, r.form, r.team, r.status,
          CASE WHEN EXISTS (SELECT 1 FROM attachment a WHERE a.request = r.request AND a.veiled = 1) THEN 1 ELSE 0 END AS medical,
          CASE WHEN EXISTS (SELECT 1 FROM request_link l WHERE l.request = @request AND l.other = r.request)
            OR EXISTS (SELECT 1 FROM request_link l WHERE l.request = r.request AND l.other = @request) THEN 1 ELSE 0 END AS linked
        FROM request_list r WHERE r.request = @other AND r.status > {(int)RequestStatus.Draft} AND {scope.Requests("r")}
        """, ("request", request), ("other", other)).Alone(store, default);

    /// <summary>True where another request goes on in the place of this one, and the caller may see it.</summary>
    internal async Task<bool> GoesOn(Scope scope, string request) => await Statement.First<string>(
        scope, $"SELECT q.request FROM request_merge m JOIN request_list q ON q.request = m.kept WHERE m.request = @request AND {scope.Requests("q")}", ("request", request))
        .Alone(store, default) is not null;

    /// <summary>The same with what decides whether it may become one with another.</summary>
    internal async Task<MergeEnd?> EndOf(Scope scope, string request, string other) => await Of(scope, request, other) is { } found
        ? new MergeEnd(found, BulkRules.IsComplaint(forms, found.Form, found.Team), BulkRules.ChangesAccount(forms, found.Form)) : null;

    /// <summary>
    /// Who hears of the request <paramref name="of"/>, and by a right of their own reads <paramref name="request"/>; without those who have said of it whether they follow.
    /// </summary>
    internal async Task<IReadOnlyList<string>> Followers(string request, string of, DateTimeOffset at)
    {
        await using var reading = await store.OpenRead();
        return [.. await Dapper.SqlMapper.QueryAsync<string>(
            reading,
            $"""
            SELECT w.account FROM request_list r CROSS JOIN (
              SELECT q.author AS account FROM request_list q WHERE q.request = @of
              UNION SELECT f.account FROM request_follower f WHERE f.request = @of AND f.follows = 1) w
            WHERE r.request = @request AND r.author <> w.account AND {RequestReaders.MayRead}
            AND NOT EXISTS (SELECT 1 FROM request_follower n WHERE n.request = @of AND n.account = w.account AND n.follows = 0)
            AND NOT EXISTS (SELECT 1 FROM request_follower n WHERE n.request = @request AND n.account = w.account)
            ORDER BY w.account LIMIT {MostFollowers}
            """, new { request, of, now = at.ToUnixTimeMilliseconds() })];
    }

    /// <summary>What the request of <c>@number</c> is tied to, of that what the caller may see; links for staff alone.</summary>
    internal static Statement<IReadOnlyList<TieView>> AllOf(Scope scope, string number)
    {
        const string This = "(SELECT p.request FROM request_list p WHERE p.number = @number)";
        const string Seen = "q.request, q.number, q.subject, q.status";
        var merged =
            $"""
            SELECT {(int)TieEnd.Kept} AS "end", {Seen}, '' AS owner FROM request_merge m JOIN request_list q ON q.request = m.kept
            WHERE m.request = {This} AND {scope.Requests("q")}
            UNION ALL SELECT * FROM (SELECT {(int)TieEnd.Absorbed}, {Seen}, '' FROM request_merge m JOIN request_list q ON q.request = m.request
            WHERE m.kept = {This} AND {scope.Requests("q")} ORDER BY q.number LIMIT {Most}) a
            """;
        var linked =
            $"""
            UNION ALL SELECT * FROM (SELECT {(int)TieEnd.Linked}, {Seen}, l.request FROM request_link l JOIN request_list q ON q.request = l.other
            WHERE l.request = {This} AND {scope.Requests("q")} ORDER BY q.number LIMIT {Most}) b
            UNION ALL SELECT * FROM (SELECT {(int)TieEnd.Linked}, {Seen}, l.request FROM request_link l JOIN request_list q ON q.request = l.request
            WHERE l.other = {This} AND {scope.Requests("q")} ORDER BY q.number LIMIT {Most}) c
            """;
        return Statement.Rows<TieView>(scope, scope.IsStaff ? $"{merged} {linked}" : merged, ("number", number));
    }
}
