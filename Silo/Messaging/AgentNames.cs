namespace Silo.Messaging;

/// <summary>A browser as people call it, from its user agent; kept rough, for a wrong guess would frighten.</summary>
public static class AgentNames
{
    public static string Of(string agent) => string.Format(OriginTexts.AgentOn, Browser(agent), System(agent));

    private static string Browser(string agent) =>
        agent.Contains("Edg/", StringComparison.Ordinal) ? "Edge"
        : agent.Contains("Firefox/", StringComparison.Ordinal) ? "Firefox"
        : agent.Contains("OPR/", StringComparison.Ordinal) ? "Opera"
        : agent.Contains("Chrome/", StringComparison.Ordinal) ? "Chrome"
        : agent.Contains("Safari/", StringComparison.Ordinal) ? "Safari"
        : OriginTexts.AgentOther;

    private static string System(string agent) =>
        agent.Contains("Android", StringComparison.Ordinal) ? "Android"
        : agent.Contains("iPhone", StringComparison.Ordinal) || agent.Contains("iPad", StringComparison.Ordinal) ? "iOS"
        : agent.Contains("Windows", StringComparison.Ordinal) ? "Windows"
        : agent.Contains("Mac OS", StringComparison.Ordinal) ? "macOS"
        : agent.Contains("Linux", StringComparison.Ordinal) ? "Linux"
        : OriginTexts.AgentUnknown;
}
