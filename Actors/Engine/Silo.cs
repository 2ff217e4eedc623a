using System.Collections.Frozen;
using System.Reflection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Actors.Engine;

/// <summary>The embedded engine of one process: grain classes, clocks, start and stop.</summary>
internal sealed class Silo : IClusterClient, IHostedService, IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stopped = new();
    private readonly FrozenDictionary<Type, GrainClass[]> _contracts;
    private readonly Collector _collector;
    private readonly ITimer[] _timers;
    private volatile bool _stopping;
    private int _activations;

    public Silo(IServiceProvider services, ActorOptions options, TimeProvider clock, ILogger<Silo> log, Assembly[] grainAssemblies)
    {
        (ServiceProvider, Options, Clock, Log) = (services, options, clock, log);
        Deadlines = new Deadlines(clock);
        Classes = [.. grainAssemblies.Distinct().SelectMany(a => a.GetTypes())
            .Where(type => type is { IsAbstract: false, ContainsGenericParameters: false } && type.IsSubclassOf(typeof(Grain)))
            .Select(type => new GrainClass(this, type))];
        _contracts = Classes
            .SelectMany(grain => grain.Type.GetInterfaces(), (grain, contract) => (grain, contract))
            .Where(pair => typeof(IGrainWithStringKey).IsAssignableFrom(pair.contract) && pair.contract != typeof(IGrainWithStringKey))
            .GroupBy(pair => pair.contract, pair => pair.grain)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
        _collector = new Collector(this);

        // The timers outlive whatever was ambient when the silo was first asked for.
        using var flow = ExecutionContext.SuppressFlow();
        _timers =
        [
            clock.CreateTimer(_ => Deadlines.Sweep(), null, Beat, Beat),
            clock.CreateTimer(_ => _collector.Trim(), null, Beat, Beat),
            clock.CreateTimer(_ => _collector.CollectIdle(), null, options.CollectEvery, options.CollectEvery),
        ];
    }

    public IServiceProvider ServiceProvider { get; }

    public ActorOptions Options { get; }

    public TimeProvider Clock { get; }

    public ILogger Log { get; }

    public Deadlines Deadlines { get; }

    public IReadOnlyList<GrainClass> Classes { get; }

    /// <summary>Cancelled when a stopping silo has waited long enough.</summary>
    public CancellationToken Stopped => _stopped.Token;

    public int ActivationCount => Volatile.Read(ref _activations);

    public IEnumerable<Activation> Activations => Classes.SelectMany(grain => grain.Activations, (_, entry) => entry.Value);

    public void CountActivations(int change) => Interlocked.Add(ref _activations, change);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey);
        var grains = _contracts.GetValueOrDefault(typeof(TGrainInterface)) ?? [];
        if (grainClassNamePrefix is not null)
        {
            grains = Array.FindAll(grains, g => g.Type.FullName!.StartsWith(grainClassNamePrefix, StringComparison.Ordinal));
        }

        return grains is [var only]
            ? ProxyRegistry.Create<TGrainInterface>(new GrainTarget(only, primaryKey))
            : throw new ArgumentException($"{typeof(TGrainInterface)} is implemented by {grains.Length} grain classes, not one.");
    }

    /// <summary>While the silo stops, turns that run may still ask other grains, so that they can finish.</summary>
    public bool Refuses(CallFlow? caller) =>
        _stopping && (Stopped.IsCancellationRequested || caller?.Turn is null or { HasFinished: true });

    public static SiloUnavailableException Unavailable() => new("The silo is stopping; the call was not run.");

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping = true;
        using var patience = new CancellationTokenSource(Options.DrainFor, Clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await DrainAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Log.DrainEnded(ActivationCount);
        }

        await _stopped.CancelAsync();
        Deadlines.FailAll(Unavailable);
        Dispose();
    }

    public void Dispose()
    {
        foreach (var timer in _timers)
        {
            timer.Dispose();
        }
    }

    /// <summary>Again until none is left: a turn that finishes may have woken another grain.</summary>
    private async Task DrainAsync(CancellationToken limit)
    {
        while (Activations.ToArray() is { Length: > 0 } all)
        {
            foreach (var activation in all)
            {
                activation.DeactivateWhenDrained(new(DeactivationReasonCode.ShuttingDown, "The silo stops."));
            }

            await Task.WhenAll(all.Select(activation => activation.Deactivated)).WaitAsync(limit);
        }
    }
}
