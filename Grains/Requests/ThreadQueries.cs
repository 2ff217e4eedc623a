using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Payments;
using Grains.Reads;
using Grains.Requests.Changes;
using Grains.Requests.Desk;
using Grains.Requests.Held;
using Grains.Requests.Ties;

namespace Grains.Requests;

/// <summary>Reads what stands inside one request: its thread, its items, its files, its draft.</summary>
public sealed class ThreadQueries(IStateStore store, SealedAnswers secrets)
{
    /// <summary>The entries that one reading gives.</summary>
    public const int SliceSize = 200;

    /// <summary>The most files of one request that are listed; a message brings ten at most.</summary>
    private const int MostFiles = 1000;
    private const int MostItems = 1000;

    /// <summary>Notes among advisers that a page shows, the newest.</summary>
    public const int MostNotes = 100;

    /// <summary>Entries that were read, above the first that was not.</summary>
    private const int ReadAbove = 20;

    /// <summary>Of a page that is drawn: what its messages can show.</summary>
    private const int MostMarks = 2000;

    /// <summary>Of a page that is up to date: a few readers of its last entries. It shows twenty.</summary>
    private const int RecentMarks = 60;
    private const string ByKey = "@request";
    private const string ByNumber = "(SELECT q.request FROM request_list q WHERE q.number = @number)";

    /// <summary>
    /// The entries after a tick, or those before <paramref name="before"/>; without either the newest <c>200</c>, or the first that the caller has not read
    /// where these are further back. Null when the caller may not see the request. One batch, whose cost does not grow with what the request holds: with
    /// <paramref name="since"/> the marks are the last <c>60</c>, or those of all ticks since then when it lies more than 200 ticks back.
    /// </summary>
    public Task<ThreadSlice?> Slice(Scope scope, string request, long? since = null, long? before = null, CancellationToken cancel = default) =>
        SliceOf(scope, ByKey, since, before, ("request", request)).Alone(store, cancel);

    /// <summary>
    /// True for an open request of the caller's own that they cannot read for one reason alone: each of their spaces hides its establishment.
    /// </summary>
    public async Task<bool> IsHidden(Scope scope, string number, CancellationToken cancel = default) => await Statement.First<long>(
        scope,
        $"""
        SELECT count(*) FROM request_list r WHERE r.number = @number AND r.portal = @portal AND r.author = @account
        AND r.status > {(int)RequestStatus.Draft} AND r.status < {(int)RequestStatus.Closed} AND {scope.Sees("r.company", $"{(int)UniverseRights.Read}", "''")} AND NOT {scope.Reads("r")}
        """, ("number", number)).Alone(store, cancel) > 0;

    /// <summary>All that a request's page shows, by its number, in one round trip; null when the caller may not see it.</summary>
    public async Task<ThreadFacts?> Page(Scope scope, string number, long? since = null, long? before = null, CancellationToken cancel = default)
    {
        var batch = new StatementBatch(scope);
        var request = batch.Add(RequestQueries.One(scope, "r.number = @number", ("number", number)));
        var slice = batch.Add(SliceOf(scope, ByNumber, since, before, ("number", number)));
        var (asked, files) = (batch.Add(AskedOf(scope, ByNumber, ("number", number))), batch.Add(FilesOf(scope, ByNumber, ("number", number))));
        var answers = batch.Add(AnswersOf(scope, ByNumber, ("number", number)));
        var notes = scope.IsStaff ? batch.Add(NotesOf(scope, number)) : null;
        var held = scope.IsStaff ? batch.Add(HeldOf(scope, number)) : null;
        var aside = scope.IsStaff ? batch.Add(AsideOf(scope, number)) : null;
        var advice = scope.IsStaff ? batch.Add(AdviceOf(scope, number)) : null;
        var outcome = batch.Add(OutcomeOf(scope, ("number", number)));
        var ties = batch.Add(TieQueries.AllOf(scope, number));
        await batch.Run(store, cancel);
        return request.Value is { } found && slice.Value is { } thread
            ? new ThreadFacts(found, thread, asked.Value, files.Value, secrets.Open(found.Request, Named(answers.Value)), outcome.Value ?? new()) 
                { Notes = [.. (notes?.Value ?? []).Reverse()], Held = held?.Value, Advice = advice?.Value, Ties = ties.Value, Aside = aside?.Value is { } until and > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(until) : null }
            : null;
    }

