using System.Collections.Concurrent;
using Grains.Accounts;
using Grains.Commits;
using Grains.Interfaces;

namespace Web.Live;

/// <summary>Who is writing, for a few seconds at a time and in memory only. Nodes broadcast it to each other by the account's key, never by name.</summary>
public sealed class TypingBoard : IDisposable
{
    internal const string Writes = "writes";
    internal const string Rests = "rests";
    internal static readonly TimeSpan Fades = TimeSpan.FromSeconds(6);
    private readonly ConcurrentDictionary<(string Request, string Account), long> _writing = new();
    private readonly IChangeFeed _feed;
    private readonly Subscriptions _watchers;
    private readonly AccountQueries _accounts;
    private readonly IDisposable _listening;

    public TypingBoard(IChangeFeed feed, Subscriptions watchers, AccountQueries accounts)
    {
        (_feed, _watchers, _accounts) = (feed, watchers, accounts);
        _listening = feed.ListenToBroadcasts(Hear);
    }

    public void Note(string request, Caller by) => _feed.Broadcast(request, $"{Writes} {by.Account}");

    public void Forget(string request, string account) => _feed.Broadcast(request, $"{Rests} {account}");

    /// <summary>The names of the others who write in a request the asker was allowed to read.</summary>
    public async Task<IReadOnlyList<string>> Others(string request, string account)
    {
        var names = new List<string>();
        foreach (var (key, since) in _writing)
        {
            if (key.Request == request && key.Account != account && TimeProvider.System.GetElapsedTime(since) <= Fades
                && await _accounts.Contact(key.Account) is { } writer)
                names.Add($"{writer.FirstName} {writer.LastName}");
        }
        return names;
    }

    public void Dispose() => _listening.Dispose();

    private void Hear(string request, string said)
    {
        if (said.Split(' ', 2) is not [var what, var account])
            return;
        if (what == Rests)
        {
            _writing.TryRemove((request, account), out _);
            return;
        }
        if (what != Writes)
            return;
        _writing[(request, account)] = TimeProvider.System.GetTimestamp();
        foreach (var (key, since) in _writing)
        {
            if (TimeProvider.System.GetElapsedTime(since) > Fades)
                _writing.TryRemove(key, out _);
        }
        _watchers.Tell(new LiveFrame("typing", $"request/{request}", 0, 0), account);
    }
}
