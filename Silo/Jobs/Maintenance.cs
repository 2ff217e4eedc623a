using Grains.Accounts;
using Grains.Commits;
using Grains.Employees.Departures.Proofs;
using Grains.Employees.Waivers;
using Grains.Interfaces.Employees.Evidence;
using Grains.Spaces;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Silo.Evidence;
using Silo.Files;
using Silo.Messaging;
using Silo.Throttles;

namespace Silo.Jobs;

/// <summary>Clears away, once an hour of business time, what nobody will ask for again; scans each minute what waits for it.</summary>
public sealed partial class Maintenance(IStateStore store, ThrottleStore throttles, FileStore files, FileScans scans, Deliveries deliveries,
    EndedBatches batches, FormerImports imports, FormerEvidence evidence, OnceDone once, FormerMandates mandates, FormerDepartures departures, FormerWaivers waivers, Proposals proposals, PolicyBook policies, TimeProvider clock, ILogger<Maintenance> log) : BackgroundService
{
    private static readonly TimeSpan OperationsKept = TimeSpan.FromDays(7);
    private static readonly TimeSpan JobsKept = TimeSpan.FromDays(30);
    private static readonly TimeSpan BatchesKept = TimeSpan.FromDays(90);
    private static readonly TimeSpan ImportsKept = TimeSpan.FromDays(30);
    private static readonly TimeSpan EvidenceKept = TimeSpan.FromDays(EvidenceFile.KeptDays);
    private static readonly TimeSpan SourcesKept = TimeSpan.FromHours(1);

    /// <summary>
    /// Unlinked uploads of more than a day, answers and expired claims of more than 7 days, ended jobs, deliveries and sessions of more than 30 days,
    /// ended batches with their results of more than 90 days, imports 30 days after they began, evidence bundles 7 days after they were asked for, proposals of a telephone 30 days after their 7, sources an hour after their window.
    /// </summary>
    public async Task Tidy(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await once.Do("former-mandates", mandates.Plan, cancel);
        await once.Do("former-departures", departures.Plan, cancel);
        await once.Do("former-waivers", waivers.Plan, cancel);
        while (await proposals.Sweep(now - JobsKept, cancel) > 0)
        {
        }
        while (await files.Sweep(cancel) > 0)
        {
        }
        while (await deliveries.Sweep(now - JobsKept, cancel) > 0)
        {
        }
        while (await batches.Sweep(now - BatchesKept, cancel) > 0)
        {
        }
        while (await imports.Sweep(now - ImportsKept, cancel) > 0)
        {
        }
        while (await evidence.Sweep(now - EvidenceKept, cancel) > 0)
        {
        }
        // A portal may let sessions live longer than that.
        var ended = policies.All.Select(p => p.SessionLife).Append(JobsKept).Max();
        while (await store.Purge(now - OperationsKept, now - ended, cancel) > 0)
        {
        }
        await throttles.Purge(TimeProvider.System.GetUtcNow() - SourcesKept, cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Real time only says when to look: a demo's clock may jump by weeks, or stand still.
        using var look = new PeriodicTimer(TimeSpan.FromMinutes(1));
        var done = DateTimeOffset.MinValue;
        try
        {
            while (await look.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    while (await scans.Run(stoppingToken) > 0)
                    {
                    }
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    LogPutOff(e);
                }
                var now = clock.GetUtcNow();
                if ((now - done).Duration() < TimeSpan.FromHours(1))
                    continue;
                try
                {
                    await Tidy(stoppingToken);
                    done = now;
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Maintenance is put off")]
    private partial void LogPutOff(Exception reason);
}
