using System.Data.Common;
using Grains.Commits;
using Grains.Interfaces.Teams;

namespace Grains.Teams;

/// <summary>What supervisors call teams, in memory of each node; read again once one of them has changed anywhere.</summary>
public sealed class TeamBook : IDisposable
{
    private readonly TeamQueries _teams;
    private readonly IDisposable _listening;
    private long _changes = 1;
    private long _read;

    public TeamBook(TeamQueries teams, IChangeFeed feed)
    {
        _teams = teams;
        _listening = feed.Listen(
            heard =>
            {
                if (heard.Any(n => n.Topics.Any(t => t.Topic == TeamQueries.Topic)))
                    Interlocked.Increment(ref _changes);
            },
            () => Interlocked.Increment(ref _changes));
    }

    /// <summary>As of the last <see cref="Renew"/>.</summary>
    public IReadOnlyList<TeamName> Names { get; private set; } = [];

    /// <summary>Reads them where they have changed. Without a store the former ones stay.</summary>
    public async ValueTask Renew(CancellationToken cancel)
    {
        var changes = Interlocked.Read(ref _changes);
        if (Interlocked.Read(ref _read) == changes)
            return;
        try
        {
            Names = await _teams.Written(cancel);
            Interlocked.Exchange(ref _read, changes);
        }
        catch (Exception e) when (e is DbException or IOException or TimeoutException)
        {
            // The page itself says that the store is away.
        }
    }

    public void Dispose() => _listening.Dispose();
}
