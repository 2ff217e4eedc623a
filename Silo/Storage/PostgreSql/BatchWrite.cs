using Grains.Commits;
using Npgsql;

namespace Silo.Storage.PostgreSql;

/// <summary>
/// Second half of a drain: the effects of everything that passed the look, set by set, the notices and the commit, in one round trip.
/// Each set is sorted by key, so that two nodes never wait for each other.
/// </summary>
internal static class BatchWrite
{
    /// <param name="dropped">Grains that the look made stubs of, and whose commits were all refused: they leave no trace.</param>
    public static NpgsqlBatch Of(NpgsqlConnection connection, IReadOnlyList<PostgreSqlCommit> winners, IReadOnlyList<string> dropped, bool notify)
    {
        var batch = new NpgsqlBatch(connection);
        if (dropped.Count > 0)
            Add(batch, "DELETE FROM grain WHERE key = ANY ($1) AND version = 0", Columns.Texts(dropped));
        Operations(batch, winners);
        var effects = winners.SelectMany(c => c.LastWords.Select(e => (Commit: c, Effect: e))).ToList();
        Claims(batch, effects);
        Add(batch,
            "UPDATE grain g SET version = u.version, state = u.state FROM unnest($1::text[], $2::bigint[], $3::bytea[]) AS u (key, version, state) WHERE g.key = u.key",
            Columns.Texts(winners.Select(c => c.Unit.Grain)), Columns.Numbers(winners.Select(c => (long?)c.NextVersion)),
                Columns.Bytes(winners.Select(c => c.Unit.State.ToArray())));
        Rows(batch, effects.Select(e => e.Effect));
        Jobs(batch, effects);
        if (notify)
            Add(batch, $"SELECT pg_notify('{PostgreSqlFeed.Durable}', n) FROM unnest($1::text[]) n",
                Columns.Texts(
                    NotificationText.Write(winners.Select(c => new ChangeNotification(c.Unit.Grain, c.NextVersion, [.. c.Unit.Effects.OfType<Notify>()])))));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        return batch;
    }

    private static void Operations(NpgsqlBatch batch, IEnumerable<PostgreSqlCommit> winners)
    {
        var named = winners.Where(c => c.Unit.Operation is not null).OrderBy(c => c.Unit.Operation!.Id, StringComparer.Ordinal).ToList();
        if (named.Count == 0)
            return;
        Add(batch,
            """
            WITH done AS (
              INSERT INTO operation (id, grain, version, fingerprint, result, at)
              SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::bytea[], $6::bigint[]) ON CONFLICT DO NOTHING RETURNING 1)
            SELECT drain_expects($7, (SELECT count(*) FROM done))
            """,
            Columns.Texts(named.Select(c => c.Unit.Operation!.Id)), Columns.Texts(named.Select(c => c.Unit.Grain)),
                Columns.Numbers(named.Select(c => (long?)c.NextVersion)),
            Columns.Texts(named.Select(c => c.Unit.Operation!.Fingerprint)), Columns.Bytes(named.Select(c => c.Unit.Operation!.Result.ToArray())),
            Columns.Numbers(named.Select(c => (long?)Ms(c.Unit.At))), Count(named.Count));
    }

