using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Silo.Storage.Sqlite;

/// <summary>What a query gets: a pooled reader for the time until it is disposed. One statement at a time; there are no transactions.</summary>
internal sealed class SqliteReadConnection(SqliteReadPool pool, SqliteReader reader) : DbConnection
{
    private SqliteReader? _reader = reader;

    internal SqliteReader Reader => _reader ?? throw new InvalidOperationException("The connection is closed.");

    [AllowNull]
    public override string ConnectionString { get => Reader.Connection.ConnectionString; set => throw new NotSupportedException(); }

    public override string Database => Reader.Connection.Database;

    public override string DataSource => Reader.Connection.DataSource;

    public override string ServerVersion => Reader.Connection.ServerVersion;

    public override ConnectionState State => _reader is null ? ConnectionState.Closed : ConnectionState.Open;

    public override void Open() => throw new NotSupportedException();

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    public override void Close()
    {
        if (Interlocked.Exchange(ref _reader, null) is { } used)
            pool.Return(used);
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException();

    protected override DbCommand CreateDbCommand() => new SqliteReadCommand { Connection = this };

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Close();
        base.Dispose(disposing);
    }
}

/// <summary>Holds text and parameters; the statements belong to the connection's reader and outlive it.</summary>
internal sealed class SqliteReadCommand : DbCommand
{
    // Never run: the only way to a collection of parameters.
    private readonly SqliteCommand _own = new();
    private volatile SqliteConnection? _running;

    [AllowNull]
    public override string CommandText { get => _own.CommandText; set => _own.CommandText = value; }

    public override int CommandTimeout { get => _own.CommandTimeout; set => _own.CommandTimeout = value; }

    public override CommandType CommandType { get => CommandType.Text; set => _own.CommandType = value; }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection { get; set; }

    protected override DbParameterCollection DbParameterCollection => _own.Parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    /// <summary>Ends what runs; a statement that begins later is not touched.</summary>
    public override void Cancel()
    {
        if (_running is { } connection)
            SQLitePCL.raw.sqlite3_interrupt(connection.Handle);
    }

    public override void Prepare()
    {
    }

    public override int ExecuteNonQuery() => Run(command => command.ExecuteNonQuery());

    public override object? ExecuteScalar() => Run(command => command.ExecuteScalar());

    protected override DbParameter CreateDbParameter() => new SqliteParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) =>
        Run(command => command.ExecuteReader(behavior & ~CommandBehavior.CloseConnection));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _own.Dispose();
        base.Dispose(disposing);
    }

    private T Run<T>(Func<SqliteCommand, T> run)
    {
        var reader = ((SqliteReadConnection)DbConnection!).Reader;
        var command = reader.Prepared(CommandText, _own.Parameters);
        _running = reader.Connection;
        try
        {
            return run(command);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SQLitePCL.raw.SQLITE_INTERRUPT)
        {
            throw new OperationCanceledException("Nobody waits for the answer any more.", e);
        }
        finally
        {
            _running = null;
        }
    }
}
