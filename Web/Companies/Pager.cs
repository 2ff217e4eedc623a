namespace Web.Companies;

/// <param name="First">The list's beginning; null where it is shown.</param>
/// <param name="Next">What follows; null at the end.</param>
public sealed record Pager(string? First, string? Next);
