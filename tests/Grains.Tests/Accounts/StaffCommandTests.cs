using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Silo;
using Silo.Admin;
using Silo.Storage;
using Silo.Time;

namespace Grains.Tests.Accounts;

public sealed class StaffCommandTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("guichet-command-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Command_on_the_store_itself_goes_by_the_demos_clock()
    {
        var later = DateTimeOffset.UtcNow.AddDays(8);
        await WithStore((services, store) => services.GetRequiredService<BusinessClock>().Move(store, later, stopped: true));

        Assert.Equal(0, await CommandLine.TryRun(["staff", "add", "jeanne.martin@example.fr", "superviseur"], Settings));

        await WithStore(async (_, store) =>
        {
            await using var reading = await store.OpenRead();
            Assert.Equal(later.ToUnixTimeMilliseconds(), await reading.QuerySingleAsync<long>("SELECT max(at) FROM journal"));
        });
    }

    private IConfiguration Settings => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["DATA_DIR"] = _directory, ["STORE"] = "sqlite", ["DEMO"] = "1" }).Build();

    private async Task WithStore(Func<IServiceProvider, IHostStore, Task> act)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(Settings);
        services.AddGuichetSilo(Settings);
        await using var provider = services.BuildServiceProvider();
        await provider.Open();
        await act(provider, provider.GetRequiredService<IHostStore>());
    }
}