    private static void Claims(NpgsqlBatch batch, List<(PostgreSqlCommit Commit, Effect Effect)> effects)
    {
        var released = effects.Where(e => e.Effect is ReleaseClaim).Select(e => (Claim: (ReleaseClaim)e.Effect, e.Commit.Unit.Grain)).ToList();
        if (released.Count > 0)
            Add(batch,
                "DELETE FROM claim c USING unnest($1::text[], $2::text[], $3::text[]) AS r (kind, value, owner) WHERE c.kind = r.kind AND c.value = r.value AND c.owner = r.owner",
                Columns.Texts(released.Select(r => r.Claim.Kind)), Columns.Texts(released.Select(r => r.Claim.Value)),
                    Columns.Texts(released.Select(r => r.Grain)));
        var taken = effects.Where(e => e.Effect is TakeClaim).Select(e => (Claim: (TakeClaim)e.Effect, e.Commit.Unit))
            .OrderBy(t => t.Claim.Kind, StringComparer.Ordinal).ThenBy(t => t.Claim.Value, StringComparer.Ordinal).ToList();
        if (taken.Count == 0)
            return;
        // The look has found each of them free; one taken since makes the drain look again.
        Add(batch,
            """
            WITH w AS (SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $7::text[]) AS w (kind, value, owner, expires_at, former)), done AS (
              INSERT INTO claim (kind, value, owner, expires_at) SELECT w.kind, w.value, w.owner, w.expires_at FROM w
              ON CONFLICT (kind, value) DO UPDATE SET owner = excluded.owner, expires_at = excluded.expires_at
              WHERE claim.owner = excluded.owner OR claim.expires_at <= $5
                OR claim.owner = (SELECT f.former FROM w f WHERE f.kind = excluded.kind AND f.value = excluded.value) RETURNING 1)
            SELECT drain_expects($6, (SELECT count(*) FROM done))
            """,
            Columns.Texts(taken.Select(t => t.Claim.Kind)), Columns.Texts(taken.Select(t => t.Claim.Value)), Columns.Texts(taken.Select(t => t.Unit.Grain)),
            Columns.Numbers(taken.Select(t => t.Claim.ExpiresAt is { } end ? Ms(end) : (long?)null)), Count(taken.Max(t => Ms(t.Unit.At))), Count(taken.Count),
            Columns.Texts(taken.Select(t => t.Claim.From)));
    }

    private static void Rows(NpgsqlBatch batch, IEnumerable<Effect> effects)
    {
        var all = effects.ToList();
        foreach (var group in all.OfType<Delete>().GroupBy(d => d.Table).OrderBy(g => g.Key.Name, StringComparer.Ordinal))
        {
            var keys = group.Select(d => d.Key.Select(RowTable.Plain).ToArray()).ToList();
            Add(batch, RowStatements.For(group.Key).Delete,
                [.. Enumerable.Range(0, group.Key.KeyCount).Select(i => Columns.Of(group.Key.Types[i], keys.Select(k => k[i])))]);
        }
        foreach (var group in all.OfType<Upsert>().GroupBy(u => RowTable.For(u.Row.GetType())).OrderBy(g => g.Key.Name, StringComparer.Ordinal))
        {
            var rows = group.Select(u => group.Key.Values(u.Row)).ToList();
            Add(batch, RowStatements.For(group.Key).Upsert, [.. group.Key.Types.Select((t, i) => Columns.Of(t, rows.Select(r => r[i])))]);
        }
    }

    private static void Jobs(NpgsqlBatch batch, List<(PostgreSqlCommit Commit, Effect Effect)> effects)
    {
        var cancelled = effects.Select(e => e.Effect).OfType<Cancel>().Select(c => c.Key).Order(StringComparer.Ordinal).ToList();
        if (cancelled.Count > 0)
            Add(batch, "DELETE FROM job WHERE key = ANY ($1) AND state = 0 AND attempts = 0", Columns.Texts(cancelled));
        var scheduled = effects.Where(e => e.Effect is Schedule).Select(e => (Job: (Schedule)e.Effect, Payload: e.Commit.PayloadOf((Schedule)e.Effect)))
            .OrderBy(s => s.Job.Key, StringComparer.Ordinal).ToList();
        if (scheduled.Count == 0)
            return;
        Add(batch,
            """
            INSERT INTO job (key, kind, lane, payload, due_at, expires_at) SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bytea[], $5::bigint[], $6::bigint[])
            ON CONFLICT (key) DO UPDATE SET payload = excluded.payload, due_at = excluded.due_at, expires_at = excluded.expires_at
            WHERE job.state = 0 AND job.attempts = 0
            """,
            Columns.Texts(scheduled.Select(s => s.Job.Key)), Columns.Texts(scheduled.Select(s => s.Job.Kind)),
                Columns.Numbers(scheduled.Select(s => (long?)s.Job.Lane)),
            Columns.Bytes(scheduled.Select(s => s.Payload)), Columns.Numbers(scheduled.Select(s => (long?)Ms(s.Job.DueAt))),
            Columns.Numbers(scheduled.Select(s => s.Job.ExpiresAt is { } end ? Ms(end) : (long?)null)));
    }

    private static void Add(NpgsqlBatch batch, string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.AddRange(parameters);
        batch.BatchCommands.Add(command);
    }

    private static NpgsqlParameter Count(long value) => new() { Value = value };

    private static long Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds();
}
