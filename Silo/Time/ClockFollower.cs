using Microsoft.Extensions.Hosting;
using Silo.Storage;

namespace Silo.Time;

/// <summary>Reads the stored clock before anything goes by it, and follows it twice a second.</summary>
public sealed class ClockFollower(BusinessClock clock, IHostStore store) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await clock.Read(store, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        try
        {
            while (await tick.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await clock.Read(store, stoppingToken);
                }
                catch (IOException)
                {
                    // The store is away; the clock goes on as it was.
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }
}
