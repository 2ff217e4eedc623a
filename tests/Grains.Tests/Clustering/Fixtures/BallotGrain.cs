using Orleans;
using Orleans.Storage;

namespace Grains.Tests.Clustering.Fixtures;

/// <summary>Votes against a shared count that others change, too: some attempts lose and are made again.</summary>
public interface IBallotGrain : IGrainWithStringKey
{
    Task<int> Vote(string choice);
}

/// <summary>The shared count.</summary>
public sealed class Ballot
{
    public int ConflictsToCome { get; set; }

    /// <summary>How often the filter tries again before it lets the conflict out.</summary>
    public int Patience { get; set; } = 3;

    public int Attempts { get; set; }

    public List<string> Votes { get; } = [];
}

public sealed class BallotGrain(Ballot ballot) : Grain, IBallotGrain, IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await context.Invoke();
                return;
            }
            catch (InconsistentStateException) when (attempt < ballot.Patience)
            {
                await Task.Yield();
            }
        }
    }

    public async Task<int> Vote(string choice)
    {
        ballot.Attempts++;
        await Task.Yield();
        if (ballot.ConflictsToCome-- > 0)
        {
            throw new InconsistentStateException("Someone voted first.", "1", "2");
        }

        ballot.Votes.Add(choice);
        return ballot.Votes.Count;
    }
}
