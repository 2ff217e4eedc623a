using Grains.Tests.Fixtures;
using Silo.Files;

namespace Grains.Tests.Files;

/// <summary>Row F2: it measures the memory of the process, so it is alone in it.</summary>
[CollectionDefinition(nameof(EndlessUploadTests), DisableParallelization = true)]
[Collection(nameof(EndlessUploadTests))]
public sealed class EndlessUploadTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task F2_Endless_upload_is_cut_at_the_cap_with_flat_memory_and_leaves_nothing()
    {
        await _host.Get<FileStore>().Save("nora", "a.pdf", new MemoryStream(Samples.Pdf()), default);
        var endless = new EndlessStream(1L << 30, "%PDF-1.7\n"u8.ToArray());

        var taken = await _host.Get<FileStore>().Save("nora", "long.pdf", endless, default);

        Assert.Equal(FileRefusal.TooLarge, taken.Refusal);
        Assert.InRange(endless.Position, FileStore.MaxSize, FileStore.MaxSize + 128 * 1024);
        Assert.InRange(endless.MemoryGrowth, long.MinValue, 16 * 1024 * 1024);
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM file"));
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM file_chunk"));
    }
}
