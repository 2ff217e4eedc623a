namespace Web.Display;

/// <summary>What stands where there is nothing yet: the counter drawn, why, and the next act where there is one.</summary>
/// <param name="Level">Of its heading in the page's outline.</param>
public sealed record EmptyState(string Title, string Why, int Level = 2, string? Act = null, string? Address = null);
