using System.Text;
using Grains.Commits;

namespace Silo.Storage.Sqlite;

/// <summary>Durable work in the SQLite file. A lease is its own short write; completing is fenced by the lease's number.</summary>
internal sealed class SqliteJobs(SqliteStore store, ISealer sealer) : IJobStore
{
    public async ValueTask<IReadOnlyList<LeasedJob>> Lease(JobLane lane, int max, DateTimeOffset now, DateTimeOffset realNow, DateTimeOffset leaseEnd,
        CancellationToken cancel = default)
    {
        var rows = await store.Write(sql =>
        {
            using var found = sql.Query(
                """
                UPDATE job SET lease_end = $4, fence = fence + 1, attempts = attempts + 1
                WHERE key IN (SELECT key FROM job WHERE state = 0 AND lane = $1 AND due_at <= $2 AND lease_end <= $3 ORDER BY due_at LIMIT $5)
                RETURNING key, kind, payload, attempts, fence, expires_at
                """,
                (long)lane, now.ToUnixTimeMilliseconds(), realNow.ToUnixTimeMilliseconds(), leaseEnd.ToUnixTimeMilliseconds(), (long)max);
            var leased = new List<(string Key, string Kind, byte[] Payload, int Attempt, long Fence, long? Expires)>();
            while (found.Read())
                leased.Add(
                    (found.GetString(0), found.GetString(1), found.GetFieldValue<byte[]>(2), found.GetInt32(3), found.GetInt64(4), found.IsDBNull(5) ? null
                        : found.GetInt64(5)));
            return leased;
        }, cancel: cancel);
        return [.. rows.Select(r => new LeasedJob(
            r.Key, r.Kind, Encoding.UTF8.GetString(sealer.Open(r.Payload, $"job/{r.Key}")), lane, r.Attempt, r.Fence,
            r.Expires is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null))];
    }

    public ValueTask<bool> Renew(LeasedJob job, DateTimeOffset leaseEnd, CancellationToken cancel = default) => Fenced(
        "UPDATE job SET lease_end = $3 WHERE key = $1 AND fence = $2 AND state = 0", cancel, job.Key, job.Fence, leaseEnd.ToUnixTimeMilliseconds());

    public ValueTask<bool> Finish(LeasedJob job, JobEnd end, string? error, DateTimeOffset at, CancellationToken cancel = default) => Fenced(
        "UPDATE job SET state = $3, payload = NULL, error = $4, ended_at = $5 WHERE key = $1 AND fence = $2 AND state = 0",
        cancel, job.Key, job.Fence, (long)end, error, at.ToUnixTimeMilliseconds());

    public ValueTask<bool> RetryAt(LeasedJob job, DateTimeOffset dueAt, string error, CancellationToken cancel = default) => Fenced(
        "UPDATE job SET due_at = $3, error = $4, lease_end = 0 WHERE key = $1 AND fence = $2 AND state = 0",
        cancel, job.Key, job.Fence, dueAt.ToUnixTimeMilliseconds(), error);

    public ValueTask<bool> Hasten(string key, DateTimeOffset at, CancellationToken cancel = default) => Fenced(
        "UPDATE job SET due_at = $2 WHERE key = $1 AND state = 0 AND due_at > $2", cancel, key, at.ToUnixTimeMilliseconds());

    private ValueTask<bool> Fenced(string statement, CancellationToken cancel, params object?[] values) =>
        store.Write(sql => sql.Run(statement, values) == 1, cancel: cancel);
}
