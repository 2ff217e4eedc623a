using Dapper;
using Grains.Commits;
using Grains.Interfaces.Spaces;

namespace Grains.Spaces;

/// <summary>The spaces that an account administrates, for the turn that would shut it: each of them goes on with another.</summary>
internal static class AdministrationReading
{
    /// <summary>Administrators, as text for statements over <c>space_member m</c>. Those who were never there do not keep a space: <see cref="Present"/>.</summary>
    public static readonly string Counts = $"m.role = {(int)SpaceRole.Administrateur} AND m.status = {(int)MemberStatus.Added}";

    /// <summary>
    /// Somebody invited who never signed in yet, as lists say « En attente »: the first sign-in ends it in its own commit. Beside it, of
    /// <c>account_list a</c>.
    /// </summary>
    public const string Awaited = "(m.asked_at IS NOT NULL AND a.signed_in = 0)";

    /// <summary>Whether the account of an administrator is open, and was signed in to: such a one may be the only one left.</summary>
    public static readonly string Present = $"{Counts} AND a.active = 1 AND NOT {Awaited}";

    public static async Task<IReadOnlyList<Administration>> Read(IStateStore store, string account)
    {
        await using var reading = await store.OpenRead();
        return [.. await reading.QueryAsync<Administration>(
            $"""
            SELECT s.space, l.name,
              (SELECT m.account FROM space_member m JOIN account_list a ON a.account = m.account
              WHERE m.space = s.space AND {Present} AND m.account <> @account ORDER BY m.member LIMIT 1) AS other
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

/// <param name="Other">Account of another administrator, which is open and was signed in to; null when the space has no other.</param>
internal sealed record Administration(string Space, string Name, string? Other);
