using System.Net;
using System.Text;
using Grains;
using Grains.Accounts;
using Grains.Commits;
using Grains.Interfaces.Throttles;
using Web.Security;

namespace Web.Throttles;

public enum SourceKind
{
    /// <summary>Whatever a secret is tried with: passwords, codes, answers, mailed links.</summary>
    SignIn,

    /// <summary>What anybody may send: a registration, a forgotten password or identifier.</summary>
    Form,

    /// <summary>Proofs of a registration that were wrong, addresses found taken, numbers left to be called back: within an hour.</summary>
    Proof,

    /// <summary>Codes of papers that anybody checks.</summary>
    Check,
}

/// <summary>
/// Slows a source (the address, or the /56 of which a subscriber has every address) at a portal, as one for all nodes: its grain counts.
/// No node lets more through than the limit by itself, and without an answer in half a second that alone decides: never a 503, never for
/// nothing. What others have used up costs a call each time; what comes ten times as fast as the limit is cut before it.
/// </summary>
public sealed partial class SourceThrottle(IGrainFactory grains, ISealer sealer, PolicyBook policies, IConfiguration settings, ILogger<SourceThrottle> log)
{
    public const string PerMinute = "Throttle:SignInsPerMinute";
    private const int Flood = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);
    private readonly int _perMinute = settings.GetValue(PerMinute, 60) is > 0 and <= int.MaxValue / Flood and var tries ? tries
        : throw new SettingRefusedException($"{PerMinute} is a number of tries, 1 or more.");
    private readonly NodeSources _floods = new();
    private readonly NodeSources _passed = new();
    private long _complained = long.MinValue / 2;

    /// <summary>Takes a try before what it brings is looked at.</summary>
    public async Task<SourceAttempt> Take(SourceKind kind, string portal, IPAddress? address)
    {
        var (limit, retryAfter) = kind is SourceKind.Proof
            ? (new SourceLimit(policies.For(portal).ProofTries, TimeSpan.FromHours(1)), TimeSpan.FromMinutes(5))
            : (new SourceLimit(_perMinute, TimeSpan.FromMinutes(1)), TimeSpan.FromMinutes(1));
        // Nobody can tell from what is counted, stored or logged who came.
        var key = Convert.ToHexStringLower(sealer.Mac(Encoding.UTF8.GetBytes($"{kind}/{portal}/{TrustedProxies.SourceOf(address)}"), "source"));
        var here = _floods.Take(key, limit with { Tries = Flood * limit.Tries }).Granted ? _passed.Take(key, limit) : new SourceTry(false, 0);
        if (!here.Granted)
            return SourceAttempt.Refused(retryAfter);
        var source = grains.GetGrain<ISourceGrain>(key);
        SourceTry? counted = null;
        try
        {
            counted = await source.Take(limit).WaitAsync(Patience);
        }
        catch (Exception e)
        {
            Complain(e);
        }
        if (counted is null or { Granted: true })
            return SourceAttempt.Granted(retryAfter, () => GiveBack(source, key, counted, here));
        _passed.GiveBack(key, here);
        return SourceAttempt.Refused(retryAfter);
    }

    private async Task GiveBack(ISourceGrain source, string key, SourceTry? counted, SourceTry here)
    {
        _passed.GiveBack(key, here);
        // What the grain was asked and did not answer in time it may have counted: that costs the source one right try.
        if (counted is null)
            return;
        try
        {
            await source.GiveBack(counted).WaitAsync(Patience);
        }
        catch (Exception e)
        {
            Complain(e);
        }
    }

    /// <summary>Once a minute: who floods a node must not fill its log as well.</summary>
    private void Complain(Exception reason)
    {
        var before = Interlocked.Read(ref _complained);
        var now = Environment.TickCount64;
        if (now - before > Quiet.TotalMilliseconds && Interlocked.CompareExchange(ref _complained, now, before) == before)
            LogAlone(log, reason);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No answer about a source: this node decides by its own count")]
    private static partial void LogAlone(ILogger logger, Exception reason);
}
