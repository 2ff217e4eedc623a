using Actors.Durable;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Silo.Demo;
using Silo.Time;
using Web.Live;

namespace Web.Tests.Fixtures;

/// <summary>The whole product on real Kestrel and a real store, with the demo's people. Each test class has its own.</summary>
public sealed class Site : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("guichet-web-").FullName;
    private readonly Factory _factory;

    public Site() : this(new Dictionary<string, string>())
    {
    }

    public Site(IReadOnlyDictionary<string, string> settings)
    {
        _factory = new Factory(_directory, settings);
        _factory.UseKestrel(0);
        _factory.StartServer();
        Address = _factory.ClientOptions.BaseAddress;
    }

    public Uri Address { get; }

    public IServiceProvider Services => _factory.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public IStateStore Store => Services.GetRequiredService<IStateStore>();

    public string DataDirectory => _directory;

    public Visitor Stranger() => new(this);

    /// <summary>A browser of this person's, signed in.</summary>
    public async Task<Visitor> SignIn(DemoPerson person)
    {
        var visitor = new Visitor(this);
        await visitor.SignIn(person);
        return visitor;
    }

    public Task Advance(TimeSpan by)
    {
        var clock = Services.GetRequiredService<BusinessClock>();
        return clock.Move(Store, clock.GetUtcNow() + by, stopped: false);
    }

    public static OperationId Fresh() => new(Guid.NewGuid().ToString("N"));

    public void Dispose()
    {
        _factory.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private sealed class Factory(string directory, IReadOnlyDictionary<string, string> settings) : WebApplicationFactory<LiveHub>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            var all = new Dictionary<string, string>
            {
                ["DEMO"] = "1", ["DATA_DIR"] = directory, ["Policy:PasswordIterations"] = "1000", ["Throttle:SignInsPerMinute"] = "100000",
                ["Logging:LogLevel:Default"] = "Warning",
            };
            foreach (var (name, value) in settings)
                all[name] = value;
            foreach (var (name, value) in all)
                builder.UseSetting(name, value);
        }
    }
}
