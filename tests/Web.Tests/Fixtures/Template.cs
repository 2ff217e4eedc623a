using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Npgsql;
using Tests.Fixtures;
using Web.Live;

namespace Web.Tests.Fixtures;

/// <summary>A seeded demo's data, made once for all tests and copied for each site.</summary>
internal static class Template
{
    private static readonly Lazy<Task<(string Directory, string Store)>> Made = new(Make);

    /// <summary>Fills the directory, or a database; what <c>STORE</c> takes.</summary>
    public static string CopyTo(string directory)
    {
        // The seeding is awaited on a thread of its own: constructors of test classes cannot.
        var made = Task.Run(() => Made.Value).GetAwaiter().GetResult();
        // Not the throttles: each site makes its own, and theirs may still be closing.
        foreach (var file in Directory.EnumerateFiles(made.Directory)
            .Where(f => Path.GetFileName(f) is "guichet.db" or "guichet.db-wal" || Path.GetExtension(f) is ".key"))
            File.Copy(file, Path.Combine(directory, Path.GetFileName(file)));
        return TestStore.Fresh(made.Store);
    }

    public static Dictionary<string, string> Settings(string directory, string store) => new()
    {
        ["DEMO"] = "1",
        ["DATA_DIR"] = directory,
        ["STORE"] = store,
        ["Policy:PasswordIterations"] = "1000",
        ["Throttle:SignInsPerMinute"] = "100000",
        ["Portals:1:Slug"] = Site.OtherPortal,
        ["Portals:1:Name"] = "Autre portail",
        ["Portals:1:Insurer"] = "Orvane",
        ["Portals:1:Brand"] = "orvane",
        ["Portals:1:Hint"] = "Un autre",
    };

    private static async Task<(string, string)> Make()
    {
        var directory = Directory.CreateTempSubdirectory("guichet-template-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(directory, recursive: true);
        var store = TestStore.Fresh();
        var factory = new Seeding(directory, store);
        _ = factory.Server;
        await factory.DisposeAsync();
        // Orleans' own connections stay in their pool; a database that somebody is connected to cannot be copied.
        NpgsqlConnection.ClearAllPools();
        await Released(directory);
        return (directory, store);
    }

    /// <summary>Waits for the last of a server that was stopped: its store gives the lock back.</summary>
    public static Task Released(string directory) => TestStore.IsPostgres ? Task.CompletedTask : Eventually.True(() =>
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

    private sealed class Seeding(string directory, string store) : WebApplicationFactory<LiveHub>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Production").ConfigureLogging(logs => logs.ClearProviders());
            foreach (var (name, value) in Settings(directory, store))
                builder.UseSetting(name, value);
        }
    }
}
