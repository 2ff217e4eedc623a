using System.Text.RegularExpressions;

namespace Grains.Tests.Conventions;

/// <summary>docs/rows.md names a test for each row of the security checklist; a name that is gone is a promise that nobody keeps.</summary>
public sealed partial class RowTests
{
    private static readonly string Root = FolderOfTheSolution();
    private static readonly List<(string Row, string File, string Method)> Named = [.. File.ReadLines(Path.Combine(Root, "docs/rows.md")).SelectMany(NamedIn)];

    [Fact]
    public void Every_named_test_exists()
    {
        var missing =
            Named.Where(n =>
                !File.Exists(Path.Combine(Root, n.File)) || !Regex.IsMatch(File.ReadAllText(Path.Combine(Root, n.File)), $@"\b(Task|void) {n.Method}\("));

        Assert.Equal([], missing);
    }

    [Fact]
    public void Every_row_of_access_names_a_test()
    {
        var rows = Numbered('A', 1, 10).Concat(Numbered('B', 1, 20)).Concat(Numbered('C', 1, 11)).Append("C13").Concat(Numbered('S', 1, 8))
            .Concat(Numbered('S', 11, 13))
            .Concat(["Z1", "Z4", "Z5"]).Concat(Numbered('F', 1, 7));

        Assert.Equal([], rows.Except(Named.Select(n => n.Row)));
    }

    private static IEnumerable<string> Numbered(char group, int first, int last) => Enumerable.Range(first, last - first + 1).Select(n => $"{group}{n}");

    private static IEnumerable<(string, string, string)> NamedIn(string line)
    {
        if (Row().Match(line) is not { Success: true } row)
            yield break;
        var file = "";
        foreach (Match name in Name().Matches(line))
        {
            if (name.Value.EndsWith(".cs`", StringComparison.Ordinal))
                file = name.Groups[1].Value;
            else
                yield return (row.Groups[1].Value, file, name.Groups[1].Value);
        }
    }

    private static string FolderOfTheSolution()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Actors.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("Not below the solution.");
        return folder.FullName;
    }

    [GeneratedRegex(@"^\| ([A-Z]\d+) \|")]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
