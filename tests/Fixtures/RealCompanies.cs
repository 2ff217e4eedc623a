using Xunit;

namespace Tests.Fixtures;

/// <summary>Real establishments of the public register, where they lie beside the project.</summary>
public static class RealCompanies
{
    public static string? File { get; } = Find();

    /// <summary>SIREN, SIRET, name, whether it is the head office, address and town of each line.</summary>
    public static IEnumerable<(string Siren, string Siret, string Name, bool HeadOffice, string Address, string City)> Lines() =>
        System.IO.File.ReadLines(File!).Skip(1).Select(l => l.Split(';'))
            .Select(f => (f[0], f[1], f[2], f[3] == "true", $"{f[4]} {f[5]}, {f[6]} {f[7]}".Trim(), f[7]));

    private static string? Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var file = Path.Combine(at.FullName, "shared", "data", "entreprises.csv");
            if (System.IO.File.Exists(file))
                return file;
        }
        return null;
    }
}

/// <summary>A test that needs them, and says so where they are missing.</summary>
public sealed class RealCompaniesFactAttribute : FactAttribute
{
    public RealCompaniesFactAttribute()
    {
        if (RealCompanies.File is null)
            Skip = "Needs ../shared/data/entreprises.csv, which is not there.";
    }
}
