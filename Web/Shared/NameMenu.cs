namespace Web.Shared;

public sealed record NameMenu(string Name, string SignOut, bool Staff);
