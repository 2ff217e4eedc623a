using Grains.Notices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Silo.Messaging;

namespace Silo.Jobs;

/// <summary>Looks each minute whether a portal's digests are due. Real time only says when to look: a demo's clock may jump.</summary>
public sealed partial class DailyDigests(DigestStart start, HeldNotices held, ILogger<DailyDigests> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMinutes(1));
        try
        {
            while (await look.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await start.Look(stoppingToken);
                    await held.Sweep(stoppingToken);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    LogPutOff(e);
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Digests are put off")]
    private partial void LogPutOff(Exception reason);
}