    /// <summary>What was asked for, the last asking first.</summary>
    public Task<IReadOnlyList<AskedItemView>> Asked(Scope scope, string request, CancellationToken cancel = default) =>
        AskedOf(scope, ByKey, ("request", request)).Alone(store, cancel);

    /// <summary>Every file of the request, newest first; a draft's have tick 0.</summary>
    public Task<IReadOnlyList<ThreadFile>> Files(Scope scope, string request, CancellationToken cancel = default) =>
        FilesOf(scope, ByKey, ("request", request)).Alone(store, cancel);

    public async Task<IReadOnlyDictionary<string, string>> Draft(Scope scope, string request, CancellationToken cancel = default) =>
        secrets.Open(request, Named(await AnswersOf(scope, ByKey, ("request", request)).Alone(store, cancel)));

    /// <summary>A file that the caller may download now: it belongs to a request they may see.</summary>
    public Task<ThreadFile?> File(Scope scope, string file, CancellationToken cancel = default) => Statement.First<ThreadFile>(
        scope, $"SELECT {FileColumns(scope)} FROM attachment a JOIN request_list r ON r.request = a.request WHERE a.file = @file AND {scope.Requests("r")} AND {scope.Unveils("a")} LIMIT 1",
            ("file", file)).Alone(store, cancel);

    private static Statement<ThreadSlice?> SliceOf(Scope scope, string key, long? since, long? before, (string, object?) named)
    {
        // After a cut the oldest missing entries come first, so that nothing between is skipped; at first the newest ones.
        var order = since is null ? "DESC" : "ASC";
        var end = since is null && before is null ? FirstUnread(key) : "@before";
        var window = $"SELECT e.tick FROM entry e WHERE e.request = {key} AND e.tick > @since AND e.tick < {end} ORDER BY e.tick {order} LIMIT @take";
        var marked = since is null
            ? $"m.tick >= (SELECT min(w.tick) FROM ({window}) w)"
            : "m.tick > CASE WHEN @since < r.last_tick - @take THEN @since ELSE r.last_tick - @take END";
        // Those nearest to what is shown; no row, no limit: SQLite refuses a null.
        var most = since is null ? $"ASC LIMIT {MostMarks}" :
            $"DESC LIMIT COALESCE((SELECT CASE WHEN @since < q.last_tick - @take THEN 1000000 ELSE {RecentMarks} END FROM request_list q WHERE q.request = {key}), 0)";
        var visible = $"r.request = {key} AND {scope.Requests("r")}";
        return new Statement<ThreadSlice?>(
            scope,
            $"""
            SELECT r.last_tick FROM request_list r WHERE {visible};
            SELECT e.tick, e.seq, e.kind, e.staff, e.author, e.author_name, e.text, e.at FROM entry e JOIN request_list r ON r.request = e.request
            WHERE e.request = {key} AND e.tick > @since AND e.tick < {end} AND {visible} ORDER BY e.tick {order} LIMIT @take;
            SELECT {FileColumns(scope)} FROM attachment a JOIN request_list r ON r.request = a.request
            WHERE a.request = {key} AND a.tick > 0 AND a.tick IN ({window}) AND {visible} ORDER BY a.name;
            SELECT p.account, p.name, p.staff, p.received, p.read FROM request_reader p JOIN request_list r ON r.request = p.request
            WHERE p.request = {key} AND {visible};
            SELECT m.account, m.tick, m.at FROM read_mark m JOIN request_list r ON r.request = m.request
            WHERE m.request = {key} AND {marked} AND {visible} ORDER BY m.tick {most}
            """,
            Read, [named, ("since", since ?? 0), ("before", before ?? long.MaxValue), ("take", SliceSize + 1)]);

        async Task<ThreadSlice?> Read(Dapper.SqlMapper.GridReader found)
        {
            var isVisible = (await found.ReadAsync<long>()).Any();
            var entries = (await found.ReadAsync<ThreadEntry>()).ToList();
            var files = (await found.ReadAsync<ThreadFile>()).ToLookup(f => f.Tick);
            var readers = await found.ReadAsync<ReaderView>();
            var marks = await found.ReadAsync<(string Account, long Tick, long At)>();
            var more = entries.Count > SliceSize;
            if (more)
                entries.RemoveAt(SliceSize);
            entries.Sort((a, b) => a.Tick.CompareTo(b.Tick));
            return !isVisible ? null : new ThreadSlice(
                [.. entries.Select(e => e with { Files = [.. files[e.Tick]] })],
                [.. readers],
                [.. marks.OrderBy(m => m.Tick).Select(m => new ReadMark(m.Account, m.Tick, DateTimeOffset.FromUnixTimeMilliseconds(m.At)))],
                HasEarlier: since is null && more);
        }
    }

