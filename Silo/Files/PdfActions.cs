namespace Silo.Files;

/// <summary>
/// Follows the actions that run without a click: those of <c>/OpenAction</c> and <c>/AA</c>, and what follows an action by <c>/Next</c>. A link
/// to an address is one that a person clicks, and stays allowed.
/// </summary>
internal struct PdfActions
{
    private const int None = -1;
    private bool _awaitsAction;
    private bool _awaitsKind;
    private int _inside = None;
    private int? _number;
    private int? _generation;

    public PdfActions()
    {
    }

    /// <summary>Within the dictionary of such an action.</summary>
    public readonly bool IsInside => _inside != None;

    public void Open(int depth, bool isDictionary)
    {
        // An array is a destination.
        if (_awaitsAction && isDictionary && !IsInside)
            _inside = depth;
        Value();
    }

    public void Close(int depth)
    {
        if (depth <= _inside)
            _inside = None;
        Value();
    }

    /// <summary>True when the dictionary is an action that opens an address.</summary>
    public bool Name(ReadOnlySpan<char> name)
    {
        var isAddress = _awaitsKind && name is "URI";
        Value();
        _awaitsKind = name is "S";
        _awaitsAction = name is "OpenAction" or "AA" or "Next";
        return isAddress;
    }

    /// <summary>The number of the object in which such an action is, when the word ends a reference to it.</summary>
    public int? Word(ReadOnlySpan<byte> word, int? number)
    {
        var target = word.SequenceEqual("R"u8) && (_awaitsAction || IsInside) ? _number : null;
        if (number is null)
            Value();
        _awaitsKind = false;
        (_number, _generation) = (_generation, number);
        return target;
    }

    /// <summary>Something else stands where an action might have.</summary>
    public void Value() => (_awaitsAction, _awaitsKind, _number, _generation) = (false, false, null, null);
}
