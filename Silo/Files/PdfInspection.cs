using System.Buffers.Text;
using System.IO.Compression;

namespace Silo.Files;

/// <summary>
/// Refuses a PDF that is encrypted or that does something by itself (ISO 32000-1 §12.6): scripts, programs, forms that send themselves, files in
/// it, an address that opens with it. It looks at objects, also inside object streams, never at the bytes of pictures or pages.
/// </summary>
/// <remarks>
/// The maker of a hostile file decides what its cross-reference says, and readers repair what is broken each in their own way. So an object is
/// read wherever one begins, whether the cross-reference knows it or not, even inside a stream. Time and memory are bounded by what is read and
/// by what is inflated, both counted (docs/decisions/0013).
/// </remarks>
internal sealed class PdfInspection
{
    private const int Unknown = -1;
    private const int MaxRead = 64 * 1024 * 1024;
    private const int MaxInflated = 32 * 1024 * 1024;
    private readonly byte[] _file;
    private readonly char[] _scratch = new char[16];
    private readonly HashSet<int> _opened = [];
    private readonly HashSet<int> _addresses = [];
    private long _read;
    private long _inflated;
    private bool _hasCatalog;

    private PdfInspection(byte[] file) => _file = file;

    /// <exception cref="FileRefusedException">Encrypted, active, not a PDF, or beyond the bounds.</exception>
    public static void Check(byte[] file) => new PdfInspection(file).Check();

    private void Check()
    {
        for (int at = 0, found; (found = _file.AsSpan(at).IndexOf("obj"u8)) >= 0;)
        {
            at += found + 3;
            if (BeginsObject(at - 3))
                ReadObject(_file, at, NumberBefore(at - 3), inFile: true);
        }
        for (int at = 0, found; (found = _file.AsSpan(at).IndexOf("trailer"u8)) >= 0;)
        {
            at += found + 7;
            ReadObject(_file, at, Unknown, inFile: true);
        }
        if (_opened.Overlaps(_addresses))
            throw new FileRefusedException(FileRefusal.ActivePdf);
        if (!_hasCatalog)
            throw new FileRefusedException(FileRefusal.Content);
    }

    // "12 0 obj", with whatever white space or a comment in it; "endobj" and words of a text begin none.
    private bool BeginsObject(int at)
    {
        var before = Trimmed(_file.AsSpan(0, at));
        return before.Length > 0
            && (char.IsAsciiDigit((char)before[^1])
                || (_file[at - 1] is (byte)'\r' or (byte)'\n' && before[(before.LastIndexOfAny((byte)'\r', (byte)'\n') + 1)..].Contains((byte)'%')));
    }

