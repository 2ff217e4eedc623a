using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Grains.Commits;
using Microsoft.AspNetCore.SignalR;

namespace Web.Live;

/// <summary>
/// Who is watching what on this node. Follows the change feed in its order, so that no push overtakes a revocation: what concerns an
/// account's rights makes its links stale first, and a stale link gets nothing until it was decided again. Links are decided by account,
/// a bounded number of accounts at a time: missed news that makes all of them stale must not ask the store everything at once.
/// </summary>
public sealed partial class Subscriptions(IChangeFeed feed, LiveRights rights, SpacesOfCompanies spaces, IHubContext<LiveHub> hub, RecentChanges recent,
    TimeProvider clock, ILogger<Subscriptions> log)
    : BackgroundService
{
    public const int MaxLinks = 20;
    public const string Meter = "Guichet.Live";
    // After missed news every link asks: so many accounts at a time, the rest wait.
    private const int DecidedAtOnce = 8;
    /// <summary>How often the links of an account were decided again, all of them together.</summary>
    private static readonly Counter<long> Decisions = new System.Diagnostics.Metrics.Meter(Meter).CreateCounter<long>("guichet.live.decisions");
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, LiveConnection> _links = new();
    private readonly LinkIndex _topics = new();
    private readonly LinkIndex _accounts = new();
    private readonly LinkIndex _spaces = new();
    private readonly SemaphoreSlim _places = new(DecidedAtOnce);
    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlySet<string>>>> _deciding = new();

    public int LinksOf(string account) => _accounts.Of(account).Count;

    public LiveConnection? Find(string id) => _links.GetValueOrDefault(id);

    public async Task<bool> Join(LiveConnection link)
    {
        // Known first, looked at after: an end that comes between finds the link and makes it stale.
        _links[link.Id] = link;
        _accounts.Add(link.Caller.Account, link);
        var until = LinksOf(link.Caller.Account) > MaxLinks ? null : await rights.OpenUntil(link.Caller);
        if (until is null)
        {
            Leave(link.Id);
            return false;
        }
        Place(link, await rights.SpacesOf(link.Caller));
        link.CheckAt = until.Value;
        // Beside the request that opened it: what one link decides for all of its account must not end with it.
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(() => Pump(link));
        return true;
    }

    public void Leave(string id)
    {
        if (!_links.TryRemove(id, out var link))
            return;
        link.Close();
        _accounts.Remove(link.Caller.Account, link);
        _spaces.Place(link, []);
        foreach (var topic in link.Topics)
            _topics.Remove(topic, link);
    }

    /// <summary>False when the caller may not watch this, or watches too much. Nothing is pushed before the right was found.</summary>
    public async Task<bool> Watch(LiveConnection link, string topic, int max)
    {
        int marks;
        do
        {
            marks = link.StaleMarks;
            var may = (await rights.Watchable(link.Caller, [topic])).Count > 0 && link.Add(topic, max);
            if (may)
                _topics.Add(topic, link);
            // Left meanwhile: nothing would take it out of the index again.
            if (!may || !_links.ContainsKey(link.Id))
            {
                Unwatch(link, topic);
                return false;
            }
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
        _topics.Remove(topic, link);
    }

    /// <summary>Tells everybody who watches a topic, but the one who made it happen.</summary>
    public void Tell(LiveFrame frame, string? exceptAccount = null)
    {
        if (frame.Kind == "change")
            recent.Note(frame.Topic);
        foreach (var link in _topics.Of(frame.Topic))
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
                recent.Prune();
                var now = clock.GetUtcNow();
                foreach (var link in _links.Values)
                {
                    // One that waits for its decision has its frame already; a new mark would only make that decision worthless.
                    if (link.CheckAt > now || link.AuthorizationStale)
                        continue;
                    Reconsider(link);
                    // What ends by the clock has no commit: nobody else would tell the page.
                    link.Push(LiveFrame.Again);
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
        spaces.Forget();
        recent.Forget();
        foreach (var link in _links.Values)
        {
            Reconsider(link);
            link.Push(LiveFrame.Again);
        }
    }

    private void Hear(IReadOnlyList<ChangeNotification> notices)
    {
        foreach (var notice in notices)
            notice.Topics.ToList().ForEach(touch => Hear(notice, touch));
    }

    private void Hear(ChangeNotification notice, Notify touch)
    {
        var changesRights = notice.Grain.StartsWith("account/", StringComparison.Ordinal) || notice.Grain.StartsWith("space/", StringComparison.Ordinal);
        if (changesRights && touch.Topic.StartsWith("account/", StringComparison.Ordinal))
            _accounts.Of(touch.Topic["account/".Length..]).ToList().ForEach(Reconsider);
        // What a portfolio shows may have changed for each of its members: a company, an establishment.
        if (changesRights && touch.Topic.StartsWith("space/", StringComparison.Ordinal))
            _spaces.Of(touch.Topic["space/".Length..]).ToList().ForEach(Reconsider);
        if (touch.Topic.StartsWith("company/", StringComparison.Ordinal))
            TellSpaces(notice, touch.Topic["company/".Length..]);
        else
        {
            if (touch.Topic.StartsWith("space/", StringComparison.Ordinal))
                spaces.Forget();
            Tell(new LiveFrame("change", touch.Topic, notice.Version, touch.Number));
        }
    }

    // A portfolio is one topic: a page of 5,000 companies watches its space, not each company.
    private void TellSpaces(ChangeNotification notice, string company)
    {
        if (spaces.Known(company) is { } known)
            TellAll(known);
        else
            _ = TellThen();

        async Task TellThen()
        {
            try
            {
                TellAll(await spaces.Find(company));
            }
            catch (Exception e)
            {
                LogUnknown(e);
                // Whom it concerned is not known: all ask.
                Again();
            }
        }

        void TellAll(IReadOnlyList<string> holding) =>
            holding.ToList().ForEach(space => Tell(new LiveFrame("change", $"space/{space}", notice.Version, 0)));
    }

    // Left meanwhile: nothing would take it out of the index again.
    private void Place(LiveConnection link, IReadOnlyList<string> spaces)
    {
        _spaces.Place(link, spaces);
        if (!_links.ContainsKey(link.Id))
            _spaces.Place(link, []);
    }

    private static void Reconsider(LiveConnection link)
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

    // The links of an account are decided together: the first one asks for all, the others wait for its answer.
    private async Task<bool> Decide(LiveConnection link)
    {
        var account = link.Caller.Account;
        while (link.AuthorizationStale)
        {
            var deciding = _deciding.GetOrAdd(account, _ => new(() => DecideAll(link)));
            try
            {
                if ((await deciding.Value).Contains(link.Caller.Session))
                    return false;
            }
            finally
            {
                _deciding.TryRemove(new(account, deciding));
            }
        }
        return true;
    }

    /// <summary>Decides every stale link of the account of this one; answers the sessions that are over.</summary>
    private async Task<IReadOnlySet<string>> DecideAll(LiveConnection asking)
    {
        await _places.WaitAsync();
        try
        {
            Decisions.Add(1);
            var over = new HashSet<string>();
            // Marks are read before anything is asked: a right that goes meanwhile leaves its link stale.
            var stale = _accounts.Of(asking.Caller.Account).Append(asking).Distinct().Where(l => l.AuthorizationStale)
                .Select(l => (Link: l, Marks: l.StaleMarks)).ToList();
            // Only what was asked about is taken away: what a link begins to watch meanwhile was decided then.
            var asked = stale.SelectMany(s => s.Link.Topics).Distinct().ToList();
            var spacesNow = await rights.SpacesOf(asking.Caller);
            stale.ForEach(s => Place(s.Link, spacesNow));
            var lost = asked.Except(await rights.Watchable(asking.Caller, asked)).ToHashSet();
            foreach (var session in stale.GroupBy(s => s.Link.Caller.Session))
            {
                if (await rights.OpenUntil(session.First().Link.Caller) is not { } until)
                {
                    over.Add(session.Key);
                    continue;
                }
                foreach (var (link, marks) in session)
                {
                    link.CheckAt = until;
                    foreach (var topic in link.Topics.Where(lost.Contains))
                        Unwatch(link, topic);
                    link.Decided(marks);
                }
            }
            return over;
        }
        finally
        {
            _places.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Which spaces hold a company could not be found out; every page is told to ask")]
    private partial void LogUnknown(Exception reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A live link was given up")]
    private partial void LogLost(Exception reason);
}
