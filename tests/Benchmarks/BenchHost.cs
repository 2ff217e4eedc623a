using Grains.Accounts;
using Grains.Accounts.Passwords;
using Grains.Accounts.SignIn;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Companies;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Silo;
using Silo.Clustering;

namespace Bench;

/// <summary>A silo on a fresh store, with one customer and as many sent requests as asked.</summary>
internal sealed class BenchHost : IAsyncDisposable
{
    public const string Portal = "multi-siren";
    private readonly string _directory = Directory.CreateTempSubdirectory("guichet-bench-").FullName;
    private readonly ServiceProvider _services;
    private long _operation;

    /// <param name="store">What <c>STORE</c> takes; several hosts on one database are several nodes.</param>
    /// <param name="leased">Without, every answer from memory is checked against the store, as before there was a lease.</param>
    /// <param name="settings">Beside the usual ones: <c>Drain:Writers</c>, <c>Drain:Notify</c>.</param>
    public BenchHost(int drain = 256, Func<IStateStore, IStateStore>? wrap = null, string store = "sqlite", bool leased = true,
        params IReadOnlyList<(string Name, string Value)> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["DATA_DIR"] = _directory,
            ["DEMO"] = "1",
            ["Drain:Size"] = $"{drain}",
            ["Portals:0:Slug"] = Portal,
            ["STORE"] = store,
        }).AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value))).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddGuichetSilo(configuration);
        if (wrap is not null)
            services.AddSingleton(s => wrap(s.GetRequiredService<Silo.Storage.IHostStore>()));
        if (!leased)
            services.AddSingleton<ILease>(new NoLease());
        _services = services.BuildServiceProvider();
        Task.Run(() => _services.StartGrains()).GetAwaiter().GetResult();
    }

    public static Caller Customer { get; } = new("bench", CallerKind.Customer, Portal, "Nora Vasselin", "bench-session");

    public static string Company => $"{Portal}/812345676";

    public string Database => Path.Combine(_directory, "guichet.db");

    public IGrainFactory Grains => Get<IGrainFactory>();

    public IStateStore Store => Get<IStateStore>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public OperationId Fresh() => new($"bench-{Interlocked.Increment(ref _operation)}");

    public IRequestGrain Request(int i) => Grains.GetGrain<IRequestGrain>($"{Portal}/r{i}");

    public async Task Seed(int requests)
    {
        await Grains.GetGrain<IAccountRegistrationGrain>("bench").Register(Fresh(), new NewAccount(
            CallerKind.Customer, Portal, StaffRole.None, "nora@maison.example", "Nora", "Vasselin", "", await PasswordHasher.Make("x", 1000), null, null));
        await OpenSession("bench", Customer.Session);
        await Grains.GetGrain<ICompanyGrain>(Company).Describe(Fresh(), new CompanyFacts("812345676", "Ateliers", "Bellerive", 1));
        await Grains.GetGrain<ISpaceGrain>($"{Portal}/s").Open(Fresh(), "s", new Member("bench", SpaceRole.Administrateur, true, []));
        await Grains.GetGrain<ISpaceGrain>($"{Portal}/s").AddCompany(Fresh(), Company, isHome: true);
        var answers = new Dictionary<string, string>
        {
            ["prenom"] = "Nora", ["nom"] = "Vasselin", ["courriel"] = "nora@maison.example", ["company"] = Company,
            ["domaine"] = "sante", ["theme"] = "remboursements", ["motif"] = "delai", ["message"] = "Bonjour",
        };
        await Parallel.ForEachAsync(Enumerable.Range(0, requests), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, _) =>
        {
            await Request(i).Begin(Customer, Fresh(), "contact", Company);
            await Request(i).SaveDraft(Customer, Fresh(), new DraftPage(5, answers));
            await Request(i).Send(Customer, Fresh(), $"2026-{i:D6}");
        });
    }

    public async Task RegisterAdviser(Caller adviser) => await Grains.GetGrain<IAccountRegistrationGrain>(adviser.Account).Register(Fresh(), new NewAccount(
        CallerKind.Staff, Caller.StaffPortal, adviser.Role, "claire@orvane.example", "Claire", "Montbrel", "", await PasswordHasher.Make("x", 1000), null, null));

    /// <summary>A session beside the way in: what the conditions of commits ask for.</summary>
    public async Task OpenSession(string account, string session)
    {
        var (stored, now) = ((await Store.Load($"account/{account}"))!.Value, Get<TimeProvider>().GetUtcNow());
        var unit =
            new CommitUnit($"account/{account}", stored.Version, stored.State, Condition.None, null,
                [new Upsert(new SessionRow(account, session, Portal, now, now, null))], now);
        if ((await Store.Commit(unit)).Verdict is not CommitVerdict.Committed)
            throw new InvalidOperationException("The session was not opened.");
    }

    public async ValueTask DisposeAsync()
    {
        await _services.StopGrains();
        await _services.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private sealed class NoLease : ILease
    {
        public bool IsHeld => false;

        public ValueTask AwaitFormerHolders(CancellationToken cancel) => default;
    }
}
