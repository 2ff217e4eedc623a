using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Actors.Tests.Fixtures;

/// <summary>A silo with the grains of this assembly, on a clock that the test moves.</summary>
public sealed class TestSilo : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public TestSilo(Action<ActorOptions>? configure = null)
    {
        _services = new ServiceCollection()
            .AddLogging(logging => logging.ClearProviders().AddProvider(Log))
            .AddSingleton<Desk>()
            .AddSingleton<LedgerStore>()
            .AddSingleton<ArchiveRoom>()
            .AddSingleton<Ballot>()
            .AddActors(
                options =>
                {
                    options.Clock = Clock;
                    configure?.Invoke(options);
                },
                typeof(TestSilo).Assembly)
            .BuildServiceProvider(validateScopes: true);
        Grains = _services.GetRequiredService<IGrainFactory>();
        Diagnostics = _services.GetRequiredService<ActorDiagnostics>();
    }

    public ManualClock Clock { get; } = new();

    public FailureLog Log { get; } = new();

    public IGrainFactory Grains { get; }

    public ActorDiagnostics Diagnostics { get; }

    public Desk Desk => _services.GetRequiredService<Desk>();

    public LedgerStore Ledgers => _services.GetRequiredService<LedgerStore>();

    public ArchiveRoom Archive => _services.GetRequiredService<ArchiveRoom>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public Task StopAsync(CancellationToken limit = default) => _services.GetServices<IHostedService>().Single().StopAsync(limit);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
