using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Web.Live;

namespace Web.Tests.Fixtures;

/// <summary>A seeded demo's data, made once for all tests and copied for each site.</summary>
internal static class Template
{
    private static readonly Lazy<Task<string>> Made = new(Make);

    public static void CopyTo(string directory)
    {
        // The seeding is awaited on a thread of its own: constructors of test classes cannot.
        foreach (var file in Directory.EnumerateFiles(Task.Run(() => Made.Value).GetAwaiter().GetResult(), "*.*").Where(f => Path.GetExtension(f) is ".db" or ".db-wal" or ".key"))
            File.Copy(file, Path.Combine(directory, Path.GetFileName(file)));
    }

    public static Dictionary<string, string> Settings(string directory) => new()
    {
        ["DEMO"] = "1",
        ["DATA_DIR"] = directory,
        ["Policy:PasswordIterations"] = "1000",
        ["Throttle:SignInsPerMinute"] = "100000",
        ["Portals:1:Slug"] = Site.OtherPortal,
        ["Portals:1:Name"] = "Autre portail",
        ["Portals:1:Insurer"] = "Orvane",
        ["Portals:1:Brand"] = "orvane",
        ["Portals:1:Hint"] = "Un autre",
    };

    private static async Task<string> Make()
    {
        var directory = Directory.CreateTempSubdirectory("guichet-template-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(directory, recursive: true);
        var factory = new Seeding(directory);
        _ = factory.Server;
        await factory.DisposeAsync();
        await Released(directory);
        return directory;
    }

    /// <summary>Waits for the last of a server that was stopped: its store gives the lock back.</summary>
    public static Task Released(string directory) => Eventually.True(() =>
    {
        try
        {
            using var held = new FileStream(Path.Combine(directory, "guichet.db.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return Task.FromResult(true);
        }
        catch (IOException)
        {
            return Task.FromResult(false);
        }
    });

    private sealed class Seeding(string directory) : WebApplicationFactory<LiveHub>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Production").ConfigureLogging(logs => logs.ClearProviders());
            foreach (var (name, value) in Settings(directory))
                builder.UseSetting(name, value);
        }
    }
}
