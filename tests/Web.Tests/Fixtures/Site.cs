using System.Collections.Concurrent;
using System.Data.Common;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Grains.Commits;
using Grains.Interfaces;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;
using Orleans;
using Silo.Demo;
using Silo.Time;
using Tests.Fixtures;
using Web.Live;

namespace Web.Tests.Fixtures;

/// <summary>
/// The whole product on real Kestrel (http and https, loopback) and a real store, with the demo's people. Starting it is most of what a test
/// costs: the tests of a class share one, each with people whom no other test of the class changes. A test that breaks, stops or counts the
/// whole site has its own.
/// </summary>
public sealed class Site : IDisposable, IAsyncDisposable
{
    public const string OtherPortal = "autre-portail";
    private static readonly X509Certificate2 Certificate = SelfSigned();
    private readonly string _directory = Directory.CreateTempSubdirectory("guichet-web-").FullName;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly string _store;
    private readonly ConcurrentDictionary<string, string> _devices = new();
    private readonly ConcurrentDictionary<string, Visitor> _staff = new();
    private Factory _factory;

    public Site() : this(new Dictionary<string, string>())
    {
    }

    /// <param name="settings">Beside, or instead of, those that every test has.</param>
    internal Site(IReadOnlyDictionary<string, string> settings)
    {
        _settings = settings;
        _store = Template.CopyTo(_directory);
        _factory = Run();
    }

    public Uri Address => AddressOf("http");

    public Uri SecureAddress => AddressOf("https");

    public IServiceProvider Services => _factory.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public IStateStore Store => Services.GetRequiredService<IStateStore>();

    public string DataDirectory => _directory;

    /// <summary>Everything the server has logged.</summary>
    public LogRecord Log { get; } = new();

    /// <summary>Codes that were entered and taken.</summary>
    public ConcurrentDictionary<string, bool> SpentCodes { get; } = new();

    public Visitor Stranger() => new(this, Address);

    /// <summary>
    /// A browser of this person's, signed in. The first is asked for a code, customers' next ones are known; advisers, whose code serves once,
    /// come back to their session while it lives.
    /// </summary>
    public async Task<Visitor> SignIn(DemoPerson person, bool secure = false)
    {
        if (_staff.TryGetValue(person.Key, out var open) && await open.StatusOf("/gestion/demandes") is HttpStatusCode.OK)
            return open.Tab(secure ? SecureAddress : Address);
        var visitor = new Visitor(this, secure ? SecureAddress : Address);
        if (_devices.TryGetValue(person.Key, out var device))
            visitor.PutCookie("appareil", device, person.Portal);
        await visitor.SignIn(person);
        if (visitor.Cookie("appareil", person.Portal) is { } known)
            _devices[person.Key] = known;
        if (person.Kind is CallerKind.Staff)
            _staff[person.Key] = visitor.Tab();
        return visitor;
    }

    /// <param name="stopped">The clock stands still afterwards, so that one second is one second.</param>
    public Task Advance(TimeSpan by, bool stopped = false)
    {
        var clock = Services.GetRequiredService<BusinessClock>();
        return clock.Move(Store, clock.GetUtcNow() + by, stopped);
    }

    public static OperationId Fresh() => new(Guid.NewGuid().ToString("N"));

    /// <summary>The only value that a statement answers.</summary>
    public async Task<T> Query<T>(string sql, params (string Name, object Value)[] parameters)
    {
        await using var reading = await Store.OpenRead();
        await using var command = reading.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>The store cannot write until the answer is disposed; reading goes on.</summary>
    public async Task<IAsyncDisposable> Outage()
    {
        var holder = await Database();
        await using var command = holder.CreateCommand();
        command.CommandText = TestStore.IsPostgres ? "BEGIN; LOCK TABLE grain, sequence, setting, file IN EXCLUSIVE MODE" : "BEGIN EXCLUSIVE";
        await command.ExecuteNonQueryAsync();
        return holder;
    }

    /// <summary>The database itself, behind the server's back.</summary>
    public async Task<DbConnection> Database()
    {
        DbConnection connection = TestStore.IsPostgres
            ? new NpgsqlConnection((await PostgresServer.Shared).ConnectionString(_store) + ";Pooling=false")
            : new SqliteConnection($"Data Source={Path.Combine(_directory, "guichet.db")};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>As a process that ends and starts again on the same data; its address changes.</summary>
    public async Task Restart()
    {
        await Stop();
        _factory = Run();
    }

    public async Task Stop()
    {
        await _factory.DisposeAsync();
        await Template.Released(_directory);
    }

    /// <summary>What a stopped server has left on its disk, each file as text. A file that a last connection puts away meanwhile is in another by then: all are read again.</summary>
    public IReadOnlyList<string> Stored()
    {
        while (true)
        {
            try
            {
                return [.. Directory.EnumerateFiles(_directory).Select(f => Encoding.Latin1.GetString(File.ReadAllBytes(f)))];
            }
            catch (FileNotFoundException)
            {
            }
        }
    }

    public void Dispose() => Task.Run(async () => await DisposeAsync()).GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Directory.Delete(_directory, recursive: true);
    }

    private Uri AddressOf(string scheme) =>
        _factory.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(a => new Uri(a))
            .Single(a => a.Scheme == scheme);

    private Factory Run()
    {
        var factory = new Factory(_directory, _store, _settings, Log);
        factory.UseKestrel(server =>
        {
            server.Listen(IPAddress.Loopback, 0);
            server.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(Certificate));
        });
        factory.StartServer();
        return factory;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        return X509CertificateLoader.LoadPkcs12(request.CreateSelfSigned(now.AddHours(-1), now.AddDays(1)).Export(X509ContentType.Pkcs12), null);
    }

    private sealed class Factory(string directory, string store, IReadOnlyDictionary<string, string> settings, LogRecord log) : WebApplicationFactory<LiveHub>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Production").ConfigureLogging(logs =>
            {
                logs.ClearProviders();
                logs.AddProvider(log);
            });
            var all = Template.Settings(directory, store);
            foreach (var (name, value) in settings)
                all[name] = value;
            foreach (var (name, value) in all)
                builder.UseSetting(name, value);
        }
    }
}
