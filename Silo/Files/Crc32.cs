namespace Silo.Files;

/// <summary>CRC-32 as PNG chunks carry it (ISO 3309, reflected polynomial 0xEDB88320). The framework's package for it is not to be had here.</summary>
internal sealed class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(n => Enumerable.Range(0, 8).Aggregate((uint)n, (c, _) => (c & 1) != 0 ? 0xedb88320 ^ (c >> 1) : c >> 1))];
    private uint _crc = 0xffffffff;

    public uint Value => ~_crc;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
            _crc = Table[(byte)(_crc ^ b)] ^ (_crc >> 8);
    }
}
