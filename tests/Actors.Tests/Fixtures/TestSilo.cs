using Actors.Durable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Actors.Tests.Fixtures;

/// <summary>A silo with the grains of this assembly, on a clock that the test moves.</summary>
public sealed partial class TestSilo : IAsyncDisposable
{
    private static readonly TimeSpan Hopeless = TimeSpan.FromDays(1000);

    private readonly ServiceProvider _services;
    private readonly Timer _watchdog;

    public TestSilo(Action<ActorOptions>? configure = null)
    {
        _services = new ServiceCollection()
            .AddLogging(logging => logging.ClearProviders().AddProvider(Log))
            .AddSingleton<Desk>()
            .AddSingleton<LedgerStore>()
            .AddSingleton<ArchiveRoom>()
            .AddSingleton<Ballot>()
            .AddSingleton<MemoryStore>()
            .AddSingleton(s => new DurableServices(s.GetRequiredService<MemoryStore>(), new SilentFeed(), TimeProvider.System))
            .AddActors(
                options =>
                {
                    options.Clock = Clock;
                    configure?.Invoke(options);
                },
                typeof(TestSilo).Assembly)
            .AddNeighbours()
            .BuildServiceProvider(validateScopes: true);
        Grains = _services.GetRequiredService<IGrainFactory>();
        // Waits on a thread of its own, for constructors of test classes cannot.
        Task.Run(() => _services.StartActors()).GetAwaiter().GetResult();

        // With a broken engine a test must fail, not hang: in the end every caller runs out of patience.
        _watchdog = new Timer(_ => GiveUp(), null, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(1));
    }

    public ManualClock Clock { get; } = new();

    public FailureLog Log { get; } = new();

    public IGrainFactory Grains { get; }

    public Desk Desk => _services.GetRequiredService<Desk>();

    public LedgerStore Ledgers => _services.GetRequiredService<LedgerStore>();

    public ArchiveRoom Archive => _services.GetRequiredService<ArchiveRoom>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public Task StopAsync(CancellationToken limit = default) => _services.GetServices<IHostedService>().Single().StopAsync(limit);

    /// <summary>How many seconds pass until the call has ended; each is given a moment to be noticed.</summary>
    public async Task<int> SecondsUntil(Task call)
    {
        for (var second = 0; ; second++)
        {
            await Task.WhenAny(call, Task.Delay(20));
            if (call.IsCompleted)
            {
                return second;
            }

            Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _watchdog.DisposeAsync();
        await _services.DisposeAsync();
    }

    private void GiveUp()
    {
        Clock.Skip(Hopeless);
        Clock.Advance(TimeSpan.FromSeconds(1));
    }
}