    /// <summary>Of « 12 0 obj » the 12.</summary>
    private int NumberBefore(int at)
    {
        var generation = Trimmed(_file.AsSpan(0, at));
        var number = Trimmed(generation[..(generation.LastIndexOfAnyExceptInRange((byte)'0', (byte)'9') + 1)]);
        return Number(number[(number.LastIndexOfAnyExceptInRange((byte)'0', (byte)'9') + 1)..]) ?? Unknown;
    }

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0 && PdfLexer.IsSpace(bytes[^1]))
            bytes = bytes[..^1];
        return bytes;
    }

    private static int? Number(ReadOnlySpan<byte> word) =>
        Utf8Parser.TryParse(word, out int number, out var used) && used == word.Length && number >= 0 ? number : null;

    /// <summary>In the file an object ends at its keyword or its stream, in an object stream when what opened is closed.</summary>
    private void ReadObject(ReadOnlySpan<byte> bytes, int start, int number, bool inFile)
    {
        var lexer = new PdfLexer(bytes, start, _scratch);
        var dictionary = new PdfStreamDictionary();
        var actions = new PdfActions();
        // Counted apart: an end that closes nothing must not end the object.
        var (dictionaries, arrays) = (0, 0);
        while (lexer.Next())
        {
            var depth = dictionaries + arrays;
            switch (lexer.Token)
            {
                case PdfToken.DictionaryStart:
                    actions.Open(depth, isDictionary: true);
                    dictionaries++;
                    break;
                case PdfToken.ArrayStart:
                    actions.Open(depth, isDictionary: false);
                    arrays++;
                    break;
                case PdfToken.DictionaryEnd:
                    dictionaries = Math.Max(0, dictionaries - 1);
                    actions.Close(dictionaries + arrays);
                    break;
                case PdfToken.ArrayEnd:
                    arrays = Math.Max(0, arrays - 1);
                    actions.Close(dictionaries + arrays);
                    break;
                case PdfToken.Name:
                    Judge(lexer.Name);
                    dictionary.Name(lexer.Name);
                    if (actions.Name(lexer.Name) && (actions.IsInside || depth == 1))
                        NoteAddress(number, actions.IsInside);
                    break;
                case PdfToken.String:
                    actions.Value();
                    break;
                case PdfToken.Word:
                    var value = Number(lexer.Word);
                    if (actions.Word(lexer.Word, value) is { } reference)
                        _opened.Add(reference);
                    dictionary.Word(lexer.Word, value);
                    if (value is not null)
                        break;
                    if (depth == 0 && (lexer.Word.StartsWith("endobj"u8) || lexer.Word.SequenceEqual("startxref"u8)))
                    {
                        Count(lexer.At - start);
                        return;
                    }
                    if (inFile && (depth == 0 || dictionary.HoldsObjects) && lexer.Word.SequenceEqual("stream"u8))
                    {
                        Count(lexer.At - start);
                        if (dictionary.HoldsObjects)
                            ReadObjectStream(lexer.At, dictionary);
                        return;
                    }
                    break;
            }
            if (!inFile && dictionaries + arrays == 0)
                break;
        }
        Count(lexer.At - start);
    }

    private void NoteAddress(int number, bool isOpened)
    {
        if (isOpened)
            throw new FileRefusedException(FileRefusal.ActivePdf);
        _addresses.Add(number);
    }

    private void Judge(ReadOnlySpan<char> name)
    {
        switch (name)
        {
            case "Encrypt":
                throw new FileRefusedException(FileRefusal.EncryptedPdf);
            case "JavaScript" or "JS" or "Launch" or "SubmitForm" or "ImportData" or "EmbeddedFile" or "EmbeddedFiles" or "EF" or "RichMedia" or "XFA":
                throw new FileRefusedException(FileRefusal.ActivePdf);
            case "Catalog":
                _hasCatalog = true;
                break;
        }
    }

    /// <summary>ISO 32000-1 §7.5.7: pairs of an object's number and its place behind <c>/First</c>.</summary>
    private void ReadObjectStream(int start, PdfStreamDictionary dictionary)
    {
        if (!dictionary.IsReadable)
            throw new FileRefusedException(FileRefusal.ComplexPdf);
        // One line end belongs to the keyword.
        start += start < _file.Length && _file[start] == '\r' ? start + 1 < _file.Length && _file[start + 1] == '\n' ? 2 : 1 : start < _file.Length
            && _file[start] == '\n' ? 1 : 0;
        var objects = new ArraySegment<byte>(_file, start, _file.Length - start);
        for (var i = 0; i < dictionary.Flates; i++)
            objects = Inflate(objects);
        var lexer = new PdfLexer(objects, 0, []);
        int? number = null;
        while (lexer.At < dictionary.First && lexer.Next() && lexer.Token is PdfToken.Word && Number(lexer.Word) is { } value)
        {
            if (number is { } known && value <= objects.Count - dictionary.First)
                ReadObject(objects, dictionary.First + value, known, inFile: false);
            number = number is null ? value : null;
        }
        Count(lexer.At);
    }

    // What comes before a fault counts: readers take it, too.
    private ArraySegment<byte> Inflate(ArraySegment<byte> packed)
    {
        const int zlibHeader = 2;
        if (packed.Count <= zlibHeader)
            throw new FileRefusedException(FileRefusal.Content);
        using var deflate =
            new DeflateStream(new MemoryStream(packed.Array!, packed.Offset + zlibHeader, packed.Count - zlibHeader), CompressionMode.Decompress);
        var clear = new MemoryStream();
        var part = new byte[16 * 1024];
        try
        {
            while (deflate.Read(part) is > 0 and var read)
            {
                if ((_inflated += read) > MaxInflated)
                    throw new FileRefusedException(FileRefusal.ComplexPdf);
                clear.Write(part, 0, read);
            }
        }
        catch (InvalidDataException) when (clear.Length > 0)
        {
        }
        catch (InvalidDataException)
        {
            throw new FileRefusedException(FileRefusal.Content);
        }
        return new ArraySegment<byte>(clear.GetBuffer(), 0, (int)clear.Length);
    }

    private void Count(int read)
    {
        if ((_read += read) > MaxRead)
            throw new FileRefusedException(FileRefusal.ComplexPdf);
    }
}
