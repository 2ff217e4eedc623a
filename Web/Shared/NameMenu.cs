namespace Web.Shared;

/// <param name="Profile">Address of the profile, where there is one.</param>
public sealed record NameMenu(string Name, string SignOut, bool Staff, string? Profile = null);
