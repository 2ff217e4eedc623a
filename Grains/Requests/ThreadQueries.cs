using Dapper;
using Grains.Access;
using Grains.Commits;

namespace Grains.Requests;

/// <summary>Reads what stands inside one request: its thread, its items, its files, its draft.</summary>
public sealed class ThreadQueries(IStateStore store)
{
    private const int SliceSize = 200;
    private const string Scan = "COALESCE((SELECT f.scan FROM file f WHERE f.id = a.file), 0) AS scan";

    /// <summary>
    /// The entries after a tick (the newest <c>200</c> when <paramref name="since"/> is null), or those before <paramref name="before"/>;
    /// null when the caller may not see the request. One batch, whose cost does not grow with what the request holds: with
    /// <paramref name="since"/> the marks are those of the last <c>200</c> ticks, or of all ticks since then when it lies further back.
    /// </summary>
    public async Task<ThreadSlice?> Slice(Scope scope, string request, long? since = null, long? before = null)
    {
        // After a cut the oldest missing entries come first, so that nothing between is skipped; at first the newest ones.
        var order = since is null ? "DESC" : "ASC";
        var window = $"SELECT e.tick FROM entry e WHERE e.request = @request AND e.tick > @since AND e.tick < @before ORDER BY e.tick {order} LIMIT @take";
        var marked = since is null
            ? $"m.tick >= (SELECT min(w.tick) FROM ({window}) w)"
            : "m.tick > CASE WHEN @since < r.last_tick - @take THEN @since ELSE r.last_tick - @take END";
        var visible = $"r.request = @request AND {scope.Requests("r")}";
        await using var reading = await store.OpenRead();
        await using var found = await reading.QueryMultipleAsync(
            $"""
            SELECT r.last_tick FROM request_list r WHERE {visible};
            SELECT e.tick, e.seq, e.kind, e.staff, e.author, e.author_name, e.text, e.at FROM entry e JOIN request_list r ON r.request = e.request
            WHERE e.request = @request AND e.tick > @since AND e.tick < @before AND {visible} ORDER BY e.tick {order} LIMIT @take;
            SELECT a.request, a.file, a.tick, a.name, a.type, a.size, {Scan} FROM attachment a JOIN request_list r ON r.request = a.request
            WHERE a.request = @request AND a.tick > 0 AND a.tick IN ({window}) AND {visible} ORDER BY a.name;
            SELECT p.account, p.name, p.staff, p.received, p.read FROM request_reader p JOIN request_list r ON r.request = p.request
            WHERE p.request = @request AND {visible};
            SELECT m.account, m.tick, m.at FROM read_mark m JOIN request_list r ON r.request = m.request
            WHERE m.request = @request AND {marked} AND {visible} ORDER BY m.tick;
            """, scope.Parameters(("request", request), ("since", since ?? 0), ("before", before ?? long.MaxValue), ("take", SliceSize + 1)));
        if (!(await found.ReadAsync<long>()).Any())
            return null;
        var entries = (await found.ReadAsync<ThreadEntry>()).ToList();
        var more = entries.Count > SliceSize;
        if (more)
            entries.RemoveAt(SliceSize);
        entries.Sort((a, b) => a.Tick.CompareTo(b.Tick));
        var files = (await found.ReadAsync<ThreadFile>()).ToLookup(f => f.Tick);
        var readers = await found.ReadAsync<ReaderView>();
        var marks = await found.ReadAsync<(string Account, long Tick, long At)>();
        return new ThreadSlice(
            [.. entries.Select(e => e with { Files = [.. files[e.Tick]] })],
            [.. readers],
            [.. marks.Select(m => new ReadMark(m.Account, m.Tick, DateTimeOffset.FromUnixTimeMilliseconds(m.At)))],
            HasEarlier: since is null && more);
    }

    public Task<IReadOnlyList<AskedItemView>> Asked(Scope scope, string request) => Of<AskedItemView>(
        scope, request, "SELECT i.item, i.label, i.asked_at, i.file, i.received_at FROM asked_item i JOIN request_list r ON r.request = i.request WHERE i.request = @request", "i.asked_at, i.item");

    /// <summary>Every file of the request, newest first; a draft's have tick 0.</summary>
    public Task<IReadOnlyList<ThreadFile>> Files(Scope scope, string request) => Of<ThreadFile>(
        scope, request, $"SELECT a.request, a.file, a.tick, a.name, a.type, a.size, {Scan} FROM attachment a JOIN request_list r ON r.request = a.request WHERE a.request = @request", "a.tick DESC, a.name");

    public async Task<IReadOnlyDictionary<string, string>> Draft(Scope scope, string request)
    {
        var fields = await Of<DraftField>(scope, request, "SELECT d.name, d.value FROM draft_field d JOIN request_list r ON r.request = d.request WHERE d.request = @request", "d.name");
        return fields.ToDictionary(f => f.Name, f => f.Value);
    }

    /// <summary>A file that the caller may download now: it belongs to a request he may see.</summary>
    public async Task<ThreadFile?> File(Scope scope, string file)
    {
        await using var reading = await store.OpenRead();
        return await reading.QueryFirstOrDefaultAsync<ThreadFile>(
            $"SELECT a.request, a.file, a.tick, a.name, a.type, a.size, {Scan} FROM attachment a JOIN request_list r ON r.request = a.request WHERE a.file = @file AND {scope.Requests("r")}",
            scope.Parameters(("file", file)));
    }

    private async Task<IReadOnlyList<T>> Of<T>(Scope scope, string request, string statement, string order)
    {
        await using var reading = await store.OpenRead();
        return [.. await reading.QueryAsync<T>($"{statement} AND {scope.Requests("r")} ORDER BY {order}", scope.Parameters(("request", request)))];
    }

    private sealed record DraftField
    {
        public string Name { get; init; } = "";

        public string Value { get; init; } = "";
    }
}
