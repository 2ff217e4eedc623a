using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Silo.Storage;
using Silo.Storage.PostgreSql;

namespace Silo.Throttles;

/// <summary>
/// Where sources keep what they have counted: a table beside the rest on PostgreSQL, a file of its own on SQLite, so that a source never
/// waits for the store's one writer. It may lag, be lost or be deleted: what that forgives is one window of tries.
/// </summary>
public sealed class ThrottleStore : IOpenAtStart, IAsyncDisposable
{
    private readonly SqliteConnection? _file;

    private ThrottleStore(string provider, DbDataSource database, SqliteConnection? file) => (Provider, Database, _file) = (provider, database, file);

    /// <summary>As Orleans calls it.</summary>
    public string Provider { get; }

    public DbDataSource Database { get; }

    /// <summary>Two connections of its own: sources wait for each other before they make anybody else wait.</summary>
    public static ThrottleStore On(PostgreSqlDatabase database) => new("Npgsql", NpgsqlDataSource.Create(database.ConnectionString(2)), null);

    /// <summary>Readable by the owner of the process only, like what stands in it: who tried how often.</summary>
    public static ThrottleStore In(string path)
    {
        SQLitePCL.Batteries_V2.Init();
        // The provider tries again for that many seconds when another connection writes.
        var address = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 2 }.ToString();
        return new ThrottleStore("System.Data.SQLite", SqliteFactory.Instance.CreateDataSource(address), new SqliteConnection(address));
    }

    public async Task Open(CancellationToken cancel)
    {
        if (_file is null)
            return;
        if (!OperatingSystem.IsWindows())
        {
            // SQLite gives the files that it makes beside this one the same mode.
            await using (
                new FileStream(_file.DataSource,
                    new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite,
                        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
                File.SetUnixFileMode(_file.DataSource, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        // Open to the end: closing the last connection would fold the log into the file each time.
        await _file.OpenAsync(cancel);
        await using var mode = _file.CreateCommand();
        mode.CommandText = "PRAGMA journal_mode=WAL";
        await mode.ExecuteNonQueryAsync(cancel);
        await Migrations.Apply(_file, "Sqlite.Throttle", cancel);
    }

    /// <summary>Deletes the rows of which nothing counts since then.</summary>
    public async Task<int> Purge(DateTimeOffset since, CancellationToken cancel)
    {
        await using var connection = await Database.OpenConnectionAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM orleans_throttle WHERE counts_until < @since";
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@since", since.ToUnixTimeMilliseconds());
        command.Parameters.Add(parameter);
        return await command.ExecuteNonQueryAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        if (_file is null)
            return;
        await _file.DisposeAsync();
        SqliteConnection.ClearPool(_file);
    }
}
