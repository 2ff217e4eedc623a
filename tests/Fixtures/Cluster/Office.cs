using Grains.Accounts.Passwords;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Npgsql;
using Orleans;
using Orleans.Runtime;
using Silo;
using Silo.Demo;
using Silo.Storage;
using Silo.Time;

namespace Tests.Fixtures.Cluster;

/// <summary>A worker node in this process: calls grains as pages would, for what no page offers yet, and looks into the database.</summary>
public sealed class Office : IAsyncDisposable
{
    private static readonly string Brumont = $"{DemoPeople.Portal}/brumont";
    private readonly string _directory = Directory.CreateTempSubdirectory("guichet-office-").FullName;
    private readonly NpgsqlDataSource _database;
    private readonly IHost _host;
    private readonly UnaskedEnd _end = new();
    private int _registered;
    private int _sent;

    private Office(string store)
    {
        var uri = new Uri(store);
        // A pool would keep connections of a server that a test before has crashed.
        _database =
            NpgsqlDataSource.Create($"Host={uri.Host};Port={uri.Port};Username={uri.UserInfo};Database={PostgresServer.NameOf(store)};Pooling=false");
        // Its own settings, and the nodes' portals: a grain of theirs may live here and goes by their policies.
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddJsonFile(Path.Combine(Node.Root(), "Web", "appsettings.json"));
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["STORE"] = store, ["DATA_DIR"] = _directory, ["DEMO"] = "1", ["Policy:PasswordIterations"] = "1000",
            ["Probes:Timeout"] = Node.PatientProbes.Timeout, ["Probes:Missed"] = Node.PatientProbes.Missed,
        });
        builder.Logging.ClearProviders();
        builder.Services.AddGuichetSilo(builder.Configuration);
        builder.Services.AddSingleton<IFatalErrorHandler>(_end);
        _host = builder.Build();
    }

    public static async Task<Office> Open(string store)
    {
        var office = new Office(store);
        await office._host.StartAsync();
        return office;
    }

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public static OperationId Fresh() => new(Guid.NewGuid().ToString("N"));

    /// <summary>A customer like Hugues, with a name of one's own: a member of Brumont's space who sees that company only.</summary>
    public async Task<(Account Account, string Key)> Colleague()
    {
        var name = $"Invité{Interlocked.Increment(ref _registered)}";
        var (key, email) = ($"test-{name}", $"invite{_registered}@maison.example");
        var password = await PasswordHasher.Make(DemoPeople.Password, 1000);
        var registered = await Grains.GetGrain<IAccountRegistrationGrain>(key).Register(
            Fresh(),
                new NewAccount(CallerKind.Customer, DemoPeople.Portal, StaffRole.None, email, name, "Vasselin", "0611223344", password, null,
                    null) { Terms = "1" });
        Assert.True(registered.Ok);
        Assert.True((await Space.Admit(Fresh(), new Member(key, SpaceRole.Collaborateur, false, [DemoPeople.Brumont.Key]))).Ok);
        return (new Account(DemoPeople.Portal, name, email, DemoPeople.Password, null), key);
    }

    /// <summary>A space of its own with two administrators.</summary>
    public async Task OpenSpace(string space, string first, string second)
    {
        var grain = Grains.GetGrain<ISpaceGrain>(space);
        Assert.True((await grain.Open(Fresh(), "Groupe Mirandole", new Member(first, SpaceRole.Administrateur, true, []))).Ok);
        Assert.True((await grain.Admit(Fresh(), new Member(second, SpaceRole.Administrateur, true, []))).Ok);
    }

    /// <summary>Takes somebody out of Brumont's space.</summary>
    public async Task Remove(string account) => Assert.True((await Space.Remove(DemoPeople.Nora.Caller, Fresh(), account)).Ok);

    /// <summary>Takes Brumont away from somebody, who keeps the space.</summary>
    public async Task Restrict(string account) => Assert.True((await Space.Restrict(DemoPeople.Nora.Caller, Fresh(), account, [DemoPeople.Vaudrelle.Key])).Ok);

    public Task Disable(string account) => Grains.GetGrain<IAccountGrain>(account).Disable(Fresh(), true);

    public async Task Post(string request, DemoPerson by, string text) =>
        Assert.True((await Grains.GetGrain<IRequestGrain>(request).Post(by.Caller, Fresh(), new NewMessage(text, []))).Ok);

    /// <summary>The number of a fresh request that nobody has taken yet.</summary>
    public async Task<string> SentRequest(DemoPerson by, DemoCompany company)
    {
        var mine = Interlocked.Increment(ref _sent);
        var number = $"2026-9{mine:D5}";
        var request = Grains.GetGrain<IRequestGrain>($"{DemoPeople.Portal}/sent-{mine}");
        var story = new DemoStory("", by, company, default, "sante", "remboursements", "delai", "Où en est le remboursement ?");
        Assert.True((await request.Begin(by.Caller, Fresh(), "contact", company.Key)).Ok);
        Assert.True((await request.SaveDraft(by.Caller, Fresh(), new DraftPage(5, story.Fields))).Ok);
        Assert.True((await request.Send(by.Caller, Fresh(), number)).Ok);
        return number;
    }

    /// <summary>Failed tries in the account's journal.</summary>
    public Task<long> Failures(string account) => Count("SELECT count(*) FROM journal WHERE owner = $1 AND action = 'sign-in-failed'", account);

    public Task<long> Sessions(string account) => Count("SELECT count(*) FROM session WHERE account = $1 AND ended_at IS NULL", account);

    public async Task<long> Count(string sql, params string[] values)
    {
        await using var command = _database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public ValueTask DisposeAsync() => DisposeAsync([]);

    /// <param name="reasons">Of the other silos, why one was declared dead; said when it was this one.</param>
    public async ValueTask DisposeAsync(IEnumerable<string> reasons)
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable host)
            await host.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
        _end.Check(reasons);
    }

    private ISpaceGrain Space => Grains.GetGrain<ISpaceGrain>(Brumont);
}
