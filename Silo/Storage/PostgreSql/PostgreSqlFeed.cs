using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Grains.Commits;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Silo.Clustering;

namespace Silo.Storage.PostgreSql;

/// <summary>
/// The change feed of many nodes: LISTEN on one connection for what drains notify and for what nodes broadcast. Every node's heartbeat goes through
/// it and names its silo; the statement that sends it asks whether that silo still is a member (<see cref="SiloLease"/>).
/// </summary>
public sealed partial class PostgreSqlFeed : IChangeFeed, IOpenAtStart, IAsyncDisposable
{
    internal const string Durable = "guichet";
    private const string Passing = "guichet_passing";
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);
    private readonly PostgreSqlDatabase _database;
    private readonly ILogger _log;
    private readonly FeedListeners _listeners;
    private readonly SiloLease? _lease;
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<(string Topic, string Text)> _broadcasts =
        Channel.CreateBounded<(string, string)>(new BoundedChannelOptions(1_000) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly string _node;
    private int _unanswered;
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _running = Task.CompletedTask;

    /// <param name="lease">Of the silo that this node runs; without one it is a listener that belongs to no cluster.</param>
    public PostgreSqlFeed(PostgreSqlDatabase database, ILogger<PostgreSqlFeed>? log = null, SiloLease? lease = null)
    {
        (_database, _lease, _log) = (database, lease, log ?? NullLogger<PostgreSqlFeed>.Instance);
        _node = lease?.Name ?? SiloLease.NameOfNoSilo;
        _listeners = new FeedListeners(_log);
    }

    /// <summary>Does not wait for the database: it listens and speaks as soon as it can (<see cref="Listening"/>).</summary>
    public Task Open(CancellationToken cancel)
    {
        _running = Task.WhenAll(Task.Run(Follow, cancel), Task.Run(Speak, cancel));
        return Task.CompletedTask;
    }

    /// <summary>Ends once the feed listens: what is committed from then on is heard.</summary>
    public Task Listening => _listening.Task;

    public IDisposable Listen(Action<IReadOnlyList<ChangeNotification>> heard, Action? missed = null) => _listeners.Add(heard, missed);

    public IDisposable ListenToBroadcasts(Action<string, string> heard) => _listeners.Add(heard);

    public void Broadcast(string topic, string text) => _broadcasts.Writer.TryWrite((topic, text));

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
            // Acknowledged: from here on nothing is missed.
            _lease?.Drop();
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
                _listeners.TellMissed();
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
                var notices = NotificationText.Read(payload);
                _listeners.Tell(notices);
                return;
            }
            var said = JsonSerializer.Deserialize<string[]>(payload)!;
            _lease?.Hear(said[0]);
            // Two members of a heartbeat are kept for nodes from before the lease.
            for (var i = 3; i + 1 < said.Length; i += 2)
                _listeners.TellBroadcast(said[i], said[i + 1]);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            LogUnreadable(e);
        }
    }

    // Heartbeats and broadcasts: nothing here must last, so it never waits for the disk, and it goes out at most five times a second.
    private async Task Speak()
    {
        NpgsqlConnection? connection = null;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                connection ??= await Watched(_database.Dedicated("-c synchronous_commit=off", _stop.Token));
                await Watched(Say(connection));
                _unanswered = 0;
                await Task.Delay(Pause, _stop.Token);
                using var beat = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
                beat.CancelAfter(Beat - Pause);
                try
                {
                    await _broadcasts.Reader.WaitToReadAsync(beat.Token);
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

    // A page's reads are not ours to watch: one that hangs would be followed by another, each for its whole patience. Counted, not timed: a
    // process that was suspended has not waited.
    private async Task<T> Watched<T>(Task<T> asked)
    {
        while (!_stop.IsCancellationRequested && await Task.WhenAny(asked, Task.Delay(Beat, _stop.Token)) != asked)
        {
            if (++_unanswered >= Silence / Beat)
                _database.NoteSilence();
        }
        return await asked;
    }

    private async Task<bool> Say(NpgsqlConnection connection)
    {
        var asked = SiloLease.Now();
        var said = new List<string> { _node, asked.Steady.ToString(CultureInfo.InvariantCulture), asked.Wall.ToString(CultureInfo.InvariantCulture) };
        while (said.Count < 40 && _broadcasts.Reader.TryRead(out var broadcast))
        {
            // Far below a payload's limit with 18 of them; who types is known by short keys.
            if (broadcast.Topic.Length + broadcast.Text.Length <= 300)
                said.AddRange([broadcast.Topic, broadcast.Text]);
        }
        // 3 is active (SiloStatus.Active): one that joins or leaves holds no lease, nor does what reads from a replica.
        await using var command = new NpgsqlCommand(
            $"""
            SELECT NOT pg_is_in_recovery() AND EXISTS (SELECT FROM orleans_silo WHERE deployment = $2 AND address = $3 AND port = $4 AND generation = $5 AND status = 3),
              pg_notify('{Passing}', $1)
            """, connection)
        {
            Parameters =
            {
                new() { Value = JsonSerializer.Serialize(said) }, new() { Value = ClusteringServices.Cluster }, new() { Value = _lease?.Address ?? "" },
                new() { Value = _lease?.Port ?? 0 }, new() { Value = _lease?.Generation ?? 0 },
            },
        };
        var isMember = await command.ExecuteScalarAsync(_stop.Token) is true;
        if (isMember)
            _lease?.Renew(asked);
        else
            _lease?.Drop();
        return isMember;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The change feed was cut; reading from the store until it is back")]
    private partial void LogCut(Exception reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Heartbeats and broadcasts are not heard; trying again")]
    private partial void LogMute(Exception reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A notice could not be read")]
    private partial void LogUnreadable(Exception reason);
}
