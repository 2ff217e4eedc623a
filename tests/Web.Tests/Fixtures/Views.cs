namespace Web.Tests.Fixtures;

/// <summary>The templates of all pages, as they are written.</summary>
internal static class Views
{
    public static IEnumerable<(string Path, string Text)> All()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Actors.sln")))
            root = root.Parent;
        var web = Path.Combine(root.FullName, "Web");
        return Directory.EnumerateFiles(web, "*.cshtml", SearchOption.AllDirectories).Select(f => (Path.GetRelativePath(web, f), File.ReadAllText(f)));
    }
}
