using System.Globalization;

namespace Grains.Requests;

/// <summary>A list of requests, newest first, as SQL: where its rows come from, what they are, and from where on it is read.</summary>
/// <param name="Newest">Keys and last instants of at most so many of its requests from an index, of which the second says more (of <c>x</c>).</param>
/// <param name="Found">What is true of them (of <c>r</c>, and of the caller's reading <c>rr</c>), after AND.</param>
/// <param name="After">The cursor of the page before.</param>
internal sealed record ListedRequests(
    Func<int, string, string> Newest, string Found, string? After, int Take, (string Name, object? Value) Parameter)
{
    /// <summary>One more than the page shows: whether there are others.</summary>
    public int Limit => Math.Clamp(Take, 1, RequestQueries.MostRows) + 1;

    public IReadOnlyList<(string Name, object? Value)> Parameters => [Parameter, ("last_at", From.At), ("last_request", From.Request)];

    /// <summary>Those whose promise is over longest first; otherwise the newest first.</summary>
    public bool ByPromise { get; init; }

    /// <param name="request">Alias of the request, <paramref name="promise"/> of its promise.</param>
    public string Order(string request, string promise) => ByPromise ? $"{promise}.due_at, {request}.request" : $"{request}.last_at DESC, {request}.request DESC";

    public DateTimeOffset PlaceOf(RequestSummary row) => ByPromise ? row.DueAt ?? default : row.LastAt;

    /// <summary>The newest of them beyond the cursor, as a table <c>k</c>.</summary>
    /// <param name="more">More about the request <c>x</c>, after AND.</param>
    public string Keys(int most, string more = "") =>
        $"(SELECT n.request FROM ({Newest(most, $"{Beyond("x")} {more}")}) n ORDER BY {(ByPromise ? "n.last_at, n.request" : "n.last_at DESC, n.request DESC")} LIMIT {most}) k";

    public string Beyond(string alias) => From.At is null ? ""
        : ByPromise ? $"AND ({alias}.due_at, {alias}.request) > (@last_at, @last_request)" : $"AND ({alias}.last_at, {alias}.request) < (@last_at, @last_request)";

    public static string Cursor(long lastAt, string request) => $"{lastAt}_{request}";

    // What is no cursor is the beginning.
    private (long? At, string Request) From =>
        After?.Split('_', 2) is [var ms, var request] && long.TryParse(ms, CultureInfo.InvariantCulture, out var at) ? (at, request) : (null, "");
}
