using System.Diagnostics;

namespace Tests.Fixtures;

/// <summary>
/// A private PostgreSQL on loopback, from the machine's own package, with fsync on like a real one. Its data live in a temp folder and go
/// with the test process, even when that one is killed: a watchdog holds a pipe of ours.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Superuser = "postgres";

    private static readonly Lazy<Task<PostgresServer>> One = new(StartShared);

    private readonly string _folder = Directory.CreateTempSubdirectory("guichet-postgres-").FullName;
    private readonly Process _watchdog;
    private int _port;
    private int _databases;

    private PostgresServer() => _watchdog = Watch();

    /// <summary>The server that all tests of this process use; whoever stops a server starts one of his own.</summary>
    public static Task<PostgresServer> Shared => One.Value;

    public int Port => _port;

    public static async Task<PostgresServer> StartNew()
    {
        var server = new PostgresServer();
        await server.Initialize();
        for (var tries = 1; ; tries++)
        {
            server._port = Ports.Free();
            try
            {
                await server.Start();
                return server;
            }
            catch (InvalidOperationException) when (tries < 3)
            {
                // Somebody took the port in between.
            }
        }
    }

    /// <summary>A fresh database; its address is what <c>STORE</c> takes.</summary>
    /// <param name="template">The address of one to copy, which nobody is connected to; empty otherwise.</param>
    public async Task<string> CreateDatabase(string? template = null)
    {
        var name = $"guichet_{Interlocked.Increment(ref _databases)}";
        await Run("createdb", "-h", "127.0.0.1", "-p", $"{_port}", "-U", Superuser, "-T", template is null ? "template0" : NameOf(template), name);
        return Address(name);
    }

    /// <param name="port">Of something between the node and the server.</param>
    public string Address(string database, int? port = null) => $"postgres://{Superuser}@127.0.0.1:{port ?? _port}/{database}";

    /// <param name="database">Its name, or the address that <see cref="CreateDatabase"/> gave.</param>
    public string ConnectionString(string database) => $"Host=127.0.0.1;Port={_port};Username={Superuser};Database={NameOf(database)}";

    public async Task Start() => await Run("pg_ctl", "start", "-w", "-s", "-D", Data, "-l", Path.Combine(_folder, "log"), "-o", $"-p {_port}");

    /// <summary>As a crash: no checkpoint, clients are cut off, the next start recovers from the log.</summary>
    public Task StopImmediate() => Run("pg_ctl", "stop", "-m", "immediate", "-s", "-D", Data);

    /// <summary>All that the database holds, as text, to search for what must not be there.</summary>
    public Task<string> Dump(string database) => Run("pg_dump", "-h", "127.0.0.1", "-p", $"{_port}", "-U", Superuser, NameOf(database));

    public static string NameOf(string database) => database[(database.LastIndexOf('/') + 1)..];

    public async ValueTask DisposeAsync()
    {
        _watchdog.StandardInput.Close();
        await _watchdog.WaitForExitAsync();
        _watchdog.Dispose();
    }

    private string Data => Path.Combine(_folder, "data");

    private static async Task<PostgresServer> StartShared()
    {
        var server = await StartNew();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server._watchdog.StandardInput.Close();
        return server;
    }

    private async Task Initialize()
    {
        if (Environment.IsPrivilegedProcess)
            await Spawn("chown", [Superuser, _folder]);
        await Run("initdb", "-A", "trust", "-E", "UTF8", "--locale=C", "-U", Superuser, "-D", Data);
        await File.AppendAllTextAsync(Path.Combine(Data, "postgresql.conf"), $"""

            listen_addresses = '127.0.0.1'
            unix_socket_directories = '{_folder}'
            max_connections = 200
            fsync = on
            """);
    }

    /// <summary>Reads a pipe that only this process holds: it ends with us, however we end. Ctrl-C reaches it too and must not stop it.</summary>
    private Process Watch() => Process.Start(new ProcessStartInfo("sh",
        ["-c", "trap '' INT TERM HUP; read _; \"$@\" >/dev/null 2>&1; rm -rf \"$0\"", _folder,
            .. AsServer("pg_ctl", "stop", "-m", "immediate", "-s", "-D", Data)]) { RedirectStandardInput = true })!;

    private static Task<string> Run(string program, params string[] arguments)
    {
        var line = AsServer(program, arguments);
        return Spawn(line[0], line[1..]);
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static string[] AsServer(string program, params string[] arguments) =>
        [.. Environment.IsPrivilegedProcess ? ["setpriv", $"--reuid={Superuser}", $"--regid={Superuser}", "--init-groups"] : Array.Empty<string>(),
            Path.Combine(Programs(), program), .. arguments];

    private static string Programs()
    {
        var versions = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        return versions.Where(v => File.Exists(Path.Combine(v, "bin/initdb")))
            .MaxBy(v => int.TryParse(Path.GetFileName(v), out var number) ? number : 0) is { } newest
            ? Path.Combine(newest, "bin")
            : throw new InvalidOperationException(
                "PostgreSQL is not installed (no /usr/lib/postgresql/*/bin/initdb): ./test installs it as root, otherwise `apt-get install postgresql`.");
    }

    private static async Task<string> Spawn(string program, string[] arguments)
    {
        using var process =
            Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await said : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {await complained}");
    }
}
