using System.Buffers.Binary;
using System.IO.Hashing;

namespace Silo.Files;

/// <summary>Walks a PNG chunk by chunk (ISO/IEC 15948 §5), checks every CRC, keeps what draws the picture and drops what tells of its maker.</summary>
internal static class PngContent
{
    public static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];
    private const long MaxPixels = 50_000_000;
    private const uint MaxChunk = 64 * 1024 * 1024;
    private static readonly HashSet<string> Kept = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs"];

    public static async Task Copy(ByteSource source, Func<ReadOnlyMemory<byte>, ValueTask> sink, CancellationToken cancel)
    {
        await source.Pass(Signature.Length, sink, cancel);
        var drawn = false;
        for (var first = true; ; first = false)
        {
            var head = await source.Exactly(8, cancel);
            var length = BinaryPrimitives.ReadUInt32BigEndian(head);
            var name = System.Text.Encoding.ASCII.GetString(head, 4, 4);
            if (length > MaxChunk || first != (name == "IHDR"))
                throw new FileRefusedException(FileRefusal.Content);
            var crc = new Crc32();
            crc.Append(head.AsSpan(4));
            var keep = Kept.Contains(name);
            if (keep)
                await sink(head);
            if (name == "IHDR")
                await CheckSize(source, cancel);
            await source.Pass(length, async part =>
            {
                crc.Append(part.Span);
                if (keep)
                    await sink(part);
            }, cancel);
            var said = await source.Exactly(4, cancel);
            if (BinaryPrimitives.ReadUInt32BigEndian(said) != crc.GetCurrentHashAsUInt32())
                throw new FileRefusedException(FileRefusal.Content);
            if (keep)
                await sink(said);
            drawn |= name == "IDAT";
            if (name == "IEND")
                break;
        }
        if (!drawn)
            throw new FileRefusedException(FileRefusal.Content);
        await Trailer.Drop(source, cancel);
    }

    private static async Task CheckSize(ByteSource source, CancellationToken cancel)
    {
        var size = await source.Peek(8, cancel);
        if (size.Length < 8)
            throw new FileRefusedException(FileRefusal.Content);
        long width = BinaryPrimitives.ReadUInt32BigEndian(size.Span), height = BinaryPrimitives.ReadUInt32BigEndian(size.Span[4..]);
        if (width == 0 || height == 0)
            throw new FileRefusedException(FileRefusal.Content);
        if (width * height > MaxPixels)
            throw new FileRefusedException(FileRefusal.TooManyPixels);
    }
}
