using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Tests.Fixtures.Cluster;

namespace Cluster.Tests;

/// <summary>Row F3 against a server of its own, whose memory nothing else uses.</summary>
public sealed class BombTests : IAsyncLifetime
{
    private const int Almost20Megabytes = 19 * 1024 * 1024;
    private readonly Node _node = new();

    public Task InitializeAsync() => _node.Start();

    public Task DisposeAsync()
    {
        _node.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task F3_Bombs_are_answered_within_two_seconds_and_the_process_hardly_grows()
    {
        using var nora = new Person(_node.Address, "Nora");
        await nora.SignIn();
        var form = await nora.Tab.Form("/multi-siren/profil");
        // Warm: what any large file costs is not the bomb's.
        Assert.Equal(HttpStatusCode.OK, (await Upload(nora, form, "courrier.pdf", Pdf(new string(' ', Almost20Megabytes)))).Status);

        foreach (var (name, content, refused) in new (string, byte[], bool)[]
        {
            ("bombe.png", Png(50_000, 50_000), true),
            ("objets.pdf", Pdf(string.Concat(Enumerable.Range(1, 1_000_000).Select(n => $"{n % 10} 0 obj<<>>endobj\n"))), false),
            ("filtres.pdf",
                Pdf(string.Concat(Enumerable.Range(1, 200_000)
                    .Select(n => $"{n} 0 obj<</Filter[{string.Concat(Enumerable.Repeat("/FlateDecode", 5))}]>>endobj\n"))), false),
            ("ouvert.pdf", Encoding.Latin1.GetBytes("%PDF-1.7\n" + new string('<', Almost20Megabytes)), true),
        })
        {
            // The peak is counted from now on.
            await File.WriteAllTextAsync($"/proc/{_node.ProcessId}/clear_refs", "5");
            var before = Memory("VmRSS");

            var answer = await Upload(nora, form, name, content);

            Assert.InRange(answer.Took, TimeSpan.Zero, TimeSpan.FromSeconds(2));
            Assert.InRange(Memory("VmHWM") - before, long.MinValue, 100 * 1024 * 1024);
            Assert.Equal(refused, answer.Status is HttpStatusCode.UnsupportedMediaType);
        }
    }

    private static async Task<(HttpStatusCode Status, TimeSpan Took)> Upload(Person who, FormKeys form, string name, byte[] content)
    {
        using var body = new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/multi-siren/fichiers") { Content = body };
        request.Headers.Add("RequestVerificationToken", form.Token);
        request.Headers.Add("X-Fragment", "1");
        var started = Stopwatch.GetTimestamp();
        using var answer = await who.Tab.Client.SendAsync(request);
        return (answer.StatusCode, Stopwatch.GetElapsedTime(started));
    }

    private long Memory(string line) => 1024 * long.Parse(
        File.ReadLines($"/proc/{_node.ProcessId}/status").Single(l => l.StartsWith(line, StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);

    private static byte[] Pdf(string body) => Encoding.Latin1.GetBytes(
        $"%PDF-1.7\n{body}\n1 0 obj\n<< /Type /Catalog >>\nendobj\nxref\n0 1\n0000000000 65535 f\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n");

    /// <summary>A head that promises so many pixels, with a right checksum, before nothing.</summary>
    private static byte[] Png(uint width, uint height)
    {
        var chunk = new byte[17];
        "IHDR"u8.CopyTo(chunk);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(4), width);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8), height);
        chunk[12] = 8;
        var crc = uint.MaxValue;
        foreach (var one in chunk)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }
        var sum = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(sum, ~crc);
        return [0x89, .. "PNG\r\n"u8, 0x1a, 0x0a, 0, 0, 0, 13, .. chunk, .. sum, .. new byte[Almost20Megabytes]];
    }
}
