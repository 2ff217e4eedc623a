using System.Runtime.Versioning;
using Grains.Tests.Accounts;
using Silo.Storage;
using Silo.Storage.Sqlite;

namespace Grains.Tests.Storage;

/// <summary>Who else has an account on the machine reads nothing of the data.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PrivateFilesTests : IDisposable
{
    private const UnixFileMode Owners = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Everybodys = (UnixFileMode)0b110_100_100;
    private readonly DirectoryInfo _above = Directory.CreateTempSubdirectory("guichet-private-");

    public void Dispose() => _above.Delete(recursive: true);

    [Fact]
    public async Task New_store_is_its_owner_s_alone()
    {
        var path = Path.Combine(_above.FullName, "data", "guichet.db");

        using var store = new SqliteStore(path, new ClearSealer(), new InProcessFeed());
        await store.Open(default);

        Assert.Equal(Owners | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(path)!));
        Assert.All(Directory.GetFiles(Path.GetDirectoryName(path)!), file => Assert.Equal((file, Owners), (file, File.GetUnixFileMode(file))));
    }

    [Fact]
    public async Task Store_that_others_could_read_is_closed_at_the_next_start()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_above.FullName, "old"), Everybodys | (UnixFileMode)0b001_001_001).FullName;
        var path = Path.Combine(folder, "guichet.db");
        using (var before = new SqliteStore(path, new ClearSealer(), new InProcessFeed()))
            await before.Open(default);
        File.SetUnixFileMode(folder, Everybodys | (UnixFileMode)0b001_001_001);
        File.SetUnixFileMode(path, Everybodys);

        using var store = new SqliteStore(path, new ClearSealer(), new InProcessFeed());
        await store.Open(default);

        Assert.Equal(Owners | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        Assert.All(Directory.GetFiles(folder), file => Assert.Equal((file, Owners), (file, File.GetUnixFileMode(file))));
    }

    [Fact]
    public void Folder_that_everybody_writes_into_refuses_the_start()
    {
        var shared = Directory.CreateDirectory(Path.Combine(_above.FullName, "tmp")).FullName;
        File.SetUnixFileMode(shared, (UnixFileMode)0b001_111_111_111);

        var refused = Assert.Throws<SettingRefusedException>(() => PrivateFiles.Folder(shared));

        Assert.Contains("DATA_DIR", refused.Message, StringComparison.Ordinal);
        Assert.Equal((UnixFileMode)0b001_111_111_111, File.GetUnixFileMode(shared));
    }
}
