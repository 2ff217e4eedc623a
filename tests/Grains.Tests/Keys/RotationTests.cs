using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Xml.Linq;
using Dapper;
using Grains.Commits;
using Grains.Tests.Files;
using Grains.Tests.Fixtures;
using Silo.Files;
using Silo.Keys;
using Tests.Fixtures;

namespace Grains.Tests.Keys;

/// <summary>A new master key comes into use on a store that holds what the old one sealed.</summary>
public sealed class RotationTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();
    private readonly string _old = Fresh();
    private readonly string _new = Fresh();

    [Fact]
    public async Task Everything_sealed_before_opens_after_and_new_things_are_sealed_anew()
    {
        Write(_old);
        await using var host = new GrainHost(Settings());
        var before = await Leave(host, "before");

        Write($"~{_new}", _old);
        await host.Restart();
        await Check(host, before);
        var between = await Leave(host, "between");
        Write(_new, _old);
        await host.Restart();
        await Check(host, before);
        await Check(host, between);
        var after = await Leave(host, "after");

        Assert.Equal(await KeyOf(host, before.File), await KeyOf(host, between.File));
        Assert.NotEqual(await KeyOf(host, before.File), await KeyOf(host, after.File));
    }

    [Fact]
    public async Task Two_nodes_in_the_middle_of_a_rotation_read_each_other()
    {
        var store = await (await PostgresServer.Shared).CreateDatabase();
        Write($"~{_new}", _old);
        await using var one = new GrainHost(Settings(("STORE", store)));
        // Read by now: the file is rewritten for the other one.
        _ = one.Get<ISealer>();
        Write(_new, _old);
        await using var two = new GrainHost(Settings(("STORE", store)));

        await Check(two, await Leave(one, "one"));
        await Check(one, await Leave(two, "two"));
    }

    public void Dispose() => File.Delete(_file);

    private static string Fresh() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private static async Task<(string Name, string File)> Leave(GrainHost host, string name)
    {
        var file = (await host.Get<FileStore>().Save("nora", "a.pdf", new MemoryStream(Samples.Pdf(name)), default)).Value!.File;
        await host.Store.Commit(
            new CommitUnit($"g/{name}", 0, "1"u8.ToArray(), Condition.None, null, [new Schedule("work", name, name, host.Clock.GetUtcNow(), JobLane.Bulk)],
                host.Clock.GetUtcNow()));
        Keys(host).StoreElement(new XElement("key", name), name);
        return (name, file);
    }

    private static async Task Check(GrainHost host, (string Name, string File) left)
    {
        var content = new MemoryStream();
        await host.Get<FileStore>().CopyTo(left.File, content, default);
        Assert.Equal(Samples.Pdf(left.Name), content.ToArray());
        var real = TimeProvider.System.GetUtcNow();
        // Leases are over as soon as they begin, so that each check sees the job again.
        Assert.Contains(await host.Get<IJobStore>().Lease(JobLane.Bulk, 10, host.Clock.GetUtcNow(), real, real), j => j.Payload == left.Name);
        Assert.Contains(Keys(host).GetAllElements(), k => k.Value == left.Name);
    }

    private static StoredProtectionKeys Keys(GrainHost host) => new(host.Store, host.Get<ISealer>());

    private static async Task<uint> KeyOf(GrainHost host, string file)
    {
        await using var reading = await host.Store.OpenRead();
        return BinaryPrimitives.ReadUInt32BigEndian(await reading.ExecuteScalarAsync<byte[]>("SELECT data FROM file_chunk WHERE file = @file", new { file }));
    }

    private void Write(params string[] lines) => File.WriteAllLines(_file, lines);

    private Dictionary<string, string> Settings(params (string Name, string Value)[] more) =>
        more.Append(("MASTER_KEY_FILE", _file)).ToDictionary(s => s.Item1, s => s.Item2);
}
