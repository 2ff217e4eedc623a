namespace Web.Shared;

/// <param name="Portal">A customer's page; null for staff.</param>
public sealed record NameMenu(string Name, string SignOut, bool Staff, PageShell? Portal = null);
