using System.Text;
using Grains.Commits;
using Npgsql;

namespace Silo.Storage.PostgreSql;

/// <summary>Durable work that any node may take: a lease is a short transaction of its own, completing is fenced by the lease's number.</summary>
internal sealed class PostgreSqlJobs(PostgreSqlDatabase database, ISealer sealer) : IJobStore
{
    public async ValueTask<IReadOnlyList<LeasedJob>> Lease(JobLane lane, int max, DateTimeOffset now, DateTimeOffset realNow, DateTimeOffset leaseEnd,
        CancellationToken cancel = default) =>
        await database.Write(async command =>
        {
            await using var found = await command.ExecuteReaderAsync(cancel);
            var leased = new List<LeasedJob>();
            while (await found.ReadAsync(cancel))
                leased.Add(Read(found, lane));
            return (IReadOnlyList<LeasedJob>)leased;
        }, cancel,
            """
            UPDATE job SET lease_end = $4, fence = fence + 1, attempts = attempts + 1
            WHERE key IN (SELECT key FROM job WHERE state = 0 AND lane = $1 AND due_at <= $2 AND lease_end <= $3 ORDER BY due_at LIMIT $5 FOR UPDATE SKIP LOCKED)
            RETURNING key, kind, payload, attempts, fence, expires_at
            """,
            (long)lane, Ms(now), Ms(realNow), Ms(leaseEnd), (long)max);

    public ValueTask<bool> Renew(LeasedJob job, DateTimeOffset leaseEnd, CancellationToken cancel = default) => Fenced(
        "UPDATE job SET lease_end = $3 WHERE key = $1 AND fence = $2 AND state = 0", cancel, job.Key, job.Fence, Ms(leaseEnd));

    public ValueTask<bool> Finish(LeasedJob job, JobEnd end, string? error, DateTimeOffset at, CancellationToken cancel = default) => Fenced(
        "UPDATE job SET state = $3, payload = NULL, error = $4, ended_at = $5 WHERE key = $1 AND fence = $2 AND state = 0", cancel, job.Key, job.Fence,
            (long)end, error, Ms(at));

    public ValueTask<bool> RetryAt(LeasedJob job, DateTimeOffset dueAt, string error, CancellationToken cancel = default) => Fenced(
        "UPDATE job SET due_at = $3, error = $4, lease_end = 0 WHERE key = $1 AND fence = $2 AND state = 0", cancel, job.Key, job.Fence, Ms(dueAt), error);

    public ValueTask<bool> Hasten(string key, DateTimeOffset at, CancellationToken cancel = default) => Fenced(
        "UPDATE job SET due_at = $2 WHERE key = $1 AND state = 0 AND due_at > $2", cancel, key, Ms(at));

    private async ValueTask<bool> Fenced(string statement, CancellationToken cancel, params object?[] values) =>
        await database.Write(command => command.ExecuteNonQueryAsync(cancel), cancel, statement, values) == 1;

    private LeasedJob Read(NpgsqlDataReader found, JobLane lane) => new(
        found.GetString(0), found.GetString(1), Encoding.UTF8.GetString(sealer.Open(found.GetFieldValue<byte[]>(2), $"job/{found.GetString(0)}")), lane,
        (int)found.GetInt64(3), found.GetInt64(4), found.IsDBNull(5) ? null : DateTimeOffset.FromUnixTimeMilliseconds(found.GetInt64(5)));

    private static long Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds();
}
