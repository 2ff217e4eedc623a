using Grains.Commits;
using Npgsql;
using Silo.Clustering;

namespace Silo.Storage.PostgreSql;

/// <summary>
/// First half of a drain: its grains locked in the order of their keys, new ones as stubs, then those that own its conditions, and what is
/// stored about its operations, claims and conditions. From here on nobody else changes these grains until the transaction ends.
/// </summary>
internal sealed class BatchLock
{
    /// <summary>As the membership table says it (SiloStatus.Dead).</summary>
    private const int Dead = 6;
    private readonly BatchConditions _conditions;
    private readonly HashSet<string> _held = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _versions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Operation> _operations = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Kind, string Value), (string Owner, long? ExpiresAt)> _claims = [];

    private BatchLock(BatchConditions conditions) => _conditions = conditions;

    public long VersionOf(string grain) => _versions.GetValueOrDefault(grain);

    /// <summary>False when another drain deleted a stub that this one found in its place: nobody holds that key then, and the look is taken again.</summary>
    public bool IsWhole(IEnumerable<PostgreSqlCommit> drain) => drain.All(c => c.Unit.ReadVersion > 0 || _versions.ContainsKey(c.Unit.Grain));

    /// <param name="writer">
    /// The silo that writes. Its row of the membership table is locked against being declared dead, so that nothing of it is written after others
    /// have taken its grains over, whose memory would not know. Null where nothing is to be written.
    /// </param>
    /// <exception cref="IOException">It was declared dead.</exception>
    public static async Task<BatchLock> Take(NpgsqlConnection connection, IReadOnlyList<PostgreSqlCommit> drain, SiloLease? writer)
    {
        await using var batch = new NpgsqlBatch(connection) { Timeout = 3 };
        batch.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN"));
        var isFenced = writer is { WasMember: true };
        if (isFenced)
            batch.BatchCommands.Add(new("SELECT status FROM orleans_silo WHERE deployment = $1 AND address = $2 AND port = $3 AND generation = $4 FOR SHARE")
            {
                Parameters =
                    { new() { Value = ClusteringServices.Cluster }, new() { Value = writer!.Address }, new() { Value = writer.Port },
                        new() { Value = writer.Generation } },
            });
        var fresh = drain.Where(c => c.Unit.ReadVersion == 0).Select(c => c.Unit.Grain).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (fresh.Length > 0)
            batch.BatchCommands.Add(
                new("INSERT INTO grain (key, version, state) SELECT k, 0, '' FROM unnest($1::text[]) k ON CONFLICT DO NOTHING") { Parameters = { Columns.Texts(
                    fresh) } });
        batch.BatchCommands.Add(
            new("SELECT key, version FROM grain WHERE key = ANY ($1) ORDER BY key FOR UPDATE") { Parameters = { Columns.Texts(drain.Select(c => c.Unit.Grain)
                .Distinct()) } });
        var look = new BatchLock(new BatchConditions(drain));
        if (!look._conditions.IsEmpty)
            batch.BatchCommands.Add(look._conditions.Lock());
        batch.BatchCommands.Add(
            new("SELECT id, fingerprint, result FROM operation WHERE id = ANY ($1)") { Parameters = { Columns.Texts(drain.Select(c => c.Unit.Operation?.Id)
                .OfType<string>()) } });
        var claims = drain.SelectMany(c => c.Unit.Effects.OfType<TakeClaim>()).ToList();
        if (claims.Count > 0)
            batch.BatchCommands.Add(
                new("SELECT c.kind, c.value, c.owner, c.expires_at FROM claim c JOIN unnest($1::text[], $2::text[]) AS w (kind, value) ON c.kind = w.kind AND c.value = w.value")
            {
                Parameters = { Columns.Texts(claims.Select(c => c.Kind)), Columns.Texts(claims.Select(c => c.Value)) },
            });
        foreach (var judge in look._conditions.Judge())
            batch.BatchCommands.Add(judge);
        await using var found = await batch.ExecuteReaderAsync();
        if (isFenced)
        {
            if (!await found.ReadAsync() || found.GetInt32(0) == Dead)
                throw new IOException("This silo was declared dead: it writes nothing any more.");
            await found.NextResultAsync();
        }
        while (await found.ReadAsync())
            look._versions[found.GetString(0)] = found.GetInt64(1);
        look._held.UnionWith(look._versions.Keys);
        await found.NextResultAsync();
        if (!look._conditions.IsEmpty)
        {
            while (await found.ReadAsync())
                look._held.Add(found.GetString(0));
            await found.NextResultAsync();
        }
        while (await found.ReadAsync())
            look._operations[found.GetString(0)] = new Operation(found.GetString(0), found.GetString(1), found.GetFieldValue<byte[]>(2));
        if (claims.Count > 0)
        {
            await found.NextResultAsync();
            while (await found.ReadAsync())
                look._claims[(found.GetString(0), found.GetString(1))] = (found.GetString(2), found.IsDBNull(3) ? null : found.GetInt64(3));
        }
        await look._conditions.Read(found, look._held);
        return look;
    }

    /// <summary>What the stored facts alone say of a commit: <see cref="CommitVerdict.Committed"/> means that nothing speaks against it.</summary>
    public CommitOutcome Judge(CommitUnit unit)
    {
        var version = VersionOf(unit.Grain);
        if (unit.Operation is { } operation && _operations.TryGetValue(operation.Id, out var first))
            return new CommitOutcome(CommitVerdict.Repeated, version, first);
        if (version != unit.ReadVersion)
            return new CommitOutcome(CommitVerdict.Stale, version);
        if (!_conditions.Hold(unit))
            return new CommitOutcome(CommitVerdict.Denied, version);
        return unit.Effects.OfType<TakeClaim>().FirstOrDefault(c => IsTaken(c, unit)) is { } lost
            ? new CommitOutcome(CommitVerdict.ClaimLost, version, LostClaim: lost)
            : new CommitOutcome(CommitVerdict.Committed, version + 1);
    }

    private bool IsTaken(TakeClaim claim, CommitUnit unit) =>
        _claims.TryGetValue((claim.Kind, claim.Value), out var held) && held.Owner != unit.Grain && held.Owner != claim.From
            && (held.ExpiresAt is null || held.ExpiresAt > unit.At.ToUnixTimeMilliseconds());
}
