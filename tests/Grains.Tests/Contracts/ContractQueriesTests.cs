using Dapper;
using Grains.Access;
using Grains.Calendars;
using Grains.Contracts;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;
using Grains.Reads;
using Grains.Tests.Fixtures;
using Silo.CoreSystem;
using Tests.Fixtures;

namespace Grains.Tests.Contracts;

public sealed class ContractQueriesTests : IAsyncLifetime
{
    private const string Brumont = $"{GrainHost.Portal}/812345676";
    private const string Head = "81234567600017";
    private const string Branch = "81234567600025";
    private readonly GrainHost _host = new();

    public Task InitializeAsync() => _host.Get<CoreSystemImport>().Demo(CancellationToken.None);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Who_sees_the_company_reads_its_contracts_and_nobody_else()
    {
        var (nora, _, _) = await _host.Customer("nora", Brumont);
        var (paul, _, _) = await _host.Customer("paul");

        var read = await Of(nora, Brumont);

        Assert.Equal("SA2019000 PR3019000", string.Join(' ', read.Contracts.Select(c => c.Number)));
        Assert.Equal(14, read.Establishments.Count);
        Assert.Equal("ines", read.Dedicated.Single().Card);
        foreach (var company in new[] { Brumont, $"{GrainHost.Portal}/000000000", Rights.OwnFile(paul) })
        {
            var foreign = await Of(paul, company);
            Assert.Empty(foreign.Contracts);
            Assert.Empty(foreign.Establishments);
            Assert.Empty(foreign.Dedicated);
            Assert.False(foreign.Retirement);
        }
    }

    [Fact]
    public async Task Unticked_establishment_is_hidden_from_its_space_alone()
    {
        await Register("nora");
        await Register("irene");
        await _host.Grains.GetGrain<ISpaceGrain>($"{GrainHost.Portal}/s1").Found(_host.Fresh(), "Brumont", Administrator("nora"), Brumont, [Branch]);
        var second = _host.Grains.GetGrain<ISpaceGrain>($"{GrainHost.Portal}/s2");
        await second.Open(_host.Fresh(), "Cabinet", Administrator("irene"));
        await second.AddCompany(_host.Fresh(), Brumont, isHome: false);

        Assert.DoesNotContain(Branch, (await Of(Known("nora"), Brumont)).Establishments);
        Assert.Contains(Head, (await Of(Known("nora"), Brumont)).Establishments);
        Assert.Contains(Branch, (await Of(Known("irene"), Brumont)).Establishments);
    }

    [Fact]
    public async Task Calendar_is_read_as_it_was_loaded_and_an_unknown_one_is_the_product_s()
    {
        var calendars = _host.Get<CalendarBook>();

        var portal = await calendars.Find("portail");

        Assert.Equal("portail", portal.Id);
        Assert.Equal(BusinessCalendar.Default.Week.Select(d => d.Count), portal.Week.Select(d => d.Count));
        Assert.Equal(new(2026, 11, 30, 8, 0, 0, TimeSpan.Zero), portal.AddBusinessTime(new(2026, 11, 27, 15, 30, 0, TimeSpan.Zero), TimeSpan.FromHours(1)));
        Assert.Same(BusinessCalendar.Default, await calendars.Find("inconnu"));
    }

    /// <summary>SQLite, which plans without statistics, is asked how it would read; cards are a few hundred at most.</summary>
    [Fact]
    public async Task Contracts_are_read_by_indexes()
    {
        var scope = _host.Get<Rights>().ScopeOf(Known("nora"));

        await AssertReads(ContractQueries.Of(scope, Brumont));
        await AssertReads(InsuredQueries.OwnOf(scope));
    }

    private async Task AssertReads<T>(Statement<T> statement)
    {
        if (TestStore.IsPostgres)
            return;
        await using var reading = await _host.Store.OpenRead();
        foreach (var sql in statement.Sql.Split(';').Where(s => !s.Contains("FROM ref_card k", StringComparison.Ordinal)))
        {
            var plan =
                await reading.QueryAsync<(long Id, long Parent, long Unused, string Detail)>($"EXPLAIN QUERY PLAN {sql}",
                    statement.Scope.Parameters([.. statement.Parameters]));

            Assert.DoesNotContain(plan, p =>
                p.Detail.StartsWith("SCAN ", StringComparison.Ordinal) && !p.Detail.Contains("CONSTANT", StringComparison.Ordinal));
        }
    }

    private static Member Administrator(string name) => new($"c-{name}", SpaceRole.Administrateur, true, []);

    private static Caller Known(string name) => new($"c-{name}", CallerKind.Customer, GrainHost.Portal, name, "");

    private Task Register(string name) => _host.Register($"c-{name}", CallerKind.Customer, GrainHost.Portal, name);

    private Task<CompanyContracts> Of(Caller caller, string company) => _host.Get<ContractQueries>().Of(_host.Get<Rights>().ScopeOf(caller), company);
}
