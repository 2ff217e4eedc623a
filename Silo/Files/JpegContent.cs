using System.Buffers.Binary;

namespace Silo.Files;

/// <summary>
/// Walks a JPEG segment by segment (ITU-T T.81 annex B) from SOI to EOI. Exif, XMP, comments and whatever a camera hangs behind the
/// picture are dropped, the colour profile and the way up stay; nothing is decoded.
/// </summary>
internal static class JpegContent
{
    private const long MaxPixels = 50_000_000;
    private const byte Sos = 0xda, Eoi = 0xd9, App0 = 0xe0, App1 = 0xe1, App2 = 0xe2, App14 = 0xee, App15 = 0xef, Comment = 0xfe;

    public static async Task Copy(ByteSource source, Func<ReadOnlyMemory<byte>, ValueTask> sink, CancellationToken cancel)
    {
        await source.Pass(2, sink, cancel);
        var (sized, turned) = (false, false);
        while (true)
        {
            var marker = await Marker(source, cancel);
            if (marker == Eoi)
                break;
            if (marker is 0x00 or 0x01 or >= 0xd0 and <= 0xd8)
                throw new FileRefusedException(FileRefusal.Content);
            var head = await source.Exactly(2, cancel);
            var length = BinaryPrimitives.ReadUInt16BigEndian(head) - 2;
            if (length < 0)
                throw new FileRefusedException(FileRefusal.Content);
            if (IsFrame(marker))
            {
                await CheckSize(source, cancel);
                sized = true;
            }
            if (marker == App1)
            {
                if (ExifOrientation.Alone(await source.Exactly(length, cancel)) is { } orientation && !turned)
                {
                    await sink(orientation);
                    turned = true;
                }
                continue;
            }
            var keep = marker switch
            {
                App0 => (await source.Peek(Math.Min(length, 5), cancel)).Span.StartsWith("JFIF\0"u8),
                App2 => (await source.Peek(Math.Min(length, 11), cancel)).Span.StartsWith("ICC_PROFILE"u8),
                App14 => (await source.Peek(Math.Min(length, 5), cancel)).Span.StartsWith("Adobe"u8),
                > App0 and <= App15 or Comment => false,
                _ => true,
            };
            if (keep)
                await sink(new byte[] { 0xff, marker, head[0], head[1] });
            await source.Pass(length, keep ? sink : null, cancel);
            if (marker == Sos)
                await Scan(source, sink, cancel);
        }
        if (!sized)
            throw new FileRefusedException(FileRefusal.Content);
        await sink(new byte[] { 0xff, Eoi });
        await Trailer.Drop(source, cancel);
    }

    // Entropy-coded data: 0xFF is stuffed with 0x00 or is a restart marker; any other marker ends the scan.
    private static async Task Scan(ByteSource source, Func<ReadOnlyMemory<byte>, ValueTask> sink, CancellationToken cancel)
    {
        while (true)
        {
            var seen = await source.Peek(2, cancel);
            if (seen.Length < 2)
                throw new FileRefusedException(FileRefusal.Content);
            var at = seen.Span.IndexOf((byte)0xff);
            if (at == 0)
            {
                if (seen.Span[1] is not (0x00 or >= 0xd0 and <= 0xd7))
                    return;
                at = 2;
            }
            await source.Pass(at < 0 ? seen.Length : at, sink, cancel);
        }
    }

    private static async Task<byte> Marker(ByteSource source, CancellationToken cancel)
    {
        if ((await source.Exactly(1, cancel))[0] != 0xff)
            throw new FileRefusedException(FileRefusal.Content);
        byte marker;
        do
            marker = (await source.Exactly(1, cancel))[0];
        while (marker == 0xff);
        return marker;
    }

    private static bool IsFrame(byte marker) => marker is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc);

    private static async Task CheckSize(ByteSource source, CancellationToken cancel)
    {
        var frame = await source.Peek(5, cancel);
        if (frame.Length < 5)
            throw new FileRefusedException(FileRefusal.Content);
        long height = BinaryPrimitives.ReadUInt16BigEndian(frame.Span[1..]), width = BinaryPrimitives.ReadUInt16BigEndian(frame.Span[3..]);
        if (width * height > MaxPixels)
            throw new FileRefusedException(FileRefusal.TooManyPixels);
    }
}
