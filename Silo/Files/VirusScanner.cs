using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Grains;
using Microsoft.Extensions.Configuration;

namespace Silo.Files;

public enum ScanVerdict
{
    /// <summary>Not scanned: no scanner, or it did not answer.</summary>
    None = 0,
    Clean = 1,
    Infected = 2,
}

/// <param name="Host">Of clamd; empty: no scanner.</param>
/// <param name="Timeout">For one file.</param>
public sealed record ScannerOptions(string Host, int Port, TimeSpan Timeout)
{
    public bool IsConfigured => Host.Length > 0;

    /// <summary>From <c>CLAMD=host:port</c> and <c>CLAMD_TIMEOUT</c> in seconds (20).</summary>
    /// <exception cref="SettingRefusedException"><c>CLAMD</c> is something else.</exception>
    public static ScannerOptions Read(IConfiguration settings)
    {
        var timeout = TimeSpan.FromSeconds(settings.GetValue("CLAMD_TIMEOUT", 20.0));
        return settings["CLAMD"] is not { Length: > 0 } address ? new("", 0, timeout)
            : address.LastIndexOf(':') is > 0 and var colon && int.TryParse(address[(colon + 1)..], out var port)
                ? new(address[..colon].Trim('[', ']'), port, timeout)
            : throw new SettingRefusedException("CLAMD is an address such as 127.0.0.1:3310.");
    }
}

/// <summary>Asks clamd about a file (INSTREAM, clamd(8)). Whatever is not a clear answer in time is none.</summary>
public sealed class VirusScanner(ScannerOptions options)
{
    private const int MaxAnswer = 1024;

    public bool IsConfigured => options.IsConfigured;

    /// <param name="write">Writes the content out.</param>
    public async Task<ScanVerdict> Scan(Func<Stream, CancellationToken, Task> write, CancellationToken cancel)
    {
        if (!IsConfigured)
            return ScanVerdict.None;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(options.Timeout);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(options.Host, options.Port, patience.Token);
            await using var socket = client.GetStream();
            await socket.WriteAsync("zINSTREAM\0"u8.ToArray(), patience.Token);
            await using (var chunks = new ChunkStream(socket))
                await write(chunks, patience.Token);
            await socket.WriteAsync(new byte[4], patience.Token);
            return Meaning(await Answer(socket, patience.Token));
        }
        catch (Exception e) when (e is SocketException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return ScanVerdict.None;
        }
    }

    private static ScanVerdict Meaning(string answer) =>
        answer == "stream: OK" ? ScanVerdict.Clean
        : answer.StartsWith("stream: ", StringComparison.Ordinal) && answer.EndsWith(" FOUND", StringComparison.Ordinal) ? ScanVerdict.Infected
        : ScanVerdict.None;

    /// <summary>Up to its NUL; without one it is no answer.</summary>
    private static async Task<string> Answer(Stream socket, CancellationToken cancel)
    {
        var buffer = new byte[MaxAnswer];
        var filled = 0;
        while (filled < buffer.Length && await socket.ReadAsync(buffer.AsMemory(filled), cancel) is > 0 and var read)
        {
            filled += read;
            if (buffer.AsSpan(0, filled).IndexOf((byte)0) is >= 0 and var end)
                return Encoding.Latin1.GetString(buffer, 0, end);
        }
        return "";
    }

    /// <summary>Each write becomes a chunk: its length in four bytes, then its bytes.</summary>
    private sealed class ChunkStream(Stream socket) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (buffer.IsEmpty)
                return;
            var length = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, buffer.Length);
            await socket.WriteAsync(length, cancellationToken);
            await socket.WriteAsync(buffer, cancellationToken);
        }

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