    // Where news begin further back than a page reaches, it ends so far beyond them that they stand near its top.
    private static string FirstUnread(string key) =>
        $"""
        coalesce((SELECT p.read + {SliceSize - ReadAbove} FROM request_reader p CROSS JOIN request_list q
        WHERE p.request = {key} AND p.account = @account AND q.request = p.request AND p.read > 0 AND q.last_tick - p.read >= {SliceSize - ReadAbove}), @before)
        """;

    private static Statement<IReadOnlyList<AskedItemView>> AskedOf(Scope scope, string key, (string, object?) named) => Statement.Rows<AskedItemView>(
        scope,
        $"""
        SELECT i.item, i.label, i.asked_at, i.file, i.received_at, COALESCE((SELECT f.scan FROM file f WHERE f.id = i.file), 0) AS scan,
            CASE WHEN a.file IS NULL OR {scope.Unveils("a")} THEN 0 ELSE 1 END AS masked
        FROM asked_item i JOIN request_list r ON r.request = i.request LEFT JOIN attachment a ON a.request = i.request AND a.file = i.file
        WHERE i.request = {key} AND {scope.Requests("r")} ORDER BY i.asked_at DESC, i.item LIMIT {MostItems}
        """, named);

    private static Statement<IReadOnlyList<ThreadFile>> FilesOf(Scope scope, string key, (string, object?) named) => Statement.Rows<ThreadFile>(
        scope,
        $"""
        SELECT {FileColumns(scope)} FROM attachment a JOIN request_list r ON r.request = a.request
        WHERE a.request = {key} AND {scope.Requests("r")} ORDER BY a.tick DESC, a.name LIMIT {MostFiles}
        """, named);

    // Of a medical piece others learn that it came, and nothing else.
    private static string FileColumns(Scope scope)
    {
        var open = scope.Unveils("a");
        return $"""
            a.request, CASE WHEN {open} THEN a.file ELSE '' END AS file, a.tick, CASE WHEN {open} THEN a.name ELSE '' END AS name,
            CASE WHEN {open} THEN a.type ELSE '' END AS type, CASE WHEN {open} THEN a.size ELSE 0 END AS size, a.piece, a.veiled,
            CASE WHEN {open} THEN 0 ELSE 1 END AS masked, COALESCE((SELECT f.scan FROM file f WHERE f.id = a.file), 0) AS scan,
            CASE WHEN a.tick = 0 THEN (SELECT u.first_name || ' ' || u.last_name FROM account_list u WHERE u.account = a.uploader) END AS uploader_name
            """;
    }

    // Asked for by staff alone: no other scope has this statement.
    private static Statement<IReadOnlyList<RequestNote>> NotesOf(Scope scope, string number) => Statement.Rows<RequestNote>(
        scope,
        $"""
        SELECT n.note, n.kind, n.author, n.author_name, n.text, n.who, n.team, n.at, n.minutes, n.outgoing FROM request_note n
        WHERE n.request = {ByNumber} ORDER BY n.note DESC LIMIT {MostNotes}
        """, ("number", number));

