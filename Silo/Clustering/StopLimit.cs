using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Silo.Clustering;

/// <summary>
/// Ends the process when an orderly stop does not: with neither database nor silos in reach, Orleans tries for a minute to write that it has left.
/// What supervises the process would kill it after 30 s, and what was acknowledged is in the store either way.
/// </summary>
/// <remarks>Made before whatever it waits for, so that the container disposes it last.</remarks>
internal sealed partial class StopLimit(IHostApplicationLifetime host, ILogger<StopLimit> log) : IHostedService, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);
    private readonly ManualResetEventSlim _ended = new();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // A thread of its own: the pool may be what hangs.
        host.ApplicationStopping.Register(() => new Thread(End) { IsBackground = true, Name = "stop-limit" }.Start());
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _ended.Set();

    private void End()
    {
        if (_ended.Wait(Patience))
            return;
        LogGaveUp();
        // The console writes in the background.
        Thread.Sleep(TimeSpan.FromMilliseconds(200));
        Environment.Exit(0);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The orderly stop did not end in 25 s; the process ends")]
    private partial void LogGaveUp();
}
