using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Web.Accounts.Session;

namespace Web.Live;

public static class LiveSetup
{
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSingleton<LiveRights>();
        services.AddSingleton<SpacesOfCompanies>();
        services.AddSingleton(new RecentChanges(TimeProvider.System));
        services.AddSingleton<Subscriptions>();
        services.AddHostedService(s => s.GetRequiredService<Subscriptions>());
        services.AddSingleton<TypingBoard>();
        services.AddSingleton<DraftBoard>();
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<PresenceBoard>(s, TimeProvider.System));
        services.AddSingleton<CallRate>();
        services.AddSignalR(options =>
        {
            options.EnableDetailedErrors = false;
            options.MaximumReceiveMessageSize = 32 * 1024;
            options.MaximumParallelInvocationsPerClient = 1;
            options.AddFilter<CallRate>();
        });
        return services;
    }

    /// <summary>WebSockets without negotiation: any balancer may send each link anywhere.</summary>
    public static void MapLive(this WebApplication app)
    {
        app.MapHub<LiveHub>("/live", options =>
        {
            options.Transports = HttpTransportType.WebSockets;
            options.AllowStatefulReconnects = false;
            options.CloseOnAuthenticationExpiration = true;
        });
    }

    /// <summary>The 21st link of a person is refused before it opens; that page polls instead, the others live on.</summary>
    public static IApplicationBuilder UseLinkLimit(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // The hub speaks WebSockets without negotiation; the framework maps an address for it all the same.
        if (context.Request.Path == "/live/negotiate")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        if (context.Request.Path != "/live" || context.User.Identity is not { IsAuthenticated: true })
            return next(context);
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        if (context.RequestServices.GetRequiredService<Subscriptions>().LinksOf(context.Caller().Account) < Subscriptions.MaxLinks)
            return next(context);
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        return Task.CompletedTask;
    });
}

/// <summary>At most 50 calls at once and 20 a second for a link; beyond that calls fail, a link that keeps on is cut.</summary>
public sealed partial class CallRate(ILogger<CallRate> log) : IHubFilter
{
    private const double PerSecond = 20;
    private const double Burst = 50;
    private readonly ConcurrentDictionary<string, Bucket> _buckets = new();

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var bucket = _buckets.GetOrAdd(invocationContext.Context.ConnectionId, _ => new Bucket());
        if (!bucket.Take(out var refusals))
        {
            if (refusals > 500)
                invocationContext.Context.Abort();
            throw new HubException("Refused.");
        }
        try
        {
            return await next(invocationContext);
        }
        catch (Exception e) when (e is not HubException and not OperationCanceledException)
        {
            // The framework's own line is switched off (appsettings.json): it writes a stack trace for each refusal, as many as a caller likes.
            LogFailure(e, invocationContext.HubMethodName);
            throw;
        }
    }

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        _buckets.TryRemove(context.Context.ConnectionId, out _);
        return next(context, exception);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Hub method {Method} failed")]
    private partial void LogFailure(Exception reason, string method);

    private sealed class Bucket
    {
        private double _left = Burst;
        private long _at = TimeProvider.System.GetTimestamp();
        private int _refusals;

        // One call at a time for a link (MaximumParallelInvocationsPerClient), so no lock.
        public bool Take(out int refusals)
        {
            _left = Math.Min(Burst, _left + TimeProvider.System.GetElapsedTime(_at).TotalSeconds * PerSecond);
            _at = TimeProvider.System.GetTimestamp();
            refusals = _left >= 1 ? 0 : ++_refusals;
            if (_left < 1)
                return false;
            _left--;
            return true;
        }
    }
}