    // Asked for by staff alone.
    private static Statement<AdviceView?> AdviceOf(Scope scope, string number) => Statement.First<AdviceView>(
        scope, $"SELECT o.asked_by, o.asked_by_name, o.at FROM request_advice o WHERE o.request = {ByNumber}", ("number", number));

    // Its author's alone.
    private static Statement<HeldView?> HeldOf(Scope scope, string number) => Statement.First<HeldView>(
        scope, $"SELECT m.id, m.text, m.files, m.until_at FROM held_message m WHERE m.request = {ByNumber} AND m.author = @account", ("number", number));

    // Until when the caller has put it aside; nothing where they have not, or no more.
    private static Statement<long?> AsideOf(Scope scope, string number) => Statement.First<long?>(
        scope,
        $"""
        SELECT z.until_at FROM request_snooze z JOIN request_list r ON r.request = z.request
        WHERE z.request = {ByNumber} AND {RequestSets.IsSnoozed("r")} LIMIT 1
        """, ("number", number))!;

    // A form has few fields, and nothing else becomes a row.
    private static Statement<IReadOnlyList<DraftField>> AnswersOf(Scope scope, string key, (string, object?) named) => Statement.Rows<DraftField>(
        scope, $"SELECT d.name, d.value FROM draft_field d JOIN request_list r ON r.request = d.request WHERE d.request = {key} AND {scope.Requests("r")} ORDER BY d.name", named);

    private static Statement<RequestOutcome?> OutcomeOf(Scope scope, (string, object?) named) => Statement.First<RequestOutcome>(
        scope,
        $"""
        SELECT coalesce(o.change, 0) AS change, coalesce(o.opinion, 0) AS opinion, o.opinion_at,
            (SELECT q.number FROM request_list q WHERE q.request = o.follows AND {scope.Requests("q")}) AS earlier,
            (SELECT q.number FROM request_outcome l JOIN request_list q ON q.request = l.request
             WHERE l.follows = r.request AND l.follows <> '' AND {scope.Requests("q")} ORDER BY q.sent_at DESC LIMIT 1) AS later
        FROM request_list r LEFT JOIN request_outcome o ON o.request = r.request WHERE r.request = {ByNumber} AND {scope.Requests("r")} LIMIT 1
        """, named);

    private static Dictionary<string, string> Named(IReadOnlyList<DraftField> fields) => fields.ToDictionary(f => f.Name, f => f.Value);

    private sealed record DraftField
    {
        public string Name { get; init; } = "";

        public string Value { get; init; } = "";
    }
}

/// <summary>A request as its page shows it.</summary>
/// <param name="Asked">Everything it was ever asked for.</param>
/// <param name="Files">The newest first.</param>
/// <param name="Answers">What was typed in its form, by field; the message is the thread's first.</param>
public sealed record ThreadFacts(
    RequestSummary Request, ThreadSlice Slice, IReadOnlyList<AskedItemView> Asked, IReadOnlyList<ThreadFile> Files, IReadOnlyDictionary<string,
        string> Answers, RequestOutcome Outcome)
{
    /// <summary>What advisers told each other, oldest first; empty for customers.</summary>
    public IReadOnlyList<RequestNote> Notes { get; init; } = [];

    /// <summary>What the specialists are asked for; null for nothing, and for customers.</summary>
    public AdviceView? Advice { get; init; }

    /// <summary>What it is tied to, of that what the caller may see.</summary>
    public IReadOnlyList<TieView> Ties { get; init; } = [];

    /// <summary>What the adviser who looks has sent and can take back; null for none.</summary>
    public HeldView? Held { get; init; }

    /// <summary>Until when the adviser who looks has put it aside; null when they have not.</summary>
    public DateTimeOffset? Aside { get; init; }
}
