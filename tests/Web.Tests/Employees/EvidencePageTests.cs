using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Silo.Demo;
using Silo.Evidence;
using Tests.Fixtures;
using Web.Tests.Fixtures;

namespace Web.Tests.Employees;

/// <summary>The evidence bundle over HTTP: asked for on the register, made meanwhile, downloaded by who asked alone, gone after its days.</summary>
public sealed partial class EvidencePageTests(Site site) : IClassFixture<Site>
{
    private const string Path = "/multi-siren/salaries/dispenses";
    private static readonly string Register = $"{Path}?entreprise={DemoPeople.Brumont.Siren}";
    private static readonly (string, string) Brumont = ("societe", DemoPeople.Brumont.Siren);
    private readonly Site _site = site;

    [Fact]
    public async Task It_is_asked_for_once_made_and_downloaded_whole()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        Assert.Contains("handler=preuves", await Read(nora), StringComparison.Ordinal);

        var both = await Task.WhenAll(nora.Do(Path, "preuves", Brumont), nora.Do(Path, "preuves", Brumont));

        Assert.All(both, asked => Assert.Equal((HttpStatusCode.SeeOther, Path), (asked.StatusCode, asked.Headers.Location!.ToString())));
        var address = await Ready(nora);
        Assert.Contains("Nora", await Read(nora), StringComparison.Ordinal);
        var given = await nora.Client.GetAsync(address);
        Assert.Equal(("application/zip", "attachment"), (given.Content.Headers.ContentType!.MediaType, given.Content.Headers.ContentDisposition!.DispositionType));
        Assert.True(given.Headers.CacheControl!.NoStore);
        Assert.Contains("sandbox", given.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using var file = new MemoryStream(await given.Content.ReadAsByteArrayAsync());
        Assert.Equal(given.Content.Headers.ContentLength, file.Length);
        using var zip = new ZipArchive(file);
        var prints = Encoding.UTF8.GetString(Content(zip, "empreintes.sha256")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(prints, p => Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Content(zip, p[66..]))), p[..64]));
        Assert.Contains(prints, p => p.Contains("  justificatifs/0001-", StringComparison.Ordinal));
        Assert.Contains(prints, p => p.EndsWith("  index.pdf", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_else_downloads_it_and_after_its_days_nobody_does()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        await nora.Do(Path, "preuves", Brumont);
        var address = await Ready(nora);

        foreach (var other in new[] { DemoPeople.Ousmane, await _site.Colleague("voisine-des-preuves"), DemoPeople.Claire })
        {
            using var visitor = await _site.SignIn(other);
            Assert.NotEqual(HttpStatusCode.OK, await visitor.StatusOf(address));
            Assert.DoesNotContain(address, await visitor.StatusOf(Register) is HttpStatusCode.OK ? await visitor.Read(Register) : "", StringComparison.Ordinal);
        }
        using (var stranger = await _site.SignIn(DemoPeople.Ousmane))
            Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusOf(address));
        Assert.Equal(HttpStatusCode.NotFound, await nora.StatusOf($"{Path}/preuves/{new string('a', 200)}"));
        Assert.Equal(HttpStatusCode.NotFound, (await nora.Do(Path, "preuves", ("societe", "552100554"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await nora.Do(Path, "preuves")).StatusCode);

        var later = _site.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddHours(1);
        while (await _site.Services.GetRequiredService<FormerEvidence>().Sweep(later, default) > 0)
        {
        }

        Assert.Equal(HttpStatusCode.NotFound, await nora.StatusOf(address));
        Assert.Contains("Préparer le dossier de preuves", await Read(nora), StringComparison.Ordinal);
    }

    private static async Task<string> Read(Visitor who) => WebUtility.HtmlDecode(await who.Read(Register));

    private static async Task<string> Ready(Visitor who)
    {
        var address = "";
        await Eventually.True(async () => (address = File().Match(await who.Read(Register)).Value).Length > 0, TimeSpan.FromSeconds(30));
        return address;
    }

    private static byte[] Content(ZipArchive zip, string name)
    {
        using var content = zip.GetEntry(name)!.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }

    [GeneratedRegex("/multi-siren/salaries/dispenses/preuves/[0-9a-f]+")]
    private static partial Regex File();
}
