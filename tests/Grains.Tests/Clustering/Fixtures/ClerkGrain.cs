using Orleans;

namespace Grains.Tests.Clustering.Fixtures;

/// <summary>A clerk takes one request at a time.</summary>
public interface IClerkGrain : IGrainWithStringKey
{
    /// <summary>Stops at the checkpoint of this name.</summary>
    Task WaitAt(string checkpoint);

    Task WaitUntilCancelled(CancellationToken cancel);
}

public sealed class ClerkGrain(Service service) : Grain, IClerkGrain
{
    public Task WaitAt(string checkpoint) => service[checkpoint].PassAsync();

    public async Task WaitUntilCancelled(CancellationToken cancel)
    {
        _ = service["waiting"].PassAsync();
        await Task.Delay(Timeout.Infinite, cancel);
    }
}
