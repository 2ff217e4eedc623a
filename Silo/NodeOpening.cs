using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Silo;

/// <summary>Needs a file, a database or a connection before it can be used. Its constructor touches none of them.</summary>
public interface IOpenAtStart
{
    /// <exception cref="Grains.SettingRefusedException">The node must not start; one sentence says why.</exception>
    Task Open(CancellationToken cancel);
}

/// <summary>
/// Opens what must be open before anything is asked of it, in the order of registration, once, whoever asks first: the host before its other services,
/// or who has no host.
/// </summary>
internal sealed class NodeOpening(IEnumerable<IOpenAtStart> steps) : IHostedService
{
    private readonly Lock _gate = new();
    private Task? _opened;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return _opened ??= Open(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task Open(CancellationToken cancel)
    {
        foreach (var step in steps)
            await step.Open(cancel);
    }
}

public static class NodeOpeningServices
{
    /// <summary>From here on the store can be read and written. A host does it by itself; who asks the store before asks for it. Twice is once.</summary>
    public static Task Open(this IServiceProvider services) => services.GetRequiredService<NodeOpening>().StartAsync(default);

    /// <summary>Opens this singleton at start, after those added before.</summary>
    internal static IServiceCollection OpenAtStart<T>(this IServiceCollection services) where T : class, IOpenAtStart =>
        services.AddSingleton<IOpenAtStart>(s => s.GetRequiredService<T>());
}
