using System.Text.Json;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Requests;
using Grains.Reads;
using Grains.Requests.Forms;
using Grains.Text;

namespace Grains.Requests;

/// <summary>
/// Finds the requests of a list that hold words, newest first, without reading all of either. The newest of the list are looked at first: a common word,
/// or a list of few requests, is done with. What is not filled by then asks the index of words for the rarest term: so few texts hold it that all can be
/// judged. Only when each term is common and yet the newest do not hold them all, older requests are looked at, a bounded number; then the page says that
/// it stopped. The caller's rights are part of every statement.
/// </summary>
internal sealed class RequestSearch(IStateStore store, ISearchFragments words, ISqlDialect dialect)
{
    /// <summary>So many of the newest are looked at before the index of words.</summary>
    internal const int First = 60;

    /// <summary>A term that fewer texts hold is rare.</summary>
    internal const int Rare = 2000;

    /// <summary>A term that so many of the first hold is asked for last.</summary>
    private const int Common = First / 10;

    // What is looked at without an index, in steps of a thousand.
    private const int Step = 1000;
    private const int Steps = 3;

    /// <summary>At most a page of keys, newest first, and where the next one begins.</summary>
    /// <param name="typed">Words; where none of what was typed is a word, nothing is found.</param>
    public async Task<FoundRequests> Find(Scope scope, ListedRequests list, string? typed, RequestNarrowing only, CancellationToken cancel)
    {
        var asked = new (string? Typed, long? Tick)[] { (typed, null), (only.Author, SearchRow.Author), (only.Employee, SearchRow.Employee) }
            .Where(a => !string.IsNullOrWhiteSpace(a.Typed)).Select(a => SearchText.Terms(a.Typed).Select(t => new Wanted(t, a.Tick)).ToList()).ToList();
        if (asked.Any(a => a.Count == 0))
            return FoundRequests.None;
        var found = await Keys(new Asking(scope, list, [.. asked.SelectMany(a => a)], only), cancel);
        var terms = SearchText.Terms(typed);
        return terms.Count == 0 || found.Requests.Count == 0 ? found : found with { Hits = await Hits(scope, found.Requests, terms, cancel) };
    }

    private async Task<FoundRequests> Keys(Asking asking, CancellationToken cancel)
    {
        var found = new List<Candidate>();
        var list = asking.List;
        for (var step = 0; step <= Steps; step++)
        {
            var most = step == 0 ? First : Step;
            var seen = await Walk(asking with { List = list }, most).Alone(store, cancel);
            found.AddRange(seen.Where(c => c.Found));
            if (found.Count >= list.Limit || seen.Count < most)
                return Cut(found, list.Limit);
            list = list with { After = seen[^1].Cursor };
            if (step == 0 && await Rarest(asking, [.. seen.Select(c => c.Request)], cancel) is { } rarest)
                return Cut(await ByWord(asking, rarest).Alone(store, cancel), list.Limit);
        }
        return new FoundRequests([.. found.Select(c => c.Request)], list.After) { Stopped = true };
    }

    private static FoundRequests Cut(IReadOnlyList<Candidate> found, int limit) =>
        found.Count < limit ? new FoundRequests([.. found.Select(c => c.Request)], null)
            : new FoundRequests([.. found.Take(limit - 1).Select(c => c.Request)], found[limit - 2].Cursor);

    // The next requests of the list, whether they are what is asked for or not.
    internal Statement<IReadOnlyList<Candidate>> Walk(Asking asking, int most) => Statement.Rows<Candidate>(
        asking.Scope,
        $"""
        SELECT r.request, r.last_at, CASE WHEN {asking.Scope.Requests("r")} {asking.List.Found} {Asked(asking)} THEN 1 ELSE 0 END AS found
        FROM {asking.List.Keys(most, Between("x", asking.Only))} CROSS JOIN request_list r
        LEFT JOIN request_reader rr ON rr.request = r.request AND rr.account = @account
        WHERE r.request = k.request ORDER BY r.last_at DESC, r.request DESC
        """, Parameters(asking));

    /// <summary>
    /// The place of the term that the fewest texts hold; null when none is rare. An index that is asked for a word of most texts reads them all before it tells
    /// of the first, so that terms which many of the newest requests hold are asked for only when none of the others is rare.
    /// </summary>
    /// <param name="newest">Keys of those that were looked at.</param>
    private async Task<int?> Rarest(Asking asking, IReadOnlyList<string> newest, CancellationToken cancel)
    {
        var all = Enumerable.Range(0, asking.Terms.Count).ToList();
        var common = all.Count < 2 ? [] : (await Count(all, i => $"SELECT count(DISTINCT t.request) FROM search_text t WHERE {dialect.Among("t.request", "@newest")} {asking.Terms[i].Place} AND {Holds(asking.Terms[i].Term, i)}"))
            .Where(n => n.Texts >= Common).Select(n => (int)n.Term).ToList();
        foreach (var terms in new[] { all.Except(common).ToList(), common }.Where(t => t.Count > 0))
        {
            if ((await Count(terms, i => $"SELECT count(*) FROM ({words.Hits($"@term{i}", Rare)}) h{i}")).Where(n => n.Texts < Rare).ToList() is { Count: > 0 } rare)
                return (int)rare.MinBy(n => n.Texts).Term;
        }
        return null;

        Task<IReadOnlyList<(long Term, long Texts)>> Count(IEnumerable<int> terms, Func<int, string> texts) => Statement.Rows<(long Term, long Texts)>(
            asking.Scope, string.Join(" UNION ALL ", terms.Select(i => $"SELECT {i} AS term, ({texts(i)}) AS texts")),
            [.. Parameters(asking), ("newest", JsonSerializer.Serialize(newest))]).Alone(store, cancel);
    }

