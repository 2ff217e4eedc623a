using System.Collections.Concurrent;
using Grains.Accounts;
using Grains.Commits;
using Grains.Interfaces;

namespace Web.Live;

/// <summary>Somebody else who has a draft open.</summary>
/// <param name="Input">Where they type; null for nowhere, or no longer.</param>
/// <param name="Left">How long that input is still theirs.</param>
public sealed record Coauthor(string Name, string? Input, TimeSpan Left);

/// <summary>
/// Who has which draft open and in which input they type, in memory only: a page says so each <c>15</c> s and with its keys. An input is left to who types
/// there until <see cref="LeftFor"/> after their last key: a courtesy, the draft's marks decide. Nodes tell each other by the account's key, never by name.
/// </summary>
public sealed class DraftBoard : IDisposable
{
    /// <summary>The longest name of an input.</summary>
    public const int MostName = 80;

    public static readonly TimeSpan LeftFor = TimeSpan.FromSeconds(30);
    private const string Here = "drafts";
    private const string Gone = "drafts-no-more";
    private static readonly TimeSpan Fades = TimeSpan.FromSeconds(40);
    private readonly ConcurrentDictionary<(string Request, string Account), Place> _there = new();
    private readonly IChangeFeed _feed;
    private readonly Subscriptions _watchers;
    private readonly AccountQueries _accounts;
    private readonly IDisposable _listening;

    public DraftBoard(IChangeFeed feed, Subscriptions watchers, AccountQueries accounts)
    {
        (_feed, _watchers, _accounts) = (feed, watchers, accounts);
        _listening = feed.ListenToBroadcasts(Hear);
    }

    /// <param name="input">Empty where they only look.</param>
    public void Note(string request, Caller by, string input) => _feed.Broadcast(request, $"{Here} {by.Account} {input}");

    public void Leave(string request, Caller by) => _feed.Broadcast(request, $"{Gone} {by.Account} ");

    /// <summary>The others, by name, of a draft that the asker was allowed to read.</summary>
    public async Task<IReadOnlyList<Coauthor>> Others(string request, string account)
    {
        var others = new List<Coauthor>();
        foreach (var (key, place) in _there)
        {
            if (key.Request == request && key.Account != account && !IsPast(place.Seen, Fades) && await _accounts.Contact(key.Account) is { } contact)
            {
                var left = place.Input.Length == 0 ? TimeSpan.Zero : LeftFor - TimeProvider.System.GetElapsedTime(place.Typed);
                others.Add(new($"{contact.FirstName} {contact.LastName}", left > TimeSpan.Zero ? place.Input : null, left));
            }
        }
        return [.. others.OrderBy(o => o.Name, StringComparer.Ordinal)];
    }

    public void Dispose() => _listening.Dispose();

    private static bool IsPast(long since, TimeSpan after) => TimeProvider.System.GetElapsedTime(since) > after;

    private void Hear(string request, string said)
    {
        if (said.Split(' ', 3) is not [var what, var account, var input] || what is not (Here or Gone))
            return;
        var (key, now) = ((request, account), TimeProvider.System.GetTimestamp());
        var known = _there.TryGetValue(key, out var before);
        if (what is Gone)
            _there.TryRemove(key, out _);
        else
            _there[key] = input.Length == 0 && known ? before! with { Seen = now } : new(now, now, input);
        foreach (var (other, place) in _there)
        {
            if (IsPast(place.Seen, Fades))
                _there.TryRemove(other, out _);
        }
        // Who types on is not told again: a page asks when what it was told has run out.
        if (what is Gone || !known || (input.Length > 0 && (input != before!.Input || IsPast(before.Typed, LeftFor))))
            _watchers.Tell(new LiveFrame("typing", $"request/{request}", 0, 0), account);
    }

    private sealed record Place(long Seen, long Typed, string Input);
}
