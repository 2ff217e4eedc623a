using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace Grains.Tests.Files;

/// <summary>Small real files, and the many ways to make them false.</summary>
internal static class Samples
{
    public static readonly byte[] PngHead = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>Grey, 4 × 4, with what is put between the size and the picture.</summary>
    public static byte[] Png(params byte[][] between) => Join([PngHead, Size(4, 4), .. between, Chunk("IDAT", Deflated(new byte[4 * 5])), Chunk("IEND", [])]);

    public static byte[] Size(uint width, uint height)
    {
        var body = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(body, width);
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(4), height);
        body[8] = 8;
        return Chunk("IHDR", body);
    }

    public static byte[] Chunk(string name, byte[] body)
    {
        var named = Join(Encoding.ASCII.GetBytes(name), body);
        return Join(Big(body.Length), named, Big((int)Crc32.HashToUInt32(named)));
    }

    /// <summary>Segments of a baseline JPEG; the entropy-coded bytes hold stuffed 0xFF and a restart marker.</summary>
    public static byte[] Jpeg(params byte[][] before) => Join(
        [[0xff, 0xd8], Segment(0xe0, "JFIF\0\u0001\u0001\0\0\u0001\0\u0001\0\0"), .. before, Frame(8, 8), Segment(0xda, "\u0001\u0001\0\0?\0"),
            [0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56], [0xff, 0xd9]]);

    public static byte[] Frame(ushort height, ushort width) =>
        Segment(0xc0, Encoding.Latin1.GetString([8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0]));

    public static byte[] Segment(byte marker, string body) =>
        Join([0xff, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2)], Encoding.Latin1.GetBytes(body));

    /// <param name="more">Becomes the second object.</param>
    public static byte[] Pdf(string more = "null", int padding = 0) =>
        PdfOf($"1 0 obj\n<< /Type /Catalog /Pages 3 0 R >>\nendobj\n{new string(' ', padding)}2 0 obj\n{more}\nendobj");

    public static byte[] PdfOf(string objects) => Encoding.Latin1.GetBytes(
        $"%PDF-1.7\n{objects}\nxref\n0 1\n0000000000 65535 f\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n");

    public static byte[] Zip()
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create))
        {
            using var entry = archive.CreateEntry("Applet.class").Open();
            entry.Write("classes"u8);
        }
        return file.ToArray();
    }

    public static byte[] Join(params ReadOnlySpan<byte[]> parts)
    {
        using var all = new MemoryStream();
        foreach (var part in parts)
            all.Write(part);
        return all.ToArray();
    }

    private static byte[] Big(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    /// <summary>A stream with objects in it, as <c>/ObjStm</c> holds them.</summary>
    public static string ObjectStream(params ReadOnlySpan<string> objects) => ObjectStream("/Filter /FlateDecode", Deflated, objects);

    public static string ObjectStream(string filter, Func<byte[], byte[]> packed, params ReadOnlySpan<string> objects)
    {
        var (head, body) = ("", "");
        for (var i = 0; i < objects.Length; i++)
        {
            head += $"{10 + i} {body.Length} ";
            body += objects[i] + " ";
        }
        var content = packed(Encoding.Latin1.GetBytes(head + body));
        return $"<< /Type /ObjStm {filter} /N {objects.Length} /First {head.Length} /Length {content.Length} >>\nstream\n{Encoding.Latin1.GetString(content)}\nendstream";
    }

    public static byte[] Deflated(byte[] clear)
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.Optimal))
            zlib.Write(clear);
        return output.ToArray();
    }
}
