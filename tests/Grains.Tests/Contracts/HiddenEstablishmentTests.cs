using System.Globalization;
using Dapper;
using Grains.Access;
using Grains.Commits;
using Grains.Companies;
using Grains.Contracts;
using Grains.Interfaces;
using Grains.Interfaces.Companies;
using Grains.Interfaces.Spaces;
using Grains.Reads;
using Grains.Spaces;
using Grains.Tests.Fixtures;
using Grains.Text;
using Silo.CoreSystem;
using Silo.Storage;
using Tests.Fixtures;

namespace Grains.Tests.Contracts;

/// <summary>An establishment that every space of the reader hides counts for nothing, and a contract that is for such alone is none.</summary>
public sealed class HiddenEstablishmentTests : IAsyncLifetime
{
    private const string Siren = "812345676";
    private const string Brumont = $"{GrainHost.Portal}/{Siren}";
    private const string Head = "81234567600017";
    private const string Branch = "81234567600025";
    private readonly GrainHost _host = new();

    public async Task InitializeAsync()
    {
        await _host.Get<CoreSystemImport>().Demo(CancellationToken.None);
        await _host.Customer("nora", Brumont);
        await _host.Grains.GetGrain<ICompanyGrain>(Brumont).Describe(_host.Fresh(), new CompanyFacts(Siren, "Ateliers Brumont", "Saint-Aubin-le-Vieux", 14));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Hidden_establishments_are_not_counted_unless_another_space_shows_them()
    {
        Assert.Equal([14, 14, 14, 14, 14], await Counts());

        await Hide(Branch, "81234567600033");

        Assert.Equal([12, 12, 12, 12, 12], await Counts());
        var second = _host.Grains.GetGrain<ISpaceGrain>($"{GrainHost.Portal}/cabinet");
        await second.Open(_host.Fresh(), "Cabinet", new Member(Nora.Account, SpaceRole.Collaborateur, true, []));
        await second.AddCompany(_host.Fresh(), Brumont, isHome: false);
        Assert.Equal([14, 14, 14, 14, 14], await Counts());
    }

    /// <summary>Lists ask by SQL, pages by the whole contracts: they never disagree.</summary>
    [Theory]
    [InlineData("", "", "", "", true, true)]
    [InlineData("", "", "", Head, true, true)]
    [InlineData("", "", "", $"{Head} {Branch}", true, true)]
    [InlineData("", "", "", Branch, false, false)]
    [InlineData("-400", "-1", "", Head, true, false)]
    [InlineData("-4000", "-800", "", Head, false, false)]
    [InlineData("-400", "0", "", Head, true, true)]
    [InlineData("60", "", "", Head, true, true)]
    [InlineData("61", "", "", Head, true, false)]
    [InlineData("-400", "", "-1", Head, true, false)]
    [InlineData("-400", "", "1", Head, true, true)]
    [InlineData("", "", "", "99999999900011", false, false)]
    public async Task Menu_and_list_say_of_a_company_what_its_coverage_says(string start, string end, string suspended, string sirets, bool shown, bool affiliates)
    {
        await Hide(Branch);
        await Sign(start, end, suspended, sirets);
        var scope = Scope();

        var coverage = (await _host.Get<ContractQueries>().Of(scope, Brumont)).CoverageOn(Paris.Day(scope.Now));

        Assert.Equal((shown, affiliates), (coverage.Health.IsShown, coverage.Affiliation));
        var shell = await _host.Get<PortalQueries>().Shell(scope, Brumont);
        Assert.Equal((affiliates, affiliates), (shell.Chosen!.Affiliates, Assert.Single(shell.Companies).Affiliates));
        Assert.Equal(shown, Assert.Single((await _host.Get<PortfolioQueries>().Page(scope, null, null)).Rows).Health == 1);
    }

    /// <summary>SQLite, which plans without statistics, is asked how it would read.</summary>
    [Fact]
    public async Task Menu_reads_contracts_populations_and_hidden_establishments_by_indexes()
    {
        if (TestStore.IsPostgres)
            return;
        var statement = _host.Get<CompanyQueries>().MenuOf(Scope(), PortalQueries.MenuSize + 1);
        await using var reading = await _host.Store.OpenRead();

        var plan = (await reading.QueryAsync<(long Id, long Parent, long Unused, string Detail)>(
            $"EXPLAIN QUERY PLAN {statement.Sql}", statement.Scope.Parameters([.. statement.Parameters]))).Select(p => p.Detail).ToList();

        Assert.DoesNotContain(plan, d => d.StartsWith("SCAN ", StringComparison.Ordinal) && d is not "SCAN p" and not "SCAN page" && !d.Contains("CONSTANT", StringComparison.Ordinal));
        Assert.Contains(plan, d => d.StartsWith("SEARCH h ", StringComparison.Ordinal) && d.Contains("(space=? AND siret>? AND siret<?)", StringComparison.Ordinal));
        Assert.Contains(plan, d => d.StartsWith("SEARCH t ", StringComparison.Ordinal) && d.Contains("ref_contract_company", StringComparison.Ordinal));
    }

    private static Caller Nora => new("c-nora", CallerKind.Customer, GrainHost.Portal, "nora", "");

    private Scope Scope() => _host.Get<Rights>().ScopeOf(Nora);

    // The list, the one company, the one chosen and the menu of a page, the portfolio.
    private async Task<IReadOnlyList<int>> Counts()
    {
        var (companies, scope) = (_host.Get<CompanyQueries>(), Scope());
        var shell = await _host.Get<PortalQueries>().Shell(scope, Brumont);
        return
        [
            Assert.Single(await companies.List(scope)).Establishments, (await companies.Find(scope, Siren))!.Establishments, shell.Chosen!.Establishments,
            Assert.Single(shell.Companies).Establishments, Assert.Single((await _host.Get<PortfolioQueries>().Page(scope, null, null)).Rows).Establishments,
        ];
    }

    private async Task Hide(params IReadOnlyList<string> sirets) => Assert.True((await _host.Grains.GetGrain<ISpacePortfolioGrain>($"{GrainHost.Portal}/s-nora")
        .ShowEstablishments(Nora, _host.Fresh(), Brumont, new EstablishmentTicks([], sirets))).Ok);

    // As the core system may have said it, in days from today; the company's provident contract is over for good.
    private async Task Sign(string start, string end, string suspended, string sirets)
    {
        var today = Paris.Day(Scope().Now);
        string Day(string days) => days.Length == 0 ? "" : $"{today.AddDays(int.Parse(days, CultureInfo.InvariantCulture)):O}";
        await Do(
            "UPDATE ref_contract SET start_on = $1, end_on = $2, suspended_from = $3 WHERE number = 'SA2019000' AND siren = $4", Day(start), Day(end), Day(suspended), Siren);
        await Do("UPDATE ref_contract SET start_on = '2010-01-01', end_on = '2011-12-31' WHERE number = 'PR3019000' AND siren = $1", Siren);
        await Do("UPDATE ref_population SET sirets = $1 WHERE contract = 'SA2019000' AND siren = $2", sirets, Siren);
    }

    private async Task Do(string sql, params object[] values) => await _host.Get<IHostStore>().Execute(sql, CommitLane.Bulk, CancellationToken.None, values);
}
