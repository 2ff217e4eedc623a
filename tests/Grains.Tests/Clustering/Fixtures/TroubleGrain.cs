using Grains.Commits;
using Grains.Interfaces;
using Orleans;

namespace Grains.Tests.Clustering.Fixtures;

/// <summary>Fails as a grain's store or a grain's own check may fail: pages tell these apart.</summary>
public interface ITroubleGrain : IGrainWithStringKey
{
    Task Fail(string how);

    /// <summary>What arrives when a list is written where it is asked for.</summary>
    Task<IReadOnlyList<string>> Repeat(IReadOnlyList<string> lines);
}

public sealed class TroubleGrain : Grain, ITroubleGrain
{
    public async Task Fail(string how)
    {
        await Task.Yield();
        throw how switch
        {
            "store" => new IOException("The store cannot write at the moment.", new TimeoutException()),
            "late" => new TimeoutException("Too late."),
            "other content" => ReusedOperation.Refused(),
            _ => new InvalidOperationException(how),
        };
    }

    public Task<IReadOnlyList<string>> Repeat(IReadOnlyList<string> lines) => Task.FromResult<IReadOnlyList<string>>([.. lines, "end"]);
}
