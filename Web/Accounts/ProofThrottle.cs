using System.Net;
using System.Threading.RateLimiting;
using Grains.Accounts;
using Web.Security;

namespace Web.Accounts;

/// <summary>
/// Wrong proofs, and addresses found taken, of one source within an hour: beyond the policy's number it is slowed. Right ones cost nothing,
/// so that an office behind one address can register its people.
/// </summary>
public sealed class ProofThrottle(PolicyBook policies) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);
    private readonly PartitionedRateLimiter<(string Portal, IPAddress? Source)> _wrong = PartitionedRateLimiter.Create<(string Portal, IPAddress? Source), string>(who =>
        RateLimitPartition.GetSlidingWindowLimiter(
            $"{who.Portal} {TrustedProxies.SourceOf(who.Source)}",
            _ => new SlidingWindowRateLimiterOptions { PermitLimit = policies.For(who.Portal).ProofTries, Window = Window, SegmentsPerWindow = 12, QueueLimit = 0 }));

    public static string RetryAfter { get; } = ((int)Window.TotalSeconds / 12).ToString(System.Globalization.CultureInfo.InvariantCulture);

    public bool May(string portal, IPAddress? source) => _wrong.AttemptAcquire((portal, source), 0).IsAcquired;

    public void Note(string portal, IPAddress? source) => _wrong.AttemptAcquire((portal, source)).Dispose();

    public void Dispose() => _wrong.Dispose();
}
