using Grains.Commits;
using Npgsql;

namespace Silo.Storage.PostgreSql;

/// <summary>
/// Where nodes queue for a grain that several of them want to write: advisory locks of one dedicated connection, polled. They only spare
/// lost writes, so whoever cannot have one goes on without.
/// </summary>
internal sealed class PostgreSqlPlaces(PostgreSqlDatabase database) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _one = new(1);
    private NpgsqlConnection? _connection;
    private long _cutAt = long.MinValue / 2;

    public async ValueTask<IAsyncDisposable?> Take(string grain, CancellationToken cancel)
    {
        var started = TimeProvider.System.GetTimestamp();
        do
        {
            if (await Ask("SELECT pg_try_advisory_lock(hashtextextended($1, 1))", grain, cancel) is not bool got)
                return null;
            if (got)
                return new Place(this, grain);
            await Task.Delay(Random.Shared.Next(2, 8), cancel);
        }
        while (TimeProvider.System.GetElapsedTime(started) < Patience);
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
            await connection.DisposeAsync();
        _one.Dispose();
    }

    private async Task<object?> Ask(string sql, string grain, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            // Patience spent once is not spent again by each of those that queue here.
            if (_connection is null && TimeProvider.System.GetElapsedTime(_cutAt) < Patience)
                return null;
            _connection ??= await database.Dedicated("", cancel);
            await using var command = new NpgsqlCommand(sql, _connection) { CommandTimeout = (int)Patience.TotalSeconds, Parameters = { new() { Value = grain } } };
            return await command.ExecuteScalarAsync(cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _cutAt = TimeProvider.System.GetTimestamp();
            // With the connection go all its locks.
            if (_connection is { } broken)
            {
                _connection = null;
                await broken.DisposeAsync();
            }
            return null;
        }
        finally
        {
            _one.Release();
        }
    }

    private sealed class Place(PostgreSqlPlaces places, string grain) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await places.Ask("SELECT pg_advisory_unlock(hashtextextended($1, 1))", grain, CancellationToken.None);
    }
}
