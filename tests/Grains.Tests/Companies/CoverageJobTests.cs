using Grains.Access;
using Grains.Commits;
using Grains.Contracts;
using Grains.Interfaces;
using Grains.Interfaces.Companies;
using Grains.Tests.Fixtures;
using Grains.Text;
using Silo.CoreSystem;
using Tests.Fixtures;

namespace Grains.Tests.Companies;

public sealed class CoverageJobTests : IAsyncLifetime
{
    private const string Siren = "437201957";
    private const string Company = $"{GrainHost.Portal}/{Siren}";
    private static readonly DateTimeOffset Midnight = new(2026, 12, 31, 23, 0, 0, TimeSpan.Zero);
    private readonly GrainHost _host = new();

    public async Task InitializeAsync()
    {
        await _host.Get<CoreSystemImport>().Load(new CoreSystemFile
        {
            Companies = [new("$.companies[0]", "", new(Siren, "Transports Vaudrelle & Fils", "Courmelois"))],
            Contracts =
                [new("$.companies[0].contracts[0]", Siren,
                    new() { Number = "PR1", Universe = Universe.Provident, Start = new(2020, 1, 1), End = new(2026, 12, 31) })],
        }, CancellationToken.None);
        await _host.Grains.GetGrain<ICompanyGrain>(Company).Describe(_host.Fresh(), new CompanyFacts(Siren, "Transports Vaudrelle & Fils", "Courmelois", 1));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Contract_that_ended_is_over_at_midnight_in_Paris_though_nobody_was_told()
    {
        _host.Clock.Advance(Midnight.AddSeconds(-1) - _host.Clock.GetUtcNow());
        Assert.Equal(CoverState.Current, await Provident());

        _host.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(CoverState.Ended, await Provident());
    }

    [Fact]
    public async Task Open_pages_are_told_then_and_of_the_next_change()
    {
        var heard = new List<string>();
        using var listening = _host.Get<IChangeFeed>().Listen(news => heard.AddRange(news.SelectMany(n => n.Topics).Select(t => t.Topic)));
        // What the company's own description told may still be on its way: news comes in order.
        await _host.Grains.GetGrain<ICompanyGrain>(Company).Describe(_host.Fresh(), new CompanyFacts(Siren, "Transports Vaudrelle", "Courmelois", 1));
        await Eventually.True(() => Task.FromResult(heard.Contains($"company/{Company}")));
        heard.Clear();
        Assert.Equal(Midnight.ToUnixTimeMilliseconds(), await _host.Count("SELECT due_at FROM job WHERE kind = 'coverage-changed'"));
        await _host.RunGrainWork();
        Assert.DoesNotContain($"company/{Company}", heard);

        _host.Clock.Advance(Midnight - _host.Clock.GetUtcNow());
        await _host.RunGrainWork();

        await Eventually.True(() => Task.FromResult(heard.Contains($"company/{Company}")));
        // Two years later it is read no more.
        Assert.Equal(
            Paris.At(new(2029, 1, 1)).ToUnixTimeMilliseconds(), await _host.Count("SELECT due_at FROM job WHERE key LIKE 'coverage/%/2029-01-01'"));
    }

    private async Task<CoverState> Provident()
    {
        var scope = _host.Get<Rights>().ScopeOf(new Caller("a", CallerKind.Staff, Caller.StaffPortal, "", ""));
        return (await _host.Get<ContractQueries>().Of(scope, Company)).CoverageOn(Paris.Day(_host.Clock.GetUtcNow())).Provident.State;
    }
}
