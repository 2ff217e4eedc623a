using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;
using Grains.Interfaces;

namespace Web.Throttles;

/// <summary>
/// The framework's rate limiter, asking the source of a request. Global and not a policy of endpoints: those limiters never see the request,
/// and its page must be able to give a right try back.
/// </summary>
internal sealed class SourceRateLimiter(SourceThrottle throttle) : PartitionedRateLimiter<HttpContext>
{
    /// <summary>By the page it was routed to, not by its address: pages are found in capitals and with a slash at the end as well.</summary>
    public static SourceKind? KindOf(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) ? context.GetEndpoint()?.Metadata.GetMetadata<ThrottledAttribute>()?.Kind : null;

    public override RateLimiterStatistics? GetStatistics(HttpContext resource) => null;

    // The middleware asks this first, and then the other: an answer that takes a call cannot be had at once.
    protected override RateLimitLease AttemptAcquireCore(HttpContext resource, int permitCount) =>
        new Lease(KindOf(resource) is null ? null : SourceAttempt.Refused(TimeSpan.Zero));

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(HttpContext resource, int permitCount, CancellationToken cancellationToken)
    {
        if (KindOf(resource) is not { } kind)
            return new Lease(null);
        var attempt = await throttle.Take(kind, resource.Request.RouteValues["portal"] as string ?? Caller.StaffPortal, resource.Connection.RemoteIpAddress);
        resource.Features.Set(attempt);
        return new Lease(attempt);
    }

    /// <param name="attempt">Null when nothing is limited.</param>
    private sealed class Lease(SourceAttempt? attempt) : RateLimitLease
    {
        public override bool IsAcquired => attempt?.IsGranted ?? true;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, [NotNullWhen(true)] out object? metadata)
        {
            metadata = null;
            return false;
        }
    }
}

public static class ThrottleSetup
{
    public static IServiceCollection AddThrottle(this IServiceCollection services)
    {
        services.AddSingleton<SourceThrottle>();
        services.AddRateLimiter(limits => limits.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.Features.Get<SourceAttempt>()?.Refuse(rejected.HttpContext.Response);
            return ValueTask.CompletedTask;
        });
        services.AddOptions<Microsoft.AspNetCore.RateLimiting.RateLimiterOptions>().Configure<SourceThrottle>((limits, throttle) =>
            (limits.RejectionStatusCode, limits.GlobalLimiter) = (StatusCodes.Status429TooManyRequests, new SourceRateLimiter(throttle)));
        return services;
    }

    /// <summary>What this request brought was right: it does not count against its source. Nothing on pages that are not throttled.</summary>
    public static Task GiveTryBack(this HttpContext context) => context.Features.Get<SourceAttempt>()?.GiveBack() ?? Task.CompletedTask;
}
