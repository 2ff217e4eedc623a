using System.Text;
using System.Text.RegularExpressions;

namespace Silo.Files;

/// <summary>
/// Passes a PDF through when it has a header, a cross-reference and an end, and none of the names that make it encrypted or active
/// (ISO 32000-1: Encrypt, JavaScript, JS, Launch, EmbeddedFile). Names may be written with <c>#xx</c> escapes; they are read unescaped.
/// </summary>
internal static partial class PdfContent
{
    private const int ReadAtOnce = 32 * 1024;
    private static readonly string[] Active = ["/Encrypt", "/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/RichMedia", "/XFA"];

    public static async Task Copy(ByteSource source, Func<ReadOnlyMemory<byte>, ValueTask> sink, CancellationToken cancel)
    {
        var tail = "";
        while (await source.Peek(ReadAtOnce, cancel) is { IsEmpty: false } part)
        {
            var text = tail + Encoding.Latin1.GetString(part.Span);
            if (IsActive(text, atEnd: false))
                throw new FileRefusedException(FileRefusal.ActivePdf);
            tail = text.Length > 2048 ? text[^2048..] : text;
            await sink(part);
            source.Take(part.Length);
        }
        if (IsActive(tail, atEnd: true))
            throw new FileRefusedException(FileRefusal.ActivePdf);
        if (!tail.Contains("startxref", StringComparison.Ordinal) || !tail.TrimEnd('\r', '\n', ' ', '\0').EndsWith("%%EOF", StringComparison.Ordinal))
            throw new FileRefusedException(FileRefusal.Content);
    }

    // A name that the text's end cuts off is looked at again with what follows.
    private static bool IsActive(string text, bool atEnd)
    {
        var plain = text.Contains('#', StringComparison.Ordinal) ? Escape().Replace(text, m => ((char)Convert.ToInt32(m.Groups[1].Value, 16)).ToString()) : text;
        foreach (var name in Active)
        {
            for (var at = plain.IndexOf(name, StringComparison.Ordinal); at >= 0; at = plain.IndexOf(name, at + 1, StringComparison.Ordinal))
            {
                // "/JSomething" is another name; a name ends at a delimiter or white space.
                var end = at + name.Length;
                if (end < plain.Length ? !char.IsAsciiLetterOrDigit(plain[end]) : atEnd)
                    return true;
            }
        }
        return false;
    }

    [GeneratedRegex("#([0-9A-Fa-f]{2})")]
    private static partial Regex Escape();
}
