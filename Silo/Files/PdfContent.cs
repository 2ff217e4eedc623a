using System.Text;

namespace Silo.Files;

/// <summary>Passes a PDF through when it has a header and an end. What is in it is judged when all of it is there (<see cref="PdfInspection"/>).</summary>
internal static class PdfContent
{
    private const int ReadAtOnce = 32 * 1024;
    private const int Tail = 2048;

    /// <summary>The header may have a byte order mark or white space before it.</summary>
    public static bool IsHeader(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(Encoding.UTF8.Preamble))
            head = head[Encoding.UTF8.Preamble.Length..];
        return head.TrimStart(" \t\r\n\f\0"u8).StartsWith("%PDF-"u8);
    }

    public static async Task Copy(ByteSource source, Func<ReadOnlyMemory<byte>, ValueTask> sink, CancellationToken cancel)
    {
        var tail = "";
        while (await source.Peek(ReadAtOnce, cancel) is { IsEmpty: false } part)
        {
            var text = tail + Encoding.Latin1.GetString(part.Span);
            tail = text.Length > Tail ? text[^Tail..] : text;
            await sink(part);
            source.Take(part.Length);
        }
        if (!tail.Contains("startxref", StringComparison.Ordinal) || !tail.TrimEnd('\r', '\n', ' ', '\0').EndsWith("%%EOF", StringComparison.Ordinal))
            throw new FileRefusedException(FileRefusal.Content);
    }
}
