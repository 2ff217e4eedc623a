using System.Runtime.Versioning;
using Dapper;
using Silo.Throttles;

namespace Grains.Tests.Throttles;

[SupportedOSPlatform("linux")]
public sealed class ThrottleFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string _directory = Directory.CreateTempSubdirectory("guichet-throttle-").FullName;

    private string File => Path.Combine(_directory, "throttle.db");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task File_is_its_owner_s_alone_also_when_it_was_put_there_open_to_all(bool wasThere)
    {
        if (wasThere)
        {
            await System.IO.File.WriteAllBytesAsync(File, []);
            System.IO.File.SetUnixFileMode(File, OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        await using var store = await Open();

        var files = Directory.GetFiles(_directory).Order().ToList();
        Assert.Equal(["throttle.db", "throttle.db-shm", "throttle.db-wal"], files.Select(Path.GetFileName));
        Assert.All(files, f => Assert.Equal(OwnerOnly, System.IO.File.GetUnixFileMode(f)));
    }

    [Fact]
    public async Task Writer_waits_for_another_one_and_what_is_there_stays_when_it_is_opened_again()
    {
        const string row = "INSERT INTO orleans_throttle (key, version, payload, counts_until) VALUES (@key, 1, x'7b7d', 1)";
        await using (var store = await Open())
        {
            await using var one = await store.Database.OpenConnectionAsync();
            await using var other = await store.Database.OpenConnectionAsync();
            await one.ExecuteAsync($"BEGIN IMMEDIATE; {row}", new { key = "one" });

            var waiting = Task.Run(() => other.Execute(row, new { key = "other" }));
            Assert.NotSame(waiting, await Task.WhenAny(waiting, Task.Delay(300)));
            await one.ExecuteAsync("COMMIT");

            Assert.Equal(1, await waiting);
        }

        await using var again = await Open();

        Assert.Equal(2, await again.Purge(DateTimeOffset.FromUnixTimeMilliseconds(2), default));
    }

    private async Task<ThrottleStore> Open()
    {
        var store = ThrottleStore.In(File);
        await store.Open(default);
        return store;
    }
}
