using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Silo.Storage.Sqlite;

/// <summary>Connections for reading that stay open between their uses, each with the statements it has prepared.</summary>
internal sealed class SqliteReadPool(string connectionString) : IDisposable
{
    private const int Kept = 32;
    private readonly ConcurrentBag<SqliteReader> _idle = [];
    private volatile bool _disposed;

    public async ValueTask<SqliteReader> Take(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (_idle.TryTake(out var idle))
            return idle;
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancel);
        return new SqliteReader(connection);
    }

    public void Return(SqliteReader reader)
    {
        if (_disposed || _idle.Count >= Kept)
            reader.Dispose();
        else
            _idle.Add(reader);
        if (_disposed)
            Dispose();
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var idle))
            idle.Dispose();
    }
}

/// <summary>One connection and its prepared statements. Used by one caller at a time.</summary>
internal sealed class SqliteReader(SqliteConnection connection) : IDisposable
{
    // Texts vary with views, searches and the length of lists; what is rare is prepared again.
    private const int Kept = 100;
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    public SqliteConnection Connection => connection;

    /// <summary>The command for a text, with these parameters; its statements are parsed and planned once.</summary>
    public SqliteCommand Prepared(string text, SqliteParameterCollection parameters)
    {
        if (!_prepared.TryGetValue(text, out var command))
        {
            if (_prepared.Count == Kept)
                Forget();
            _prepared[text] = command = new SqliteCommand(text, connection);
        }
        command.Parameters.Clear();
        foreach (SqliteParameter parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }

    public void Dispose()
    {
        Forget();
        connection.Dispose();
    }

    private void Forget()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
        _prepared.Clear();
    }
}
