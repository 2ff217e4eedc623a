using Orleans;
using Orleans.Storage;

namespace Actors.Tests.Fixtures;

/// <summary>Votes against a shared count that others change, too: some attempts lose and are made again.</summary>
public interface IBallotGrain : IGrainWithStringKey
{
    Task<int> Vote(string choice);

    Task<Guid> Person();
}

/// <summary>The shared count.</summary>
public sealed class Ballot
{
    public int ConflictsToCome { get; set; }

    /// <summary>How often the filter tries again before it lets the conflict out.</summary>
    public int Patience { get; set; } = 3;

    public int Attempts { get; set; }

    public List<string> Votes { get; } = [];

    public List<string> Seen { get; } = [];
}

public sealed class BallotGrain(Ballot ballot) : Grain, IBallotGrain, IIncomingGrainCallFilter
{
    private readonly Guid _person = Guid.NewGuid();

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        // Orleans has a name for whoever calls from outside.
        var source = context.SourceId?.ToString() is { } id && !id.StartsWith("sys.client/", StringComparison.Ordinal) ? id : "outside";
        ballot.Seen.Add($"{source} -> {context.TargetId} {context.InterfaceName.Split('.')[^1]}."
            + $"{context.MethodName} {context.InterfaceMethod.DeclaringType!.Name} {context.ImplementationMethod.DeclaringType!.Name} "
            + $"{ReferenceEquals(context.Grain, this)} {ReferenceEquals(context.TargetContext, GrainContext)}");
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

    public Task<Guid> Person() => Task.FromResult(_person);
}

public interface IVoterGrain : IGrainWithStringKey
{
    Task<int> Vote(string choice);
}

public sealed class VoterGrain : Grain, IVoterGrain
{
    public Task<int> Vote(string choice) => GrainFactory.GetGrain<IBallotGrain>("hall").Vote(choice);
}
