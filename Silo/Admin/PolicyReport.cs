using Grains.Accounts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Silo.Admin;

/// <summary>Says once, at start, what the linter finds in the portals' policies. What must not start was refused before.</summary>
public sealed partial class PolicyReport(PolicyBook policies, ILogger<PolicyReport> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (portal, finding) in policies.Findings)
            LogFinding(finding.Severity < FindingSeverity.Warning ? LogLevel.Information : LogLevel.Warning, portal, finding.Severity, finding.Code);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Message = "Policy of {Portal}: {Severity} {Code}")]
    private partial void LogFinding(LogLevel level, string portal, FindingSeverity severity, string code);
}
