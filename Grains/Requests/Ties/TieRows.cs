using Grains.Commits;

namespace Grains.Requests.Ties;

/// <summary>Two requests that advisers have linked, for themselves; no query of a customer names this table.</summary>
/// <param name="Request">Where it was made, and is taken back.</param>
[Row("request_link", key: 2)]
public sealed record RequestLinkRow(string Request, string Other, DateTimeOffset At) : Row;

/// <summary>A duplicate, and the request that goes on in its place.</summary>
[Row("request_merge", key: 1)]
public sealed record RequestMergeRow(string Request, string Kept, DateTimeOffset At) : Row;

/// <summary>A link as the request remembers it.</summary>
public sealed record LinkedRequest(string Request, string Number);
