using Grains.Commits;
using Silo.Storage;

namespace Bench.Searches;

/// <summary>
/// Messages by the hundred thousand, ten in each request, as their commits would have left them. Three requests are of one company, a fifth of the others of
/// a second, the rest of a thousand more. <c>bonjour</c> stands in 60 % of the messages, <c>quetzal</c> in one of 50,000, <c>dossier</c> in 1 %;
/// <c>ailleurs</c> in a third of those of the many companies and nowhere else. One request of 2,000 was sent by Zénobie, all others by Nora.
/// </summary>
internal static class SearchLoad
{
    public const string Few = "812345676";
    public const string Large = "912345675";

    public static async Task Fill(IHostStore store, int messages)
    {
        long requests = messages / 10, large = requests / 5;
        await store.Execute(
            """
            INSERT INTO request_list (request, number, portal, company, form, subject, team, author, author_name, handler, handler_name, status, turn_since, created_at,
              sent_at, closed_at, close_reason, last_at, excerpt, last_tick, last_seq, customer_news, staff_news, step, version, news_at)
            WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $1)
            SELECT r.portal || '/s' || n.i, '2025-' || n.i, r.portal,
              r.portal || '/' || CASE WHEN n.i < 3 THEN $4 WHEN n.i < $2 + 3 THEN $5 ELSE '' || (100000000 + n.i % 1000) END,
              r.form, r.subject, r.team, r.author, r.author_name, 'adviser', 'Claire Montbrel', CASE WHEN n.i % 10 = 1 THEN 3 WHEN n.i % 10 = 2 THEN 2 ELSE 4 END,
              r.turn_since, r.created_at, r.sent_at, r.closed_at, r.close_reason, r.last_at - (n.i * 7919 % $1) * 60000, r.excerpt, 12, 10, 12, 11, r.step, r.version,
              r.last_at - (n.i * 7919 % $1) * 60000
            FROM n CROSS JOIN request_list r WHERE r.request = $3
            """, CommitLane.Bulk, default, requests, large, $"{BenchHost.Portal}/r0", Few, Large);
        await store.Execute(
            """
            INSERT INTO search_text (request, tick, words)
            WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $1)
            SELECT $2 || '/s' || n.i, -1, CASE WHEN n.i % 2000 = 3 THEN 'zenobie delcourt' ELSE 'nora vasselin' END FROM n
            """, CommitLane.Bulk, default, requests, BenchHost.Portal);
        // In the order in which they were written: one request's lie far from each other.
        const string Messages =
            """
            WITH RECURSIVE n (i) AS (SELECT $1 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $2)
            SELECT '{0}/s' || (n.i % $3), 2 + n.i / $3, {1} FROM n
            """;
        const string Words =
            """
            CASE WHEN n.i * 31 % 100 < 60 THEN 'bonjour ' ELSE '' END || CASE WHEN n.i % 50000 = 7 THEN 'quetzal ' ELSE '' END
            || CASE WHEN n.i * 37 % 100 = 5 THEN 'dossier ' ELSE '' END || CASE WHEN n.i % $3 > $4 + 3 AND n.i * 41 % 3 = 0 THEN 'ailleurs ' ELSE '' END
            || 'mot' || (n.i * 7919 % 20011) || ' mot' || (n.i * 104729 % 20011) || ' mot' || (n.i * 1299709 % 20011) || ' le mot' || (n.i * 15485863 % 977)
            || ' de remboursement pour la prestation numero ' || n.i || ' est attendu depuis le mois dernier par notre salarie et sa famille merci'
            """;
        const int Batch = 50_000;
        for (long from = 0; from < messages; from += Batch)
        {
            object?[] values = [from, Math.Min(from + Batch, messages), requests, large];
            await store.Execute(
                $"INSERT INTO search_text (request, tick, words) {string.Format(Messages, BenchHost.Portal, Words)}", CommitLane.Bulk, default, values);
            await store.Execute(
                $"INSERT INTO entry (request, tick, seq, kind, staff, author, author_name, text, at) {string.Format(Messages, BenchHost.Portal,
                    $"1 + n.i / $3, 0, 0, 'bench', 'Nora Vasselin', {Words}, n.i")}",
                CommitLane.Bulk, default, values);
        }
    }

    /// <summary>Five thousand messages of an adviser into a request; its author has read half of them, the adviser all, one by one.</summary>
    public static async Task Lengthen(IHostStore store, string request)
    {
        await store.Execute(
            """
            INSERT INTO entry (request, tick, seq, kind, staff, author, author_name, text, at)
            WITH RECURSIVE n (i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < 5002)
            SELECT $1, i, i - 1, 0, 1, 'adviser', 'Claire Montbrel', 'Message ' || i, i * 60000 FROM n
            """, CommitLane.Bulk, default, request);
        await store.Execute(
            """
            INSERT INTO read_mark (request, account, tick, at)
            WITH RECURSIVE n (i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < 5002) SELECT $1, 'adviser', i, i * 60000 FROM n
            """, CommitLane.Bulk, default, request);
        await store.Execute("INSERT INTO request_reader (request, account, name, staff, received, read) VALUES ($1, 'adviser', 'Claire Montbrel', 1, 5002, 5002)",
            CommitLane.Bulk, default, request);
        await store.Execute("UPDATE request_reader SET received = 2502, read = 2502 WHERE request = $1 AND account = 'bench'", CommitLane.Bulk, default, request);
        await store.Execute("UPDATE request_list SET last_tick = 5002, last_seq = 5001, customer_news = 5002 WHERE request = $1", CommitLane.Bulk, default, request);
    }
}
