using System.Buffers.Binary;

namespace Silo.Files;

/// <summary>
/// Which way up a photo is shown (Exif 2.32 §4.6.4, tag 0x0112). Phones store portraits lying on their side and say so there: of all that a camera
/// tells, this alone is kept.
/// </summary>
internal static class ExifOrientation
{
    private const int Header = 6, Entry = 12;
    private const ushort Tag = 0x0112, Short = 3;

    /// <summary>An APP1 segment that says the orientation of <paramref name="app1"/> (its body) and nothing else; null when that is upright or none.</summary>
    public static byte[]? Alone(ReadOnlySpan<byte> app1) => Of(app1) is { } orientation and >= 2 and <= 8
        ?
        [
            0xff, 0xe1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, (byte)(Tag >> 8), Tag & 0xff, 0, (byte)Short, 0, 0, 0, 1, 0, (byte)orientation,
                0, 0, 0, 0, 0, 0,
        ]
        : null;

    private static int? Of(ReadOnlySpan<byte> app1)
    {
        if (!app1.StartsWith("Exif\0\0"u8) || app1.Length < Header + 8)
            return null;
        var tiff = app1[Header..];
        var isLittle = tiff.StartsWith("II"u8);
        if (!isLittle && !tiff.StartsWith("MM"u8))
            return null;
        var directory = isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (directory > tiff.Length - 2)
            return null;
        var count = Word(tiff[(int)directory..], isLittle);
        for (var (n, at) = (0, (int)directory + 2); n < count && at + Entry <= tiff.Length; n++, at += Entry)
        {
            if (Word(tiff[at..], isLittle) == Tag)
                return Word(tiff[(at + 2)..], isLittle) == Short ? Word(tiff[(at + 8)..], isLittle) : null;
        }
        return null;
    }

    private static ushort Word(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
