using Grains.Statistics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Silo.Jobs;

/// <summary>Looks each minute whether a day is over, or is to be counted again. Real time only says when to look: a demo's clock may jump.</summary>
public sealed partial class DailyStatistics(DayCountService days, ILogger<DailyStatistics> log) : BackgroundService
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
                    await days.Look(stoppingToken);
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The count of days is put off")]
    private partial void LogPutOff(Exception reason);
}
