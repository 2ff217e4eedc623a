namespace Web.Security;

/// <summary>Where to go after signing in: only ever a page of ours.</summary>
public static class ReturnUrl
{
    private static readonly Uri Here = new("https://here.invalid/");

    /// <summary>The path asked for when it is local and lies under <paramref name="prefix"/>, otherwise <paramref name="fallback"/>.</summary>
    public static string Local(string? asked, string prefix, string fallback) =>
        asked is not null && IsLocal(asked) && Resolved(asked)!.AbsolutePath.StartsWith(prefix, StringComparison.Ordinal) ? asked : fallback;

    /// <summary>
    /// Browsers drop tabs and newlines, and read "\" as "/": so "//evil", "/\evil" and "/(tab)/evil" all lead to another host.
    /// </summary>
    public static bool IsLocal(string url) =>
        url.StartsWith('/')
        && !url.StartsWith("//", StringComparison.Ordinal)
        && !url.Any(c => c is '\\' || char.IsControl(c))
        && Resolved(url) is { } resolved
        && resolved.Scheme == Here.Scheme
        && resolved.Host == Here.Host;

    // Dot segments are gone here, as they are in a browser: "/portal/../other" is not under "/portal/".
    private static Uri? Resolved(string url) => Uri.TryCreate(Here, url, out var resolved) ? resolved : null;
}
