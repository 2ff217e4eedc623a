using System.Text.RegularExpressions;

namespace Grains.Tests.Conventions;

/// <summary>Where things live, read from the sources.</summary>
public sealed partial class FolderTests
{
    private static readonly string[] Products = ["Grains.Interfaces", "Grains", "Silo", "Web"];

    // A page of a demo and what a command line asks for are grown here; everything else below the pages is asked by grains, never the other way round.
    private static readonly string[] MayCallGrains = ["Silo/Demo", "Silo/Admin"];

    [Fact]
    public void No_folder_is_a_heap()
    {
        var heaps = Products.SelectMany(Folders).Where(f => Directory.GetFiles(f).Length > 30);

        Assert.Empty(heaps.Select(Name));
    }

    [Fact]
    public void Namespaces_follow_folders()
    {
        var strays = Products.SelectMany(Sources)
            .Where(f =>
                Namespace().Match(File.ReadAllText(f)) is { Success: true } found
                    && found.Groups[1].Value != Path.GetDirectoryName(Name(f))!.Replace('/', '.'));

        Assert.Empty(strays.Select(Name));
    }

    [Fact]
    public void Silo_calls_no_grain()
    {
        var callers = Sources("Silo")
            .Where(f =>
                File.ReadAllText(f).Contains("IGrainFactory", StringComparison.Ordinal)
                    && !MayCallGrains.Any(m => Name(f).StartsWith(m + "/", StringComparison.Ordinal)));

        Assert.Empty(callers.Select(Name));
    }

    [Fact]
    public void Nothing_outside_the_tests_depends_on_them()
    {
        var projects = Products.SelectMany(p => Directory.GetFiles(Path.Combine(Root, p), "*.csproj"));

        Assert.Empty(projects.Where(p => File.ReadAllText(p).Contains("../tests/", StringComparison.Ordinal)).Select(Name));
    }

    [Fact]
    public void The_solution_holds_what_was_asked_for()
    {
        var solution = File.ReadAllText(Path.Combine(Root, "Actors.sln"));

        Assert.Equal(
            [.. Products.Order(StringComparer.Ordinal)],
            Project().Matches(solution).Select(m => m.Groups[1].Value).Where(p => !p.StartsWith("tests", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
    }

    private static string Root { get; } = FindRoot();

    private static IEnumerable<string> Folders(string product) =>
        Directory.GetDirectories(Path.Combine(Root, product), "*", SearchOption.AllDirectories).Where(d => !Made().IsMatch(Name(d)));

    private static IEnumerable<string> Sources(string product) =>
        Directory.GetFiles(Path.Combine(Root, product), "*.cs", SearchOption.AllDirectories).Where(f => !Made().IsMatch(Name(f)));

    private static string Name(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string FindRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Actors.sln")))
            at = at.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return at.FullName;
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@", ""([\w.\\]+?)(?:\\[\w.]+)?\.csproj""")]
    private static partial Regex Project();

    // What builds and npm make, and migrations, whose list only grows.
    [GeneratedRegex("(^|/)(bin|obj|node_modules|wwwroot|Migrations|Templates)(/|$)")]
    private static partial Regex Made();
}
