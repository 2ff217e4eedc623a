using Grains.Interfaces.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Web.Accounts.Session;

namespace Web.Live;

/// <summary>
/// The live link. Watching tells a page when to ask again; only <see cref="Seen"/> commits anything. Every method checks the caller's
/// right; what is refused and what does not exist answer alike.
/// </summary>
[Authorize]
public sealed class LiveHub(Subscriptions watchers, LiveRights rights, TypingBoard typing, PresenceBoard presence, DraftBoard drafts, RecentChanges recent, IGrainFactory grains) : Hub
{
    public const int MaxTopics = 50;

    public override async Task OnConnectedAsync()
    {
        var http = Context.GetHttpContext()!;
        var link = new LiveConnection(Context.ConnectionId, http.Caller(), http.Session().Portal, Context.Abort);
        if (!await watchers.Join(link))
            Context.Abort();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        watchers.Leave(Context.ConnectionId);
        return Task.CompletedTask;
    }

    public async Task Watch(IReadOnlyList<string?>? topics)
    {
        var link = Link();
        foreach (var topic in Said(topics).Take(MaxTopics))
        {
            if (topic is not { Length: <= 200 } || !await watchers.Watch(link, topic, MaxTopics))
                throw Refused();
        }
    }

    /// <summary>
    /// Of these topics, what a page must ask for that was drawn at this instant (Unix ms). One that is not watched is always among them, and
    /// all are while the link's rights are in doubt: what a right was just taken from is not told.
    /// </summary>
    public IReadOnlyList<string> ChangedSince(IReadOnlyList<string?>? topics, long drawn)
    {
        var link = Link();
        var at = DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(drawn, 0, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()));
        return [.. Said(topics).Take(MaxTopics).Select(t => Said(t)).Where(t => link.AuthorizationStale || !link.Watches(t) || recent.MayHaveChanged(t, at))];
    }

    public void Unwatch(IReadOnlyList<string?>? topics)
    {
        var link = Link();
        foreach (var topic in Said(topics).Take(MaxTopics))
            watchers.Unwatch(link, Said(topic));
    }

    /// <summary>« X écrit… »: never stored. Others who watch the request ask who it is over HTTP.</summary>
    public async Task Typing(string? request)
    {
        var link = Link();
        var topic = $"request/{Said(request)}";
        if (!link.Watches(topic) || !await watchers.IsTrusted(link) || link.AuthorizationStale && !await rights.MayWatch(link.Caller, topic))
            throw Refused();
        typing.Note(Said(request), link.Caller);
    }

    /// <summary>A draft is open in front, and the input in which its page types, empty for none; or it is no longer. Said again while it is. Never stored.</summary>
    public async Task Drafts(string? request, string? input, bool here)
    {
        var link = Link();
        var topic = $"request/{Said(request)}";
        if (link.Caller.IsStaff || Said(input).Length > DraftBoard.MostName || !link.Watches(topic) || !await watchers.IsTrusted(link)
            || link.AuthorizationStale && !await rights.MayWatch(link.Caller, topic))
            throw Refused();
        if (here)
            drafts.Note(Said(request), link.Caller, Said(input));
        else
            drafts.Leave(Said(request), link.Caller);
    }

    /// <summary>An adviser has the request open in front, or no longer; said again while they have. Never stored.</summary>
    public async Task Looks(string? request, bool here)
    {
        var link = Link();
        if (!link.Caller.IsStaff || !link.Watches($"desk/{Said(request)}") || !await watchers.IsTrusted(link))
            throw Refused();
        if (here)
            presence.Looks(Said(request), link.Caller);
        else
            presence.Leaves(Said(request), link.Caller);
    }

    /// <summary>The thread is on screen up to a tick; read when the page is in front, received otherwise.</summary>
    public async Task Seen(string? request, long tick, bool read)
    {
        var link = Link();
        if (!await watchers.IsTrusted(link) || !(await grains.GetGrain<IRequestGrain>(Said(request)).Seen(link.Caller, tick, read)).Ok)
            throw Refused();
    }

    // A client's null is a refusal like another, no failure of ours.
    private static T Said<T>(T? said) where T : class => said ?? throw Refused();

    private LiveConnection Link() => watchers.Find(Context.ConnectionId) ?? throw Refused();

    private static HubException Refused() => new("Refused.");
}
