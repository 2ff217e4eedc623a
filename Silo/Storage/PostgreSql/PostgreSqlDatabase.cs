using System.Security.Cryptography;
using System.Web;
using Grains;
using Npgsql;

namespace Silo.Storage.PostgreSql;

/// <summary>
/// The one PostgreSQL that all nodes share: how to reach it, for reading (pages) and for writing, and what is checked before anything
/// is trusted to it.
/// </summary>
public sealed class PostgreSqlDatabase : IOpenAtStart, IAsyncDisposable
{
    /// <summary>A writer that hangs gives its locks back: others wait 2 s at most for them.</summary>
    public const string WriterOptions = "-c lock_timeout=2000 -c idle_in_transaction_session_timeout=2000 -c synchronous_commit=on -c jit=off";
    // Compiling a statement takes longer (some 80 ms of a core, each time anew) than any page's statement may. What pages read lies in memory: where a look by
    // index is reckoned as a disk's, a table of 50,000 rows is read whole for a thousand of them.
    private const string ReaderOptions =
        "-c default_transaction_read_only=on -c statement_timeout=4000 -c plan_cache_mode=force_generic_plan -c random_page_cost=1.1 -c jit=off";
    private const int OldestServer = 15;
    private readonly NpgsqlConnectionStringBuilder _address;
    private long _silentSince = long.MinValue / 2;

