using Dapper;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Spaces;
using Grains.Spaces;

namespace Grains.Requests;

/// <summary>Who hears by mail of a message of ours. The host asks, for nobody: what each of them may read is judged person by person.</summary>
public sealed class RecipientQueries(IStateStore store)
{
    /// <summary>
    /// The author and who follows the request, of them those who may read it; when nobody is left, the administrators of the company's own space.
    /// Empty as well when one of them has read the news of <paramref name="tick"/>, or when there is news since.
    /// </summary>
    public async Task<UnreadNews?> Unread(string request, long tick, DateTimeOffset at, CancellationToken cancel)
    {
        await using var reading = await store.OpenRead(cancel);
        var parameters = new { request, tick, now = at.ToUnixTimeMilliseconds() };
        await using var found = await reading.QueryMultipleAsync(new CommandDefinition(
            $"""
            SELECT r.portal, r.number, r.subject FROM request_list r WHERE r.request = @request AND r.customer_news = @tick AND r.number IS NOT NULL;
            SELECT w.account, coalesce((SELECT p.read FROM request_reader p WHERE p.request = r.request AND p.account = w.account), 0) AS read
            FROM request_list r CROSS JOIN (
              SELECT q.author AS account FROM request_list q WHERE q.request = @request
              AND NOT EXISTS (SELECT 1 FROM request_follower n WHERE n.request = q.request AND n.account = q.author AND n.follows = 0)
              UNION SELECT f.account FROM request_follower f WHERE f.request = @request AND f.follows = 1) w
            WHERE r.request = @request AND {RequestReaders.MayRead} ORDER BY w.account;
            SELECT w.account, coalesce((SELECT p.read FROM request_reader p WHERE p.request = r.request AND p.account = w.account), 0) AS read
            FROM request_list r JOIN claim c ON c.kind = '{SpaceState.HomeClaim}' AND c.value = r.company
            JOIN space_member w ON 'space/' || w.space = c.owner AND w.role = {(int)SpaceRole.Administrateur} AND w.status = {(int)MemberStatus.Added}
            WHERE r.request = @request AND NOT EXISTS (SELECT 1 FROM request_follower n WHERE n.request = r.request AND n.account = w.account AND n.follows = 0)
            AND {RequestReaders.MayRead} ORDER BY w.account
            """, parameters, cancellationToken: cancel));
        var news = await found.ReadSingleOrDefaultAsync<UnreadNews>();
        List<Recipient> own = [.. await found.ReadAsync<Recipient>()], administrators = [.. await found.ReadAsync<Recipient>()];
        var recipients = own.Count > 0 ? own : administrators;
        return news is null || recipients.Exists(r => r.Read >= tick) ? null : news with { Recipients = [.. recipients.Select(r => r.Account)] };
    }

    private sealed record Recipient
    {
        public string Account { get; init; } = "";

        public long Read { get; init; }
    }
}

/// <summary>News of a request that nobody whom it concerns has read.</summary>
public sealed record UnreadNews
{
    public string Portal { get; init; } = "";

    public string Number { get; init; } = "";

    public string Subject { get; init; } = "";

    public IReadOnlyList<string> Recipients { get; init; } = [];
}
