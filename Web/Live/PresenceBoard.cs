using System.Collections.Concurrent;
using Grains.Accounts;
using Grains.Commits;
using Grains.Interfaces;

namespace Web.Live;

/// <summary>An adviser who has a request open.</summary>
/// <param name="Writes">They type an answer.</param>
public sealed record Present(string Request, string Account, string Name, bool Writes);

/// <summary>
/// Which advisers have which request open, in memory only: a page says so again each <c>15</c> s, and who says nothing for <see cref="Fades"/> is gone. Nodes tell
/// each other by the account's key, never by name. Advisers see who; a customer what their portal tells them (<see cref="PresenceRule"/>).
/// </summary>
public sealed class PresenceBoard : IDisposable
{
    /// <summary>What open workbenches watch.</summary>
    public const string Topic = "queue/presence";

    /// <summary>What an open request of a customer watches, before the request's key.</summary>
    public const string OfRequest = "looks";

    private const string LooksWord = "looks";
    private const string LeavesWord = "leaves";
    private const int MostPresent = 500;
    private static readonly TimeSpan Fades = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Sweeps = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<(string Request, string Account), (long Looks, long Writes)> _present = new();
    private readonly ConcurrentDictionary<string, string> _names = new();
    private readonly IChangeFeed _feed;
    private readonly Subscriptions _watchers;
    private readonly AccountQueries _accounts;
    private readonly TimeProvider _real;
    private readonly IDisposable _listening;
    private readonly ITimer _sweep;

    /// <param name="real">Not the business clock: it may stand still.</param>
    public PresenceBoard(IChangeFeed feed, Subscriptions watchers, AccountQueries accounts, TimeProvider real)
    {
        (_feed, _watchers, _accounts, _real) = (feed, watchers, accounts, real);
        _listening = feed.ListenToBroadcasts(Hear);
        _sweep = real.CreateTimer(_ => Sweep(), null, Sweeps, Sweeps);
    }

    public void Looks(string request, Caller by) => _feed.Broadcast(request, $"{LooksWord} {by.Account}");

    public void Leaves(string request, Caller by) => _feed.Broadcast(request, $"{LeavesWord} {by.Account}");

    /// <summary>Everybody but who asks, at most <c>500</c>.</summary>
    public async Task<IReadOnlyList<Present>> Others(string account)
    {
        var others = new List<Present>();
        foreach (var (key, since) in _present.Where(p => p.Key.Account != account && !IsPast(p.Value.Looks, Fades)).Take(MostPresent))
        {
            if (await NameOf(key.Account) is { } name)
                others.Add(new Present(key.Request, key.Account, name, !IsPast(since.Writes, TypingBoard.Fades)));
        }
        return others;
    }

    /// <summary>
    /// The adviser who has a request open; null for nobody. Of several the one whose key is first, so that the name does not change back and forth.
    /// </summary>
    public async Task<string?> WhoLooks(string request)
    {
        var there = _present.Where(p => p.Key.Request == request && !IsPast(p.Value.Looks, Fades)).Select(p => p.Key.Account).Min(StringComparer.Ordinal);
        return there is null ? null : await NameOf(there);
    }

    public void Dispose()
    {
        _listening.Dispose();
        _sweep.Dispose();
    }

    private bool IsPast(long since, TimeSpan after) => since == 0 || _real.GetElapsedTime(since) > after;

    private async Task<string?> NameOf(string account)
    {
        if (!_names.TryGetValue(account, out var name) && await _accounts.Contact(account) is { } contact)
            _names[account] = name = $"{contact.FirstName} {contact.LastName}";
        return name;
    }

    private void Hear(string request, string said)
    {
        if (said.Split(' ', 2) is not [var what, var account])
            return;
        var (key, now) = ((request, account), _real.GetTimestamp());
        var before = _present.GetValueOrDefault(key);
        switch (what)
        {
            case LooksWord:
                _present[key] = (now, before.Writes);
                break;
            case LeavesWord:
                _present.TryRemove(key, out _);
                break;
            // Only who has it open as an adviser is here; a customer who types is not.
            case TypingBoard.Writes when before.Looks != 0:
                _present[key] = (before.Looks, now);
                break;
            case TypingBoard.Rests when before.Looks != 0:
                _present[key] = (before.Looks, 0);
                break;
            default:
                return;
        }
        if (what is LooksWord ? before.Looks == 0 : what is not TypingBoard.Writes || IsPast(before.Writes, TypingBoard.Fades))
            Tell();
        if (what is LeavesWord || (what is LooksWord && before.Looks == 0))
            TellCustomer(request);
    }

    private void Sweep()
    {
        var faded = false;
        foreach (var (key, since) in _present)
        {
            if (IsPast(since.Looks, Fades))
            {
                faded |= _present.TryRemove(key, out _);
                TellCustomer(key.Request);
            }
            else if (since.Writes != 0 && IsPast(since.Writes, TypingBoard.Fades))
                faded |= _present.TryUpdate(key, (since.Looks, 0), since);
        }
        if (faded)
            Tell();
        if (_present.IsEmpty)
            _names.Clear();
    }

    private void TellCustomer(string request) => _watchers.Tell(new LiveFrame("change", $"{OfRequest}/{request}", 0, 0));

    private void Tell() => _watchers.Tell(new LiveFrame("change", Topic, 0, 0));
}
