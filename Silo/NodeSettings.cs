using Grains;
using Microsoft.Extensions.Configuration;

namespace Silo;

/// <summary>
/// Where this node keeps its data, and what it is: from the environment (<c>DATA_DIR</c>, <c>STORE</c>, <c>DEMO</c>, <c>MASTER_KEY_FILE</c>).
/// </summary>
public sealed record NodeSettings(string DataDirectory, string Store, bool Demo, string? MasterKeyFile, string Origin)
{
    private const int MostDemoCompanies = 20_000;

    /// <summary><c>DEMO_COMPANIES</c>: how many more companies a new demo's accountant has, to try a large portfolio.</summary>
    public int DemoCompanies { get; init; }

    public static NodeSettings Read(IConfiguration settings) => new(
        settings["DATA_DIR"] ?? "data",
        settings["STORE"] ?? "sqlite",
        settings["DEMO"] is "1" or "true",
        settings["MASTER_KEY_FILE"],
        (settings["PUBLIC_URL"] ?? $"http://localhost:{settings["PORT"] ?? "5080"}").TrimEnd('/'))
    {
        DemoCompanies = settings["DEMO_COMPANIES"] is not { Length: > 0 } said ? 0
            : int.TryParse(said, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var many)
                && many <= MostDemoCompanies ? many
            : throw new SettingRefusedException($"DEMO_COMPANIES is a number of companies, at most {MostDemoCompanies}."),
    };
}