    internal Statement<IReadOnlyList<Candidate>> ByWord(Asking asking, int rarest) => Statement.Rows<Candidate>(
        asking.Scope,
        $"""
        SELECT r.request, r.last_at, 1 AS found FROM (SELECT DISTINCT h.request FROM ({words.Hits($"@term{rarest}", Rare)}) h) k CROSS JOIN request_list r
        LEFT JOIN request_reader rr ON rr.request = r.request AND rr.account = @account
        WHERE r.request = k.request {asking.List.Beyond("r")} {Between("r", asking.Only)}
        AND CASE WHEN {asking.Scope.Requests("r")} {asking.List.Found} {Asked(asking)} THEN 1 END = 1
        ORDER BY r.last_at DESC, r.request DESC LIMIT {asking.List.Limit}
        """, Parameters(asking));

    // Of the messages that hold any term the one that holds most of them.
    private async Task<IReadOnlyDictionary<string, SearchHit>> Hits(Scope scope, IReadOnlyList<string> requests, IReadOnlyList<SearchTerm> terms, CancellationToken cancel)
    {
        var holds = terms.Select((t, i) => Holds(t, i)).ToList();
        var most = string.Join(" + ", holds.Select(h => $"CASE WHEN {h} THEN 1 ELSE 0 END"));
        var hits = await Statement.Rows<SearchHit>(
            scope,
            $"""
            SELECT e.request, e.tick, e.seq, e.author_name, e.text FROM (
              SELECT r.request, (SELECT t.tick FROM search_text t WHERE t.request = r.request AND t.tick > {SearchRow.Heading} AND ({string.Join(" OR ", holds)})
                AND EXISTS (SELECT 1 FROM entry m WHERE m.request = t.request AND m.tick = t.tick AND m.kind = {(int)EntryKind.Message})
                ORDER BY {most} DESC, t.tick DESC LIMIT 1) AS tick
              FROM request_list r WHERE {dialect.Among("r.request", "@found")} AND {scope.Requests("r")}) h
            CROSS JOIN entry e WHERE e.request = h.request AND e.tick = h.tick AND e.kind = {(int)EntryKind.Message}
            """, [("found", JsonSerializer.Serialize(requests)), .. Needles(terms)]).Alone(store, cancel);
        return hits.ToDictionary(h => h.Request);
    }

    // Each term may stand in another message of the request.
    private string Asked(Asking asking) => string.Concat(asking.Terms
        .Select((t, i) => $" AND EXISTS (SELECT 1 FROM search_text t WHERE t.request = r.request {t.Place} AND {Holds(t.Term, i)})")
        .Append(asking.Only.Status is null ? "" : " AND r.status = @status")
        .Append(asking.Only.Form is null ? "" : " AND r.form IN (@form, @form_of_own)")
        .Append(asking.Only.WithFiles ? " AND EXISTS (SELECT 1 FROM attachment a WHERE a.request = r.request AND a.tick > 0)" : ""));

    // Folded texts part words by spaces, so that a word begins after one.
    private string Holds(SearchTerm term, int i)
    {
        var whole = Word($"@whole{i}");
        return term.Groups.Count == 1 ? whole : $"({whole} OR ({string.Join(" AND ", term.Groups.Select((_, g) => Word($"@group{i}_{g}")))}))";

        string Word(string parameter) => words.Holds("' ' || t.words", parameter);
    }

    private static string Between(string alias, RequestNarrowing only) =>
        $"{(only.Since is null ? "" : $"AND {alias}.last_at >= @since")} {(only.Until is null ? "" : $"AND {alias}.last_at < @until")}";

    private List<(string, object?)> Parameters(Asking asking) =>
    [
        .. asking.List.Parameters, .. Needles([.. asking.Terms.Select(t => t.Term)]),
        .. asking.Terms.Select((t, i) => ($"term{i}", (object?)words.Value(t.Term))),
        ("since", asking.Only.Since?.ToUnixTimeMilliseconds()), ("until", asking.Only.Until?.ToUnixTimeMilliseconds()), ("status", (int?)asking.Only.Status),
        ("form", asking.Only.Form), ("form_of_own", $"{asking.Only.Form}{FormDefinition.OwnSuffix}"),
    ];

    private static IEnumerable<(string, object?)> Needles(IReadOnlyList<SearchTerm> terms) => terms.SelectMany((t, i) =>
        t.Groups.Select((g, n) => ($"group{i}_{n}", (object?)$" {g}")).Prepend(($"whole{i}", $" {t.Whole}")));

    internal sealed record Asking(Scope Scope, ListedRequests List, IReadOnlyList<Wanted> Terms, RequestNarrowing Only);

    /// <param name="Tick">Where it must stand; null for anywhere.</param>
    internal sealed record Wanted(SearchTerm Term, long? Tick)
    {
        public string Place => Tick is { } tick ? $"AND t.tick = {tick}" : "";
    }

    internal sealed record Candidate
    {
        public string Request { get; init; } = "";

        public long LastAt { get; init; }

        public bool Found { get; init; }

        public string Cursor => ListedRequests.Cursor(LastAt, Request);
    }
}

/// <param name="Next">Where the next page begins; null after the last.</param>
internal sealed record FoundRequests(IReadOnlyList<string> Requests, string? Next)
{
    public static readonly FoundRequests None = new([], null);

    public bool Stopped { get; init; }

    public IReadOnlyDictionary<string, SearchHit> Hits { get; init; } = new Dictionary<string, SearchHit>();
}
