using Dapper;
using Grains;
using Grains.Commits;
using Grains.Tests.Fixtures;
using Microsoft.Extensions.Configuration;
using Silo.Files;
using Silo.Messaging;
using Tests.Fixtures;

namespace Grains.Tests.Files;

/// <summary>Row F6 at the store; over HTTP it is in Web.Tests.</summary>
public sealed class VirusScannerTests
{
    [Fact]
    public async Task F6_Whole_file_is_sent_to_the_scanner_before_it_may_be_read()
    {
        await using var clamd = new FalseClamd();
        await using var host = new GrainHost(clamd.Settings);
        var content = Samples.Pdf(padding: 600_000);

        var taken = await host.Get<FileStore>().Save("nora", "a.pdf", new MemoryStream(content), default);

        Assert.Equal(content, clamd.Received);
        Assert.True(await MayBeRead(host, taken.Value!.File));
    }

    [Fact]
    public async Task F6_Infected_file_is_refused_and_only_the_journal_knows()
    {
        await using var clamd = new FalseClamd { Answer = "stream: Eicar-Test.UNOFFICIAL FOUND\0" };
        await using var host = new GrainHost(clamd.Settings);

        var taken = await host.Get<FileStore>().Save("nora", "a.pdf", new MemoryStream(Samples.Pdf()), default);

        Assert.Equal(FileRefusal.Infected, taken.Refusal);
        await using var reading = await host.Store.OpenRead();
        Assert.Equal(0, await reading.ExecuteScalarAsync<long>("SELECT (SELECT count(*) FROM file) + (SELECT count(*) FROM file_chunk)"));
        Assert.Equal("nora", await reading.ExecuteScalarAsync<string>("SELECT owner FROM journal WHERE action = 'file-infected'"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("stream: OK")]
    [InlineData("HTTP/1.1 400 Bad Request\0")]
    [InlineData("INSTREAM size limit exceeded. ERROR\0")]
    [InlineData("stream: OK but\0")]
    public async Task F6_Without_a_clear_answer_in_time_the_file_waits_unread(string? answer)
    {
        await using var clamd = new FalseClamd { Answer = answer };
        await using var host = new GrainHost(clamd.Settings);

        var taken = await host.Get<FileStore>().Save("nora", "a.pdf", new MemoryStream(Samples.Pdf()), default);

        Assert.True(taken.Ok);
        Assert.False(await MayBeRead(host, taken.Value.File));
        Assert.NotNull(await host.Get<FileStore>().Find(taken.Value.File, "nora"));
        Assert.Equal(0, await host.Get<FileScans>().Run(default));

        clamd.Answer = "stream: OK\0";
        Assert.Equal(1, await host.Get<FileScans>().Run(default));
        Assert.True(await MayBeRead(host, taken.Value.File));
    }

    [Fact]
    public async Task F6_File_found_infected_later_is_emptied_and_its_sender_told_once()
    {
        await using var clamd = new FalseClamd { Answer = "" };
        await using var host = new GrainHost(clamd.Settings);
        var (nora, _, _) = await host.Customer("nora");
        var file = (await host.Get<FileStore>().Save(nora.Account, "relevé.pdf", new MemoryStream(Samples.Pdf()), default)).Value!.File;
        clamd.Answer = "stream: Eicar-Test FOUND\0";

        Assert.Equal(1, await host.Get<FileScans>().Run(default));
        Assert.Equal(0, await host.Get<FileScans>().Run(default));

        Assert.False(await MayBeRead(host, file));
        await using var reading = await host.Store.OpenRead();
        Assert.Equal(0, await reading.ExecuteScalarAsync<long>("SELECT count(*) FROM file_chunk"));
        var mail = Assert.Single(await host.Get<Outbox>().Read(null, default));
        Assert.Contains("relevé.pdf", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_from_before_there_was_a_scanner_wait_for_it()
    {
        await using var host = new GrainHost();
        var file = (await host.Get<FileStore>().Save("nora", "a.pdf", new MemoryStream(Samples.Pdf()), default)).Value!.File;
        Assert.True(await MayBeRead(host, file));

        Assert.False(new FileStore(null!, null!, new VirusScanner(new ScannerOptions("127.0.0.1", 1, TimeSpan.FromSeconds(1))), null!)
            .MayBeRead((await host.Get<FileStore>().Describe(file, default))!.Value.Verdict));
    }

    [Theory]
    [InlineData("clamd.internal:3310", "clamd.internal", 3310)]
    [InlineData("[::1]:3310", "::1", 3310)]
    [InlineData("", "", 0)]
    public void Address_is_read(string setting, string host, int port) => Assert.Equal((host, port), Read(setting));

    [Theory]
    [InlineData("clamd")]
    [InlineData("clamd:")]
    public void Wrong_address_refuses_the_start(string setting) => Assert.Throws<SettingRefusedException>(() => Read(setting));

    [ClamdFact]
    public async Task F6_Real_clamd_finds_the_test_file_and_passes_a_clean_one()
    {
        await using var clamd = new Clamd();
        await clamd.Start();
        await using var host = new GrainHost(new Dictionary<string, string> { ["CLAMD"] = clamd.Address });
        var store = host.Get<FileStore>();

        var infected = await store.Save("nora", "a.pdf", new MemoryStream(Clamd.InfectedPdf), default);
        var clean = await store.Save("nora", "b.pdf", new MemoryStream(Samples.Pdf(padding: 3_000_000)), default);

        Assert.Equal(FileRefusal.Infected, infected.Refusal);
        Assert.True(await MayBeRead(host, clean.Value!.File));
        await clamd.Stop();
        var waiting = await store.Save("nora", "c.pdf", new MemoryStream(Clamd.InfectedPdf), default);
        Assert.False(await MayBeRead(host, waiting.Value!.File));
        await clamd.Start();
        Assert.Equal(1, await host.Get<FileScans>().Run(default));
        Assert.Equal(ScanVerdict.Infected, (await store.Describe(waiting.Value.File, default))!.Value.Verdict);
    }

    private static (string, int) Read(string setting)
    {
        var options = ScannerOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["CLAMD"] = setting }).Build());
        return (options.Host, options.Port);
    }

    private static async Task<bool> MayBeRead(GrainHost host, string file) =>
        host.Get<FileStore>().MayBeRead((await host.Get<FileStore>().Describe(file, default))!.Value.Verdict);
}
