namespace Silo.Files;

/// <summary>Reads an upload forward, a bounded buffer at a time, and stops at the cap whatever length was declared.</summary>
internal sealed class ByteSource(Stream stream, long cap)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private long _read;

    /// <summary>At least <paramref name="count"/> bytes when the file has them, at most the buffer's rest; empty at the end.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> Peek(int count, CancellationToken cancel)
    {
        while (_end - _start < count)
        {
            if (_start > 0)
            {
                _buffer.AsSpan(_start.._end).CopyTo(_buffer);
                (_start, _end) = (0, _end - _start);
            }
            var got = await stream.ReadAsync(_buffer.AsMemory(_end), cancel);
            if (got == 0)
                break;
            _end += got;
            if ((_read += got) > cap)
                throw new FileRefusedException(FileRefusal.TooLarge);
        }
        return _buffer.AsMemory(_start, _end - _start);
    }

    public void Take(int count) => _start += count;

    /// <exception cref="FileRefusedException">The file ends before.</exception>
    public async ValueTask<byte[]> Exactly(int count, CancellationToken cancel)
    {
        var bytes = new byte[count];
        await Copy(count, bytes.AsMemory(), cancel);
        return bytes;
    }

    /// <summary>Passes on exactly so many bytes, or drops them when there is no sink.</summary>
    public async ValueTask Pass(long count, Func<ReadOnlyMemory<byte>, ValueTask>? sink, CancellationToken cancel)
    {
        while (count > 0)
        {
            var seen = await Peek(1, cancel);
            if (seen.IsEmpty)
                throw new FileRefusedException(FileRefusal.Content);
            var part = seen[..(int)Math.Min(count, seen.Length)];
            if (sink is not null)
                await sink(part);
            Take(part.Length);
            count -= part.Length;
        }
    }

    private async ValueTask Copy(int count, Memory<byte> to, CancellationToken cancel)
    {
        var at = 0;
        await Pass(count, part =>
        {
            part.CopyTo(to[at..]);
            at += part.Length;
            return ValueTask.CompletedTask;
        }, cancel);
    }
}
