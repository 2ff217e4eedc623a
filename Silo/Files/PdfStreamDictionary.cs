namespace Silo.Files;

/// <summary>What of a stream's dictionary decides whether other objects are in it. Readers do not ask for its type, but for these keys.</summary>
internal struct PdfStreamDictionary
{
    private bool _awaitsFirst;
    private int _firsts;
    private bool _hasCount;
    private bool _isFiltered;
    private bool _isIndirect;
    private bool _hasOtherFilters;

    public int First { get; private set; }

    /// <summary>How many times the content is deflated.</summary>
    public int Flates { get; private set; }

    public readonly bool HoldsObjects => _firsts > 0 && _hasCount;

    /// <summary>Plain or deflated, said in the dictionary itself and once: so everybody writes it, and only so it is read alike by all.</summary>
    public readonly bool IsReadable => _firsts == 1 && !_isIndirect && !_hasOtherFilters && (!_isFiltered || Flates is 1 or 2);

    public void Name(ReadOnlySpan<char> name)
    {
        _awaitsFirst = name is "First";
        switch (name)
        {
            case "First":
                _firsts++;
                break;
            case "N":
                _hasCount = true;
                break;
            case "Filter":
                _isFiltered = true;
                break;
            case "FlateDecode" or "Fl":
                Flates++;
                break;
            default:
                _hasOtherFilters |= name is "Crypt" or "Predictor" || name.EndsWith("Decode");
                break;
        }
    }

    public void Word(ReadOnlySpan<byte> word, int? number)
    {
        if (!_awaitsFirst)
            return;
        if (number is { } value && First == 0)
            First = value;
        _isIndirect |= word.SequenceEqual("R"u8);
    }
}
