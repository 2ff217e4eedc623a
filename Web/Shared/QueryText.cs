namespace Web.Shared;

/// <summary>An address with the parts of its query that say something, after those that it has.</summary>
public static class QueryText
{
    public static string Of(string path, params ReadOnlySpan<(string Name, string? Value)> parts)
    {
        var address = path;
        foreach (var (name, value) in parts)
            if (!string.IsNullOrEmpty(value))
                address += $"{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{name}={Uri.EscapeDataString(value)}";
        return address;
    }
}
