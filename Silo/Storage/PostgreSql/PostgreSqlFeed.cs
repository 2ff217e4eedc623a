using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Grains.Commits;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Silo.Storage.PostgreSql;

/// <summary>
/// The change feed of many nodes: LISTEN on one connection for what drains notify and for what nodes whisper. Each node hears its own
/// heartbeat through it; while the last one heard is older than 2 s, notices may be missing and no copy in memory is trusted.
/// </summary>
public sealed partial class PostgreSqlFeed : IChangeFeed, IAsyncDisposable
{
    internal const string Durable = "guichet";
    private const string Passing = "guichet_passing";
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);
    private readonly PostgreSqlDatabase _database;
    private readonly ILogger _log;
    private readonly FeedListeners _listeners;
    private readonly HeldCopies _copies = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<(string Topic, string Text)> _whispers = Channel.CreateBounded<(string, string)>(new BoundedChannelOptions(1_000) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly string _node = Guid.NewGuid().ToString("N")[..12];
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _running;

    public PostgreSqlFeed(PostgreSqlDatabase database, ILogger<PostgreSqlFeed>? log = null)
    {
        (_database, _log) = (database, log ?? NullLogger<PostgreSqlFeed>.Instance);
        _listeners = new FeedListeners(_log);
        _running = Task.WhenAll(Task.Run(Follow), Task.Run(Speak));
    }

    /// <summary>Ends once the feed listens: what is committed from then on is heard.</summary>
    public Task Listening => _listening.Task;

    public IDisposable Listen(Action<IReadOnlyList<Notice>> heard, Action? gap = null) => _listeners.Add(heard, gap);

    public IDisposable ListenToWhispers(Action<string, string> heard) => _listeners.Add(heard);

    public void Whisper(string topic, string text) => _whispers.Writer.TryWrite((topic, text));

    public ICopy Hold(string grain) => _copies.Hold(grain);

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync();
        await _running;
    }

    private async Task<NpgsqlConnection> Connect()
    {
        var connection = await _database.Dedicated("", _stop.Token);
        try
        {
            connection.Notification += (_, told) => Hear(told.Channel, told.Payload);
            await using var listen = new NpgsqlCommand($"LISTEN {Durable}; LISTEN {Passing}", connection);
            await listen.ExecuteNonQueryAsync(_stop.Token);
            // Acknowledged: from here on nothing is missed, and nothing read before counts any more.
            _copies.DropAll();
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task Follow()
    {
        NpgsqlConnection? connection = null;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                connection = await Connect();
                _listeners.TellGap();
                _listening.TrySetResult();
                var heard = TimeProvider.System.GetTimestamp();
                while (true)
                {
                    if (await connection.WaitAsync(Beat, _stop.Token))
                        heard = TimeProvider.System.GetTimestamp();
                    else if (TimeProvider.System.GetElapsedTime(heard) > Silence)
                        throw new TimeoutException("The feed is silent.");
                }
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
            }
            catch (Exception e)
            {
                LogCut(e);
                await Task.WhenAny(Task.Delay(Random.Shared.Next(100, 400), _stop.Token));
            }
            if (connection is not null)
                await connection.DisposeAsync();
            connection = null;
        }
    }

    private void Hear(string channel, string payload)
    {
        try
        {
            if (channel == Durable)
            {
                var notices = NoticeText.Read(payload);
                _copies.Hear(notices);
                _listeners.Tell(notices);
                return;
            }
            var said = JsonSerializer.Deserialize<string[]>(payload)!;
            if (said[0] == _node)
                _copies.Trust(long.Parse(said[1], CultureInfo.InvariantCulture), long.Parse(said[2], CultureInfo.InvariantCulture));
            for (var i = 3; i + 1 < said.Length; i += 2)
                _listeners.TellWhisper(said[i], said[i + 1]);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            LogUnreadable(e);
        }
    }

    // Heartbeats and whispers: nothing here must last, so it never waits for the disk, and it goes out at most five times a second.
    private async Task Speak()
    {
        NpgsqlConnection? connection = null;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                connection ??= await _database.Dedicated("-c synchronous_commit=off", _stop.Token);
                await Say(connection);
                await Task.Delay(Pause, _stop.Token);
                using var beat = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
                beat.CancelAfter(Beat - Pause);
                try
                {
                    await _whispers.Reader.WaitToReadAsync(beat.Token);
                }
                catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
                {
                }
                continue;
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
            }
            catch (Exception e)
            {
                // Once for each time that it is cut, not for each try.
                if (connection is not null)
                    LogMute(e);
                await Task.WhenAny(Task.Delay(Random.Shared.Next(100, 400), _stop.Token));
            }
            if (connection is not null)
                await connection.DisposeAsync();
            connection = null;
        }
        if (connection is not null)
            await connection.DisposeAsync();
    }

    private async Task Say(NpgsqlConnection connection)
    {
        var (steady, wall) = HeldCopies.Now();
        var said = new List<string> { _node, steady.ToString(CultureInfo.InvariantCulture), wall.ToString(CultureInfo.InvariantCulture) };
        while (said.Count < 40 && _whispers.Reader.TryRead(out var whisper))
        {
            // Far below a payload's limit with 18 of them; who types is known by short keys.
            if (whisper.Topic.Length + whisper.Text.Length <= 300)
                said.AddRange([whisper.Topic, whisper.Text]);
        }
        await using var command = new NpgsqlCommand($"SELECT pg_notify('{Passing}', $1)", connection) { Parameters = { new() { Value = JsonSerializer.Serialize(said) } } };
        await command.ExecuteNonQueryAsync(_stop.Token);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The change feed was cut; reading from the store until it is back")]
    private partial void LogCut(Exception reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Heartbeats and whispers are not heard; trying again")]
    private partial void LogMute(Exception reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A notice could not be read")]
    private partial void LogUnreadable(Exception reason);
}
