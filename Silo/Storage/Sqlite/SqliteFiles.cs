namespace Silo.Storage.Sqlite;

/// <summary>Sealed chunks of files, written in the bulk lane so that an upload never delays a message.</summary>
internal sealed class SqliteFiles(SqliteStore store)
{
    public ValueTask<int> Create(string id, string uploader, string name, string type, DateTimeOffset at, CancellationToken cancel) => store.Write(
        sql => sql.Run(
            "INSERT INTO file (id, uploader, name, type, size, complete, created_at) VALUES (?1, ?2, ?3, ?4, 0, 0, ?5)",
            id, uploader, name, type, at.ToUnixTimeMilliseconds()),
        bulk: true, cancel);

    public ValueTask<int> Append(string id, int n, byte[] data, CancellationToken cancel) => store.Write(
        sql => sql.Run("INSERT INTO file_chunk (file, n, data) VALUES (?1, ?2, ?3)", id, (long)n, data), bulk: true, cancel);

    public ValueTask<int> Complete(string id, long size, CancellationToken cancel) => store.Write(
        sql => sql.Run("UPDATE file SET size = ?2, complete = 1 WHERE id = ?1", id, size), bulk: true, cancel);

    /// <summary>Deletes up to 100 files that nothing links and that were begun before the given instant; returns how many went.</summary>
    public ValueTask<int> Sweep(DateTimeOffset before, CancellationToken cancel) => store.Write(
        sql =>
        {
            var ids = new List<string>();
            using (var found = sql.Query(
                """
                SELECT id FROM file WHERE created_at < ?1
                AND NOT EXISTS (SELECT 1 FROM claim WHERE claim.kind = 'file' AND claim.value = file.id) LIMIT 100
                """, before.ToUnixTimeMilliseconds()))
            {
                while (found.Read())
                    ids.Add(found.GetString(0));
            }
            foreach (var id in ids)
                Remove(sql, id);
            return ids.Count;
        }, bulk: true, cancel);

    public ValueTask<int> Delete(string id, CancellationToken cancel) => store.Write(sql => Remove(sql, id), bulk: true, cancel);

    private static int Remove(SqliteStatements sql, string id)
    {
        sql.Run("DELETE FROM file_chunk WHERE file = ?1", id);
        return sql.Run("DELETE FROM file WHERE id = ?1", id);
    }
}
