using System.Collections.Concurrent;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Spaces;
using Microsoft.AspNetCore.SignalR;

namespace Web.Live;

/// <summary>
/// Who is watching what on this node. Follows the change feed in its order, so that no push overtakes a revocation: what concerns an
/// account's rights makes its links stale first, and a stale link gets nothing until it was decided again.
/// </summary>
public sealed partial class Subscriptions(IChangeFeed feed, LiveRights rights, SpaceQueries spaces, IHubContext<LiveHub> hub, TimeProvider clock, ILogger<Subscriptions> log) : BackgroundService
{
    public const int MaxLinks = 20;
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, LiveConnection> _links = new();
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, LiveConnection>> _topics = new();
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, LiveConnection>> _accounts = new();
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _spacesOf = new();

    public int LinksOf(string account) => _accounts.TryGetValue(account, out var links) ? links.Count : 0;

    public LiveConnection? Find(string id) => _links.GetValueOrDefault(id);

    public async Task<bool> Join(LiveConnection link)
    {
        // Known first, looked at after: an end that comes between finds the link and makes it stale.
        _links[link.Id] = link;
        _accounts.GetOrAdd(link.Caller.Account, _ => new())[link.Id] = link;
        if (LinksOf(link.Caller.Account) > MaxLinks || await rights.OpenUntil(link.Caller) is not { } until)
        {
            Leave(link.Id);
            return false;
        }
        link.CheckAt = until;
        _ = Pump(link);
        return true;
    }

    public void Leave(string id)
    {
        if (!_links.TryRemove(id, out var link))
            return;
        link.Close();
        Drop(_accounts, link.Caller.Account, id);
        foreach (var topic in link.Topics)
            Drop(_topics, topic, id);
    }

    /// <summary>False when the caller may not watch this, or watches too much. Nothing is pushed before the right was found.</summary>
    public async Task<bool> Watch(LiveConnection link, string topic, int max)
    {
        int marks;
        do
        {
            marks = link.StaleMarks;
            if (!await rights.MayWatch(link.Caller, topic) || !link.Add(topic, max))
            {
                Unwatch(link, topic);
                return false;
            }
            _topics.GetOrAdd(topic, _ => new())[link.Id] = link;
        }
        // A right that was lost between the look and the entry would have been missed by the decision it caused.
        while (link.StaleMarks != marks);
        return true;
    }

    /// <summary>Whether the link's session is open still; asked before anything a stale link wants.</summary>
    public async Task<bool> IsTrusted(LiveConnection link) => !link.AuthorizationStale || await rights.OpenUntil(link.Caller) is not null;

    public void Unwatch(LiveConnection link, string topic)
    {
        link.Remove(topic);
        Drop(_topics, topic, link.Id);
    }

    /// <summary>Tells everybody who watches a topic, but the one who made it happen.</summary>
    public void Tell(LiveFrame frame, string? exceptAccount = null)
    {
        if (!_topics.TryGetValue(frame.Topic, out var links))
            return;
        foreach (var link in links.Values)
        {
            if (link.Caller.Account != exceptAccount)
                link.Push(frame);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var listening = feed.Listen(Hear, Again);
        using var timer = new PeriodicTimer(Sweep, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var now = clock.GetUtcNow();
                foreach (var link in _links.Values)
                {
                    if (link.CheckAt <= now)
                        Reconsider(link);
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    // News may have been missed, a right's end among it: every link is decided again, then told to ask for everything.
    private void Again()
    {
        _spacesOf.Clear();
        foreach (var link in _links.Values)
        {
            Reconsider(link);
            link.Push(LiveFrame.Again);
        }
    }

    private void Hear(IReadOnlyList<ChangeNotification> notices)
    {
        foreach (var notice in notices)
        {
            foreach (var touch in notice.Topics)
                Hear(notice, touch);
        }
    }

    private void Hear(ChangeNotification notice, Notify touch)
    {
        var changesRights = notice.Grain.StartsWith("account/", StringComparison.Ordinal) || notice.Grain.StartsWith("space/", StringComparison.Ordinal);
        if (changesRights && touch.Topic.StartsWith("account/", StringComparison.Ordinal) && _accounts.TryGetValue(touch.Topic["account/".Length..], out var links))
        {
            foreach (var link in links.Values)
                Reconsider(link);
        }
        if (touch.Topic.StartsWith("company/", StringComparison.Ordinal))
            TellSpaces(notice, touch.Topic["company/".Length..]);
        else
        {
            if (touch.Topic.StartsWith("space/", StringComparison.Ordinal))
                _spacesOf.Clear();
            Tell(new LiveFrame("change", touch.Topic, notice.Version, touch.Number));
        }
    }

    // A portfolio is one topic: a page of 5,000 companies watches its space, not each company.
    private void TellSpaces(ChangeNotification notice, string company)
    {
        if (_spacesOf.TryGetValue(company, out var known))
            Tell(known);
        else
            _ = Look();

        async Task Look()
        {
            try
            {
                Tell(_spacesOf[company] = await spaces.Holding(company));
            }
            catch (Exception e)
            {
                LogLost(e);
            }
        }

        void Tell(IReadOnlyList<string> holding)
        {
            foreach (var space in holding)
                this.Tell(new LiveFrame("change", $"space/{space}", notice.Version, 0));
        }
    }

    private void Reconsider(LiveConnection link)
    {
        link.MarkStale();
        // An empty frame makes the link's pump decide now, even when nothing else is pushed.
        link.Push(new LiveFrame("", "", 0, 0));
    }

    private async Task Pump(LiveConnection link)
    {
        try
        {
            await foreach (var frame in link.Frames.ReadAllAsync())
            {
                if (link.AuthorizationStale && !await Decide(link))
                {
                    link.Abort();
                    return;
                }
                if (frame == LiveFrame.Again)
                    await hub.Clients.Client(link.Id).SendAsync(frame.Kind);
                else if (link.Watches(frame.Topic))
                    await hub.Clients.Client(link.Id).SendAsync(frame.Kind, frame.Topic, frame.Version, frame.Number);
            }
        }
        catch (Exception e)
        {
            LogLost(e);
            link.Abort();
        }
    }

    private async Task<bool> Decide(LiveConnection link)
    {
        int marks;
        do
        {
            marks = link.StaleMarks;
            if (await rights.OpenUntil(link.Caller) is not { } until)
                return false;
            link.CheckAt = until;
            foreach (var topic in link.Topics)
            {
                if (!await rights.MayWatch(link.Caller, topic))
                    Unwatch(link, topic);
            }
        }
        while (!link.Decided(marks));
        return true;
    }

    private static void Drop(ConcurrentDictionary<string, ConcurrentDictionary<string, LiveConnection>> index, string key, string id)
    {
        if (index.TryGetValue(key, out var links) && links.TryRemove(id, out _) && links.IsEmpty)
            index.TryRemove(new KeyValuePair<string, ConcurrentDictionary<string, LiveConnection>>(key, links));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A live link was given up")]
    private partial void LogLost(Exception reason);
}