    /// <param name="address"><c>postgres://user:password@host:port/database?option=…</c>, or Npgsql's own <c>Host=…</c>.</param>
    /// <exception cref="SettingRefusedException">The address cannot be read.</exception>
    public PostgreSqlDatabase(string address)
    {
        _address = Parse(address);
        // What reads sets nothing in its session: seven commands that would reset it at each return to the pool are saved.
        // And whatever the values, a page reads by the same keys: to plan it each time would cost several times the reading.
        Reading = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(With(ReaderOptions, 20)) { NoResetOnClose = true });
        Writing = NpgsqlDataSource.Create(With(WriterOptions, 8));
    }

    public NpgsqlDataSource Reading { get; }

    public NpgsqlDataSource Writing { get; }

    public static bool IsAddress(string store) =>
        store.StartsWith("postgres://", StringComparison.Ordinal) || store.StartsWith("postgresql://", StringComparison.Ordinal)
            || store.Contains("Host=", StringComparison.OrdinalIgnoreCase);

    /// <summary>Checks the server and brings the schema up to date, one node at a time.</summary>
    /// <exception cref="InvalidOperationException">The server would lose what it acknowledged, or is too old.</exception>
    public async Task Open(CancellationToken cancel)
    {
        await using var connection = await Patient(cancel);
        await Check(connection, cancel);
        // Held to the end of the connection: nodes that start together migrate one after the other.
        await using var alone = new NpgsqlCommand("SELECT pg_advisory_lock(hashtextextended('guichet/migrations', 0))", connection) { CommandTimeout = 120 };
        await alone.ExecuteNonQueryAsync(cancel);
        await Migrations.Apply(connection, "PostgreSql", cancel);
    }

    /// <summary>A demo's master key, made once for all its nodes. Production keeps its key out of the database.</summary>
    public async Task<string> DemoKey(CancellationToken cancel)
    {
        await using var connection = await Patient(cancel);
        await using var made = new NpgsqlCommand("INSERT INTO setting (name, value) VALUES ('demo-master-key', $1) ON CONFLICT DO NOTHING", connection);
        made.Parameters.Add(new NpgsqlParameter { Value = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) });
        await made.ExecuteNonQueryAsync(cancel);
        await using var kept = new NpgsqlCommand("SELECT value FROM setting WHERE name = 'demo-master-key'", connection);
        return (string)(await kept.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>Set while the server lets requests hang: for a second nobody else waits for it, for patience spent once is not spent again.</summary>
    internal bool IsSilent => TimeProvider.System.GetElapsedTime(Interlocked.Read(ref _silentSince)) < TimeSpan.FromSeconds(1);

    /// <summary>The server has left a question unanswered for long.</summary>
    internal void NoteSilence() => Interlocked.Exchange(ref _silentSince, TimeProvider.System.GetTimestamp());

    /// <summary>Turns a failure of the database into what its callers expect.</summary>
    internal IOException Trouble(string message, Exception failure)
    {
        if (failure is TimeoutException || failure.InnerException is TimeoutException)
            NoteSilence();
        return new IOException(message, failure);
    }

    /// <summary>One statement in a transaction of its own.</summary>
    /// <exception cref="IOException">The database is away; whether the statement was done is not known.</exception>
    internal async Task<T> Write<T>(Func<NpgsqlCommand, Task<T>> run, CancellationToken cancel, string statement, params object?[] values)
    {
        try
        {
            await using var command = Writing.CreateCommand(statement);
            foreach (var value in values)
                command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
            return await run(command);
        }
        catch (Exception e) when (StorageTrouble.Is(e))
        {
            throw Trouble("The store cannot write at the moment.", e);
        }
    }

    /// <summary>What a caller needs who brings connections of their own.</summary>
    internal string ConnectionString(int pool) => With("", pool);

    /// <summary>A connection of one's own, outside the pools.</summary>
    public async Task<NpgsqlConnection> Dedicated(string options, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(With(options, 0));
        try
        {
            await connection.OpenAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Reading.DisposeAsync();
        await Writing.DisposeAsync();
    }

    private static async Task Check(NpgsqlConnection connection, CancellationToken cancel)
    {
        if (connection.PostgreSqlVersion.Major < OldestServer)
            throw new SettingRefusedException($"STORE needs PostgreSQL {OldestServer} or later; this server is {connection.PostgreSqlVersion}.");
        foreach (var setting in new[] { "fsync", "full_page_writes" })
        {
            await using var shown = new NpgsqlCommand($"SHOW {setting}", connection);
            if (await shown.ExecuteScalarAsync(cancel) is not "on")
                throw new SettingRefusedException(
                    $"The PostgreSQL server runs with {setting}=off: a power cut would lose what people were told is saved. Switch it on.");
        }
    }

    internal static NpgsqlConnectionStringBuilder Parse(string address)
    {
        try
        {
            if (!address.Contains("://", StringComparison.Ordinal))
                return new NpgsqlConnectionStringBuilder(address);
            var uri = new Uri(address);
            var parsed =
                new NpgsqlConnectionStringBuilder { Host = uri.Host, Port = uri.Port > 0 ? uri.Port : 5432,
                    Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')) };
            if (uri.UserInfo.Split(':', 2) is [{ Length: > 0 } user, ..] parts)
            {
                parsed.Username = Uri.UnescapeDataString(user);
                parsed.Password = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : null;
            }
            var options = HttpUtility.ParseQueryString(uri.Query);
            foreach (var option in options.AllKeys.OfType<string>())
                parsed[option] = options[option];
            return parsed.Host.Length > 0 && parsed.Database.Length > 0 ? parsed : throw new FormatException("No host, or no database.");
        }
        catch (Exception e) when (e is UriFormatException or ArgumentException or FormatException)
        {
            throw new SettingRefusedException("STORE is no address of a PostgreSQL database. Example: postgres://guichet:password@localhost:5432/guichet", e);
        }
    }

    // At start nobody waits for a page yet: a busy server is given its time, and so is the migration of a large store.
    private async Task<NpgsqlConnection> Patient(CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(With("", 0)) { Timeout = 30, CommandTimeout = 0 }.ConnectionString);
        await connection.OpenAsync(cancel);
        return connection;
    }

    // Short patience everywhere else: within 5 s a person must hear that the store is away.
    private string With(string options, int pool) => new NpgsqlConnectionStringBuilder(_address.ConnectionString)
    {
        ApplicationName = "guichet",
        Options = options,
        Pooling = pool > 0,
        MaxPoolSize = Math.Max(1, pool),
        Timeout = 2,
        CommandTimeout = 4,
        CancellationTimeout = -1,
        MaxAutoPrepare = 100,
        AutoPrepareMinUsages = 2,
        IncludeErrorDetail = false,
        // Only where it is demanded: asked for by each new connection before TLS, it has a frozen server waited for twice.
        GssEncryptionMode = _address.GssEncryptionMode is GssEncryptionMode.Require ? GssEncryptionMode.Require : GssEncryptionMode.Disable,
    }.ConnectionString;
}
