using System.Buffers;
using System.Text;

namespace Silo.Files;

internal enum PdfToken
{
    Name,
    DictionaryStart,
    DictionaryEnd,
    ArrayStart,
    ArrayEnd,
    String,
    /// <summary>A number or a keyword.</summary>
    Word,
}

/// <summary>
/// Reads the tokens of PDF objects (ISO 32000-1 §7.2, §7.3) forward, without recursion and without keeping any: nesting of whatever depth and
/// names without number cost nothing.
/// </summary>
/// <param name="scratch">For the name that was read; a longer one is none that matters.</param>
internal ref struct PdfLexer(ReadOnlySpan<byte> bytes, int at, Span<char> scratch)
{
    private static readonly SearchValues<byte> NotRegular = SearchValues.Create("\0\t\n\f\r ()<>[]{}/%"u8);
    private static readonly SearchValues<byte> InLiteral = SearchValues.Create("\\()"u8);
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly Span<char> _scratch = scratch;

    public int At { get; private set; } = at;

    public PdfToken Token { get; private set; }

    /// <summary>Of a name, without its slash and with its <c>#xx</c> read.</summary>
    public ReadOnlySpan<char> Name { get; private set; }

    public ReadOnlySpan<byte> Word { get; private set; }

    public bool Next()
    {
        while (At < _bytes.Length)
        {
            var c = _bytes[At++];
            if (IsSpace(c))
                continue;
            switch (c)
            {
                case (byte)'%':
                    Skip(_bytes[At..].IndexOfAny((byte)'\r', (byte)'\n'));
                    continue;
                case (byte)'/':
                    return ReadName();
                case (byte)'(':
                    return ReadLiteral();
                case (byte)'<' when At < _bytes.Length && _bytes[At] == '<':
                    At++;
                    return Is(PdfToken.DictionaryStart);
                case (byte)'<':
                    Skip(_bytes[At..].IndexOf((byte)'>'));
                    return Is(PdfToken.String);
                case (byte)'>' when At < _bytes.Length && _bytes[At] == '>':
                    At++;
                    return Is(PdfToken.DictionaryEnd);
                case (byte)'[':
                    return Is(PdfToken.ArrayStart);
                case (byte)']':
                    return Is(PdfToken.ArrayEnd);
                case (byte)'>' or (byte)')' or (byte)'{' or (byte)'}':
                    continue;
                default:
                    var start = At - 1;
                    At += Regular(_bytes[At..]);
                    Word = _bytes[start..At];
                    return Is(PdfToken.Word);
            }
        }
        return false;
    }

    public static bool IsSpace(byte c) => c is 0 or 9 or 10 or 12 or 13 or 32;

    private static int Regular(ReadOnlySpan<byte> bytes) => bytes.IndexOfAny(NotRegular) is >= 0 and var end ? end : bytes.Length;

    private bool Is(PdfToken token)
    {
        Token = token;
        return true;
    }

    private void Skip(int found) => At = found < 0 ? _bytes.Length : At + found + 1;

    private bool ReadName()
    {
        var written = _bytes[At..][..Regular(_bytes[At..])];
        At += written.Length;
        Name = written.Contains((byte)'#') ? Unescaped(written) : written.Length <= _scratch.Length ? _scratch[..Encoding.Latin1.GetChars(written, _scratch)]
            : [];
        return Is(PdfToken.Name);
    }

    private readonly ReadOnlySpan<char> Unescaped(ReadOnlySpan<byte> written)
    {
        var length = 0;
        for (var i = 0; i < written.Length && length <= _scratch.Length; i++, length++)
        {
            var c = (char)written[i];
            if (c == '#' && i + 2 < written.Length && char.IsAsciiHexDigit((char)written[i + 1]) && char.IsAsciiHexDigit((char)written[i + 2]))
            {
                c = (char)Convert.FromHexString([(char)written[i + 1], (char)written[i + 2]])[0];
                i += 2;
            }
            if (length < _scratch.Length)
                _scratch[length] = c;
        }
        return length <= _scratch.Length ? _scratch[..length] : [];
    }

    // Balanced parentheses belong to the string; a backslash takes the next byte with it.
    private bool ReadLiteral()
    {
        for (var open = 1; open > 0 && At < _bytes.Length;)
        {
            Skip(_bytes[At..].IndexOfAny(InLiteral));
            switch (_bytes[At - 1])
            {
                case (byte)'\\':
                    At = Math.Min(At + 1, _bytes.Length);
                    break;
                case (byte)'(':
                    open++;
                    break;
                case (byte)')':
                    open--;
                    break;
            }
        }
        return Is(PdfToken.String);
    }
}
