using Grains.Commits;

namespace Grains.Requests.Promises;

/// <summary>What lists and the request's page show of <see cref="RequestPromise"/>; written when it changes.</summary>
/// <param name="Team">The queue that it is in.</param>
/// <param name="Handler">The adviser's account; empty for nobody.</param>
/// <param name="DueAt">Null while paused, and once kept: what is not null and past is late.</param>
/// <param name="WarnAt">From then on little is left. Told or not.</param>
/// <param name="PausedAt">Since when the customer is waited for; null while it runs.</param>
[Row("request_promise", key: 1)]
public sealed record PromiseRow(
    string Request, string Team, string Handler, DateTimeOffset? DueAt, DateTimeOffset? WarnAt, DateTimeOffset? PausedAt, DateTimeOffset? KeptAt,
    bool Extended) : Row
{
    public static PromiseRow Of(string request, string team, string? handler, RequestPromise promise) => new(
        request, team, handler ?? "", promise.Due, promise.Due is null ? null : promise.WarnAt ?? promise.Clock.Since,
        promise.Clock.Paused ? promise.Clock.Since : null, promise.KeptAt,
        promise.Extended);
}
