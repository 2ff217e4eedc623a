using Grains.Access;
using Grains.Accounts;
using Grains.Accounts.Passwords;
using Grains.Accounts.SignIn;
using Grains.Commits;
using Grains.Companies;
using Grains.Documents;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Companies;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Requests;
using Grains.Requests.Forms;
using Grains.Spaces;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans;
using Silo;
using Silo.Clustering;
using Silo.Files;
using Tests.Fixtures;

namespace Grains.Tests.Fixtures;

/// <summary>A real in-process silo on a real store, with a clock the test moves. <see cref="Restart"/> wakes everything anew.</summary>
public sealed class GrainHost : IAsyncDisposable
{
    public const string Portal = "multi-siren";
    /// <summary>When a test's clock begins.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    public const string Password = "Verger-Calme-1789";
    private readonly string _directory = Directory.CreateTempSubdirectory("guichet-grains-").FullName;
    private readonly string _store = TestStore.Fresh();
    private readonly IReadOnlyDictionary<string, string> _settings;
    private SiloHost _silo;

    public GrainHost() : this(new Dictionary<string, string>())
    {
    }

    /// <param name="settings">Beside, or instead of, those that every test has.</param>
    public GrainHost(IReadOnlyDictionary<string, string> settings)
    {
        _settings = settings;
        Clock = new FakeTimeProvider(Morning);
        _silo = Start();
    }

    public FakeTimeProvider Clock { get; }

    public IServiceProvider Services => _silo.Services;

    public IStateStore Store => Get<IStateStore>();

    public IGrainFactory Grains => _silo.Grains;

    public SignInService Service => Get<SignInService>();

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>As a process that ends and starts again: nothing in memory survives.</summary>
    public async Task Restart()
    {
        await _silo.DisposeAsync();
        _silo = Start();
    }

    public OperationId Fresh() => new(Guid.NewGuid().ToString("N"));

    public IRequestGrain Request(string id) => Grains.GetGrain<IRequestGrain>($"{Portal}/{id}");

    /// <summary>A customer who administrates a space with one company of its own.</summary>
    public async Task<(Caller Caller, string Company, string Space)> Customer(string name, string? company = null)
    {
        var key = $"c-{name}";
        var space = $"{Portal}/s-{name}";
        company ??= $"{Portal}/{name}-siren";
        await Register(key, CallerKind.Customer, Portal, name);
        await Grains.GetGrain<ICompanyGrain>(company).Describe(Fresh(), new CompanyFacts(company.Split('/')[1], $"Maison {name}", "Bellerive", 1));
        await Grains.GetGrain<ISpaceGrain>(space).Open(Fresh(), name, new Member(key, SpaceRole.Administrateur, true, []));
        await Grains.GetGrain<ISpaceGrain>(space).AddCompany(Fresh(), company, isHome: false);
        return (await this.WithSession(new Caller(key, CallerKind.Customer, Portal, $"{name} Vasselin", "")), company, space);
    }

    public async Task<Caller> Adviser(string name, StaffRole role = StaffRole.Gestionnaire)
    {
        await Register($"a-{name}", CallerKind.Staff, Caller.StaffPortal, name, role);
        return await this.WithSession(new Caller($"a-{name}", CallerKind.Staff, Caller.StaffPortal, $"{name} Montbrel", "") { Role = role });
    }

    public async Task Register(string key, CallerKind kind, string portal, string name, StaffRole role = StaffRole.Gestionnaire)
    {
        var password = await PasswordHasher.Make(Password, 1000);
        var registered = await Grains.GetGrain<IAccountRegistrationGrain>(key).Register(
            Fresh(),
                new NewAccount(kind, portal, kind is CallerKind.Staff ? role : StaffRole.None, $"{name}@maison.example", name, "Vasselin",
                    "0611223344", password, null, null));
        Assert.True(registered.Ok);
    }

    /// <summary>A sent request of this customer.</summary>
    public async Task<IRequestGrain> SentRequest(Caller by, string company, string id)
    {
        var request = Request(id);
        Assert.True((await request.Begin(by, Fresh(), "contact", company)).Ok);
        Assert.True((await request.SaveDraft(by, Fresh(), new DraftPage(5, Answers(company)))).Ok);
        Assert.True((await request.Send(by, Fresh(), $"2026-{id}")).Ok);
        return request;
    }

    public static Dictionary<string, string> Answers(string company) => new()
    {
        ["prenom"] = "Nora", ["nom"] = "Vasselin", ["courriel"] = "nora@maison.example", ["telephone"] = "0611223344", ["company"] = company,
        ["domaine"] = "sante", ["theme"] = "remboursements", ["motif"] = "delai", ["message"] = "Où en est le remboursement ?",
    };

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private SiloHost Start()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["DATA_DIR"] = _directory,
            ["STORE"] = _store,
            ["DEMO"] = "1",
            ["Policy:PasswordIterations"] = "1000",
            ["Portals:0:Slug"] = Portal,
            ["Portals:0:Name"] = "Plusieurs sociétés",
            ["Portals:0:Insurer"] = "Orvane",
        }).AddInMemoryCollection(_settings.Select(s => KeyValuePair.Create<string, string?>(s.Key, s.Value))).Build();
        return SiloHost.Start(services =>
        {
            services.AddGuichetSilo(settings);
            services.AddSingleton<TimeProvider>(Clock);
            if (!_settings.ContainsKey("FORMS_DIR"))
                services.AddSingleton(new FormCatalogue(TestForms.Stop));
        });
    }
}
