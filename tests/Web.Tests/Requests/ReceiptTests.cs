using System.Net;
using System.Security.Cryptography;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Silo.Demo;
using Silo.Files;
using Tests.Fixtures.Pdf;
using Web.Tests.Access;
using Web.Tests.Fixtures;

namespace Web.Tests.Requests;

/// <summary>The receipt of a sent request: what was answered and handed in, and when.</summary>
public sealed class ReceiptTests(Site site) : IClassFixture<Site>
{
    private readonly Site _site = site;

    [Fact]
    public async Task Receipt_says_what_was_answered_and_handed_in_with_each_file_s_hash()
    {
        var (number, hash) = await Sent();
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var page = $"/{DemoPeople.Portal}/demandes/{number}";
        Assert.Contains($"{page}/recu", await nora.Read($"{page}/confirmation"), StringComparison.Ordinal);
        Assert.Contains($"{page}/recu", await nora.Read(page), StringComparison.Ordinal);

        var answer = await nora.Client.GetAsync($"{page}/recu");

        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        using var pdf = new ReadPdf(await answer.Content.ReadAsByteArrayAsync());
        Assert.True(pdf.IsTagged && pdf.EmbedsItsFonts && !pdf.IsActive);
        foreach (var said in new[] { number, DemoPeople.Brumont.Name, "Santé", "Remboursements", "Une question précise.", ".pdf" })
            Assert.Contains(said, pdf.Text, StringComparison.Ordinal);
        Assert.Contains(hash, pdf.Text.Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("LOOK_AT") is { Length: > 0 } folder)
            await File.WriteAllBytesAsync(Path.Combine(folder, "receipt.pdf"), await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Nobody_without_the_right_has_it()
    {
        var (number, _) = await Sent();
        using var ousmane = await _site.SignIn(DemoPeople.Ousmane);
        using var nora = await _site.SignIn(DemoPeople.Nora);

        Assert.Equal(HttpStatusCode.NotFound, await ousmane.StatusOf($"/{DemoPeople.Portal}/demandes/{number}/recu"));
        Assert.Equal(HttpStatusCode.NotFound, await nora.StatusOf($"/{DemoPeople.Portal}/demandes/2099-000001/recu"));
    }

    private async Task<(string Number, string Hash)> Sent()
    {
        var nora = DemoPeople.Nora;
        var request = _site.Grains.GetGrain<IRequestGrain>($"{DemoPeople.Portal}/{Guid.NewGuid():N}");
        Assert.True((await request.Begin(nora.Caller, Site.Fresh(), "contact", DemoPeople.Brumont.Key)).Ok);
        Assert.True((await request.SaveDraft(nora.Caller, Site.Fresh(), new DraftPage(5, new Dictionary<string, string>
        {
            ["prenom"] = "Nora", ["nom"] = "Vasselin", ["courriel"] = "nora@autre.example", ["company"] = DemoPeople.Brumont.Key, ["domaine"] = "sante",
            ["theme"] = "remboursements", ["motif"] = "delai", ["message"] = "Une question précise.",
        }))).Ok);
        var file = await Things.Upload(_site, nora);
        using var content = new MemoryStream();
        await _site.Services.GetRequiredService<FileStore>().CopyTo(file, content, default);
        Assert.True((await request.AttachToDraft(nora.Caller, Site.Fresh(), file)).Ok);
        var sent = await request.Send(nora.Caller, Site.Fresh(), await _site.Services.GetRequiredService<RequestNumbers>().Next(default));
        return (sent.Value!.Number, Convert.ToHexStringLower(SHA256.HashData(content.ToArray())));
    }
}
