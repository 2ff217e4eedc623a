using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Silo.Demo;
using Silo.Files;
using Web.Tests.Access;
using Web.Tests.Fixtures;

namespace Web.Tests.Documents;

/// <summary>Rows F1, F2, F4 and F5 of the security checklist over HTTP.</summary>
public sealed class FileTests(Site site) : IClassFixture<Site>
{
    private const string Uploads = "/multi-siren/fichiers";
    private readonly Site _site = site;

    [Theory]
    [InlineData("page.html", "<!doctype html><script>alert(1)</script>")]
    [InlineData("logo.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [InlineData("photo.png", "<!doctype html><script>alert(1)</script>")]
    [InlineData("a.pdf.exe", "%PDF-1.7\nstartxref\n0\n%%EOF")]
    [InlineData("actif.pdf", "%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj 2 0 obj << /S /J#61vaScript >> endobj\nstartxref\n0\n%%EOF")]
    public async Task F1_False_file_is_refused_with_a_sentence(string name, string content)
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);

        var answer = await Answer.Of(await nora.Upload(name, Encoding.Latin1.GetBytes(content)));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.Status);
        Assert.NotEmpty(JsonDocument.Parse(answer.Body).RootElement.GetProperty("message").GetString()!);
        Assert.Equal(0, await _site.Query<long>("SELECT count(*) FROM file WHERE uploader = @who", ("@who", DemoPeople.Nora.Key)));
    }

    [Fact]
    public async Task F2_Gigabyte_in_chunks_is_cut_at_the_cap_with_flat_memory_and_leaves_nothing()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var token = (await nora.Form("/multi-siren/accueil")).Token;
        var chunks = await _site.Query<long>("SELECT count(*) FROM file_chunk");
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var (status, sent) = await SendEndless(nora, token, 1L << 30);

        Assert.Equal(413, status);
        // What the sockets' buffers swallowed after the server had stopped reading is not what it read.
        Assert.InRange(sent, FileStore.MaxSize, FileStore.MaxSize + 32 * 1024 * 1024);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 32 * 1024 * 1024);
        await Eventually.True(async () => await _site.Query<long>("SELECT count(*) FROM file_chunk") == chunks);
        Assert.Equal(0, await _site.Query<long>("SELECT count(*) FROM file WHERE uploader = @who", ("@who", DemoPeople.Nora.Key)));
        Assert.Equal(HttpStatusCode.OK, await nora.StatusOf("/multi-siren/accueil"));
    }

    [Fact]
    public async Task F2_Upload_without_its_token_is_refused_before_it_is_read()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);

        var (status, sent) = await SendEndless(nora, "", 1L << 30);

        Assert.Equal(400, status);
        Assert.InRange(sent, 0, 16 * 1024 * 1024);
    }

    [Theory]
    [InlineData("../../etc/passwd.pdf", "passwd.pdf")]
    [InlineData("C:\\x\\rib.pdf", "rib.pdf")]
    [InlineData("a\r\nX-Injected: 1.pdf", "aX-Injected 1.pdf")]
    [InlineData("relevé \"été\"; filename=x.exe.pdf", "relevé été; filename=x.exe.pdf")]
    [InlineData("photo\u202efdp.pdf", "photofdp.pdf")]
    [InlineData("📎.pdf", "📎.pdf")]
    public async Task F4_Name_is_kept_as_words_and_given_back_in_a_whole_header(string sent, string shown)
    {
        using var irene = await _site.SignIn(DemoPeople.Irene);
        var file = await Linked(irene, sent, Things.Pdf);

        var answer = await irene.Client.GetAsync($"{Uploads}/{file}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Matches("^[0-9a-f]{32}$", file);
        Assert.False(answer.Headers.Contains("X-Injected"));
        var disposition = answer.Content.Headers.ContentDisposition!;
        Assert.Equal(("attachment", shown), (disposition.DispositionType, disposition.FileNameStar));
        Assert.Equal(Things.Pdf, await answer.Content.ReadAsByteArrayAsync());
        Assert.Empty(Directory.EnumerateFiles(_site.DataDirectory, "*.pdf*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task F4_Endless_name_is_cut()
    {
        using var irene = await _site.SignIn(DemoPeople.Irene);

        var file = await Linked(irene, new string('é', 300) + ".pdf", Things.Pdf);

        var name = (await irene.Client.GetAsync($"{Uploads}/{file}")).Content.Headers.ContentDisposition!.FileNameStar!;
        Assert.InRange(name.Length, 100, 120);
        Assert.EndsWith(".pdf", name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F5_File_is_served_as_nothing_but_itself()
    {
        using var irene = await _site.SignIn(DemoPeople.Irene);
        var file = await Linked(irene, "relevé.pdf", Things.Pdf);

        var answer = await irene.Ask($"{Uploads}/{file}");

        Assert.Equal("application/pdf", answer.Header("Content-Type"));
        Assert.StartsWith("attachment;", answer.Header("Content-Disposition"), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Contains("sandbox", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("no-store, private", answer.Header("Cache-Control"));
        Assert.Equal($"{Things.Pdf.Length}", answer.Header("Content-Length"));
    }

    /// <summary>Uploads as our script does and links it to a message.</summary>
    private async Task<string> Linked(Visitor who, string name, byte[] content)
    {
        var page = $"/multi-siren/demandes/{await _site.Query<string>("SELECT number FROM request_list WHERE request = 'multi-siren/demo-arret'")}";
        var form = await who.Form(page);
        var part = new ByteArrayContent(content);
        part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename*=UTF-8''{Uri.EscapeDataString(name)}");
        var uploaded = await who.Ask(HttpMethod.Post, Uploads, new MultipartFormDataContent { part }, ("RequestVerificationToken", form.Token));
        Assert.Equal(HttpStatusCode.OK, uploaded.Status);
        var file = JsonDocument.Parse(uploaded.Body).RootElement.GetProperty("file").GetString()!;
        Assert.Equal(HttpStatusCode.SeeOther, (await who.Send($"{page}?handler=message", form, ("text", "Voici"), ("attachments", file))).StatusCode);
        return file;
    }

    /// <summary>A chunked upload on a bare socket, until the server answers; its status, and how much had left by then.</summary>
    private async Task<(int Status, long Sent)> SendEndless(Visitor who, string token, long length)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(_site.Address.Host, _site.Address.Port);
        var stream = socket.GetStream();
        var cookies = who.Cookies.GetCookieHeader(_site.Address);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {Uploads} HTTP/1.1\r\nHost: {_site.Address.Authority}\r\nCookie: {cookies}\r\nRequestVerificationToken: {token}\r\nX-Fragment: 1\r\n"
            + "Content-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n"));
        var head = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7\n"u8.ToArray();
        var answered = new StreamReader(stream).ReadLineAsync();
        var spaces = new byte[64 * 1024];
        spaces.AsSpan().Fill((byte)' ');
        long sent = 0;
        try
        {
            await Chunk(head);
            while (sent < length && !answered.IsCompleted)
                await Chunk(spaces);
        }
        catch (IOException)
        {
            // The server closes a connection whose body it does not want; what it said is there all the same.
        }
        var line = await answered.WaitAsync(TimeSpan.FromSeconds(20));
        return (int.Parse(line!.Split(' ')[1], null), sent);

        async Task Chunk(byte[] bytes)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n"));
            await stream.WriteAsync(bytes);
            await stream.WriteAsync("\r\n"u8.ToArray());
            sent += bytes.Length;
        }
    }
}
