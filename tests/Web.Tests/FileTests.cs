using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Grains.Interfaces.Spaces;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests;

/// <summary>Rows F2, F4, F5, Z8 and Z9 of the security checklist, over HTTP.</summary>
public sealed class FileTests : IDisposable
{
    private const string Arret = "/multi-siren/demandes/2026-000003";
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\nxref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R>>\nstartxref\n45\n%%EOF\n");
    private readonly Site _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task F2_Endless_upload_is_cut_at_the_cap_and_memory_stays_flat()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        await Upload(nora, "petit.pdf", Pdf);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var endless = new EndlessPdf(1L << 30);
        using var content = new StreamContent(endless);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");

        HttpStatusCode? status = null;
        try
        {
            status = (await Send(nora, "grand.pdf", content)).StatusCode;
        }
        catch (HttpRequestException)
        {
            // The server may close the connection while the client still sends.
        }

        Assert.True(status is null or HttpStatusCode.RequestEntityTooLarge, $"{status}");
        Assert.InRange(endless.Sent, 1, 64L << 20);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 64 << 20);
        Assert.Equal(HttpStatusCode.OK, await nora.StatusOf("/multi-siren/accueil"));
    }

    [Theory]
    [InlineData("../../etc/passwd.pdf", "passwd.pdf")]
    [InlineData("C:\\temp\\plan.pdf", "plan.pdf")]
    [InlineData("devis\u202efdp.pdf", "devisfdp.pdf")]
    public async Task F4_Names_are_words_and_never_paths(string sent, string shown)
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);

        var (file, name) = await Upload(nora, sent, Pdf);

        Assert.Equal(shown, name);
        Assert.Matches("^[0-9a-f]{32}$", file);
    }

    [Fact]
    public async Task F5_File_is_served_inert()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var (file, _) = await Upload(nora, "été 2026.pdf", Pdf);
        await Say(nora, file);

        var answer = await nora.Client.GetAsync($"/multi-siren/fichiers/{file}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("été 2026.pdf", answer.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.StartsWith("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl is { NoStore: true, Private: true });
        Assert.Equal(Pdf, await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Z8_Upload_of_another_person_cannot_be_linked()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        using var hugues = await _site.SignIn(DemoPeople.Hugues);
        var (file, _) = await Upload(nora, "secret.pdf", Pdf);

        var stolen = await hugues.Do(Arret, "message", ("text", "voici"), ("attachments", file));

        Assert.NotEqual(HttpStatusCode.SeeOther, stolen.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await hugues.StatusOf($"/multi-siren/fichiers/{file}"));
        await Say(nora, file);
        var twice = await nora.Do(Arret, "message", ("text", "encore"), ("attachments", file));
        Assert.NotEqual(HttpStatusCode.SeeOther, twice.StatusCode);
    }

    [Fact]
    public async Task Z9_Download_asks_for_the_right_each_time()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        using var hugues = await _site.SignIn(DemoPeople.Hugues);
        using var ousmane = await _site.SignIn(DemoPeople.Ousmane);
        var (file, _) = await Upload(nora, "plan.pdf", Pdf);
        await Say(nora, file);
        var address = $"/multi-siren/fichiers/{file}";
        Assert.Equal(HttpStatusCode.OK, await hugues.StatusOf(address));
        Assert.Equal(HttpStatusCode.NotFound, await ousmane.StatusOf(address));

        await _site.Grains.GetGrain<ISpaceGrain>($"{DemoPeople.Portal}/brumont").Restrict(DemoPeople.Nora.Caller, Site.Fresh(), DemoPeople.Hugues.Key, [DemoPeople.Vaudrelle.Key]);

        Assert.Equal(HttpStatusCode.NotFound, await hugues.StatusOf(address));
        await nora.Send("/multi-siren/deconnexion", await nora.Form("/multi-siren/accueil"));
        Assert.NotEqual(HttpStatusCode.OK, await nora.StatusOf(address));
        using var stranger = _site.Stranger();
        Assert.NotEqual(HttpStatusCode.OK, await stranger.StatusOf(address));
    }

    private static async Task Say(Visitor by, string file) =>
        Assert.Equal(HttpStatusCode.SeeOther, (await by.Do(Arret, "message", ("text", "voici"), ("attachments", file))).StatusCode);

    private static async Task<(string File, string Name)> Upload(Visitor by, string name, byte[] content)
    {
        var answer = await Send(by, name, new ByteArrayContent(content));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        return (json.GetProperty("file").GetString()!, json.GetProperty("name").GetString()!);
    }

    private static async Task<HttpResponseMessage> Send(Visitor by, string name, HttpContent file)
    {
        var form = await by.Form("/multi-siren/accueil");
        var body = new MultipartFormDataContent { { file, "file", name } };
        var request = new HttpRequestMessage(HttpMethod.Post, $"/{DemoPeople.Portal}/fichiers") { Content = body };
        request.Headers.Add("RequestVerificationToken", form.Token);
        request.Headers.Add("X-Fragment", "1");
        request.Headers.TransferEncodingChunked = true;
        return await by.Client.SendAsync(request);
    }

    /// <summary>A PDF that never ends, made while it is read.</summary>
    private sealed class EndlessPdf(long length) : Stream
    {
        public long Sent { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Sent; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var part = (int)Math.Min(count, length - Sent);
            buffer.AsSpan(offset, part).Fill((byte)' ');
            if (Sent == 0)
                "%PDF-1.4\n"u8.CopyTo(buffer.AsSpan(offset));
            Sent += part;
            return part;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
