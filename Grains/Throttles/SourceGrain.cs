using Grains.Interfaces.Throttles;
using Microsoft.Extensions.Logging;
using Orleans.Providers;
using Orleans.Storage;

namespace Grains.Throttles;

/// <summary>
/// Counts in memory and writes behind: from half the limit on, at once and then every five seconds at most, and when it leaves. What is
/// killed forgives the tries of its last five seconds. A source that stays below half of its limit never costs a write.
/// </summary>
[GrainType("source")]
[StorageProvider(ProviderName = Storage)]
public sealed partial class SourceGrain(ILogger<SourceGrain> log) : Grain<SourceState>, ISourceGrain
{
    public const string Storage = "throttle";
    private static readonly GrainTimerCreationOptions WriteBehind = new(TimeSpan.Zero, TimeSpan.FromSeconds(5)) { Interleave = true };
    private IGrainTimer? _timer;
    private Task _writing = Task.CompletedTask;
    private bool _changed;

    public Task<SourceTry> Take(SourceLimit limit)
    {
        var decision = State.Take(limit, TimeProvider.System.GetUtcNow());
        State = decision.State;
        if (decision.Answer.Granted)
        {
            // Below half of its limit only memory knows it: that stays for as long as the try counts.
            DelayDeactivation(limit.Window);
            if (decision.MustLast)
                WriteSoon();
        }
        return Task.FromResult(decision.Answer);
    }

    public Task GiveBack(SourceTry taken)
    {
        State = State.GiveBack(taken);
        _changed |= _timer is not null;
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _writing;
        if (_changed)
            await Write();
    }

    private void WriteSoon()
    {
        _changed = true;
        // Tries go on being answered while the store takes its time: the state is replaced, never changed.
        _timer ??= this.RegisterGrainTimer(_ => _writing = WriteOrRest(), WriteBehind);
    }

    private Task WriteOrRest()
    {
        if (_changed)
            return Write();
        _timer?.Dispose();
        _timer = null;
        return Task.CompletedTask;
    }

    private async Task Write()
    {
        _changed = false;
        try
        {
            await WriteStateAsync();
        }
        catch (InconsistentStateException)
        {
            // Another activation wrote meanwhile, as while silos find out who is alive: what is stored counts, and the next one reads it.
            DeactivateOnIdle();
        }
        catch (Exception e)
        {
            _changed = true;
            LogPutOff(log, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The tries of a source could not be stored; the next write is in five seconds")]
    private static partial void LogPutOff(ILogger logger, Exception reason);
}
