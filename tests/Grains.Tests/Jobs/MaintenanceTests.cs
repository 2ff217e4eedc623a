using System.Security.Cryptography;
using Grains.Commits;
using Grains.Interfaces.Requests;
using Grains.Tests.Files;
using Grains.Tests.Fixtures;
using Silo.Files;
using Silo.Jobs;

namespace Grains.Tests.Jobs;

public sealed class MaintenanceTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Unlinked_uploads_go_after_a_day_linked_ones_stay()
    {
        var (nora, company, _) = await _host.Customer("nora");
        var request = await _host.SentRequest(nora, company, "1");
        var store = _host.Get<FileStore>();
        var linked = (await store.Save(nora.Account, "a.pdf", new MemoryStream(Samples.Pdf()), default)).Value!.File;
        var forgotten = (await store.Save(nora.Account, "b.pdf", new MemoryStream(Samples.Pdf()), default)).Value!.File;
        Assert.True((await request.Post(nora, _host.Fresh(), new NewMessage("Voici", [linked]))).Ok);

        _host.Clock.Advance(TimeSpan.FromHours(24));
        await _host.Get<Maintenance>().Tidy(default);
        Assert.NotNull(await store.Find(forgotten, nora.Account));
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        await _host.Get<Maintenance>().Tidy(default);

        Assert.Null(await store.Find(forgotten, nora.Account));
        _host.Clock.Advance(TimeSpan.FromHours(1));
        await _host.Get<Maintenance>().Tidy(default);
        await Assert.ThrowsAsync<CryptographicException>(() => store.CopyTo(forgotten, Stream.Null, default));
        var kept = new MemoryStream();
        await store.CopyTo(linked, kept, default);
        Assert.Equal(Samples.Pdf(), kept.ToArray());
    }

    [Fact]
    public async Task Answers_are_kept_seven_days()
    {
        var (nora, company, _) = await _host.Customer("nora");
        var request = await _host.SentRequest(nora, company, "1");
        var operation = _host.Fresh();
        await request.Post(nora, operation, new NewMessage("Bonjour", []));

        _host.Clock.Advance(TimeSpan.FromDays(7));
        await _host.Get<Maintenance>().Tidy(default);
        Assert.NotNull(await _host.Store.FindOperation(operation.Value));
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        await _host.Get<Maintenance>().Tidy(default);

        Assert.Null(await _host.Store.FindOperation(operation.Value));
    }
}
