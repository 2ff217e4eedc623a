namespace Actors.Engine;

/// <summary>Calls in order of arrival, linked through themselves: an idle activation pays nothing for it.</summary>
internal struct CallQueue
{
    private Call? _first;
    private Call? _last;

    public readonly bool IsEmpty => _first is null;

    public readonly Call? First => _first;

    public void Add(Call call)
    {
        if (_last is null)
        {
            _first = call;
        }
        else
        {
            _last.Next = call;
        }

        _last = call;
    }

    /// <summary>The next call whose caller still waits; it counts as started.</summary>
    /// <param name="besideReaders">Then only one that reads, too.</param>
    public Call? Start(bool besideReaders = false)
    {
        while (_first is { } call && (!besideReaders || call.Method.ReadOnly))
        {
            _first = call.Next;
            _last = _first is null ? null : _last;
            call.Next = null;
            if (call.TryStart())
            {
                return call;
            }
        }

        return null;
    }
}
