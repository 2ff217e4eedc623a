namespace Grains.Tests.Files;

/// <summary>As long as wished without holding it; watches how much memory lives while it is read.</summary>
internal sealed class EndlessStream(long length, byte[] head, bool failsAtEnd = false) : Stream
{
    private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);
    private long _position;
    private long _measuredAt;

    public long MemoryGrowth { get; private set; } = long.MinValue;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_position >= length && failsAtEnd)
            throw new IOException("The connection broke off.");
        if (_position - _measuredAt >= 4 * 1024 * 1024)
        {
            MemoryGrowth = Math.Max(MemoryGrowth, GC.GetTotalMemory(forceFullCollection: true) - _before);
            _measuredAt = _position;
        }
        var count = (int)Math.Min(buffer.Length, length - _position);
        buffer[..count].Fill((byte)' ');
        if (_position < head.Length)
            head.AsSpan((int)_position, (int)Math.Min(head.Length - _position, count)).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
