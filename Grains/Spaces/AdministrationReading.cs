using Dapper;
using Grains.Commits;
using Grains.Interfaces.Spaces;

namespace Grains.Spaces;

/// <summary>The spaces that an account administrates, for the turn that would shut it: each of them goes on with another.</summary>
internal static class AdministrationReading
{
    /// <summary>Administrators who count: members whose account is open. As text, for statements over <c>space_member m</c>.</summary>
    public static readonly string Counts = $"m.role = {(int)SpaceRole.Administrateur} AND m.status = {(int)MemberStatus.Added}";

    public static async Task<IReadOnlyList<Administration>> Read(IStateStore store, string account)
    {
        await using var reading = await store.OpenRead();
        return [.. await reading.QueryAsync<Administration>(
            $"""
            SELECT s.space, l.name,
              (SELECT m.account FROM space_member m JOIN account_list a ON a.account = m.account AND a.active = 1
              WHERE m.space = s.space AND {Counts} AND m.account <> @account ORDER BY m.member LIMIT 1) AS other
            FROM (SELECT m.space FROM space_member m WHERE m.account = @account AND {Counts}) s JOIN space_list l ON l.space = s.space ORDER BY s.space
            """, new { account })];
    }

    /// <summary>
    /// Portfolios in which an account stands, whatever it may do there: those that are told at once of what it does. Further ones read it when they are next
    /// drawn.
    /// </summary>
    public static async Task<IReadOnlyList<string>> Spaces(IStateStore store, string account)
    {
        await using var reading = await store.OpenRead();
        return [.. await reading.QueryAsync<string>("SELECT m.space FROM space_member m WHERE m.account = @account ORDER BY m.space LIMIT 20", new { account })];
    }
}

/// <param name="Other">Account of another administrator, which is open; null when the space has no other.</param>
internal sealed record Administration(string Space, string Name, string? Other);
