using Dapper;
using Grains.Access;
using Grains.Clients;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Clients;
using Grains.Requests;
using Grains.Tests.Fixtures;
using Silo.CoreSystem;
using Silo.Storage;
using Tests.Fixtures;

namespace Grains.Tests.Clients;

public sealed class ClientQueriesTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();
    private Caller _claire = null!;
    private Caller _nora = null!;
    private string _company = "";

    public async Task InitializeAsync()
    {
        await _host.Get<CoreSystemImport>().Demo(CancellationToken.None);
        _claire = await _host.Adviser("claire");
        (_nora, _company, _) = await _host.Customer("nora", $"{GrainHost.Portal}/812345676");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Client_is_found_by_each_name_number_address_and_telephone_and_by_nothing_else()
    {
        await Insured("90000001", "ZELANDRIN D ORMOY", "JEAN BAPTISTE", "zelandrin d ormoy", "jean baptiste", "jb.zelandrin@courrier.example", "06 39 98 00 71");

        foreach (var typed in new[] { "zélandrin", "ORMOY jean", "9000 0001", "jb.zelandrin@courrier.example", "06.39.98.00.71", "+33 6 39 98 00 71" })
            Assert.Equal((typed, "90000001"), (typed, (await Found(typed)).SingleOrDefault(h => h.Kind is ClientKind.Insured)?.Client));
        Assert.Empty(await Found("zelandrin martin"));
        Assert.Contains(await Found("812 345 676"), h => h.Client == _company);
        Assert.Contains(await Found("812 345 676 00017"), h => h.Client == _company);
        Assert.Contains(await Found("SA2019000"), h => h.Client == _company);
        Assert.Contains(await Found("nora"), h => h.Kind is ClientKind.Account && h.Client == _nora.Account);
        Assert.Empty((await _host.Get<ClientQueries>().Search(Scope(_nora), "ormoy")).Clients);
    }

    /// <summary>More than are looked at for further words: by its parts the last of them would not be found at all.</summary>
    [Fact]
    public async Task Address_is_found_whole_or_by_its_beginning_however_many_begin_alike()
    {
        await Do(
            $"""
            WITH {(TestStore.IsPostgres ? "" : "RECURSIVE")} n (i) AS ({(TestStore.IsPostgres ? "SELECT generate_series(1, 4000)" : "SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000")})
            INSERT INTO ref_insured (client_number, last_name, first_name, last_folded, first_folded, birth_date, email, phone, health_only)
            SELECT CAST(91000000 + i AS TEXT), 'X', 'Y', 'x', 'y', '1971-11-02', 'jean.dupont@h' || (100000 + i) || '.courrier.example', '', 0 FROM n
            """);

        Assert.Equal("91004000", Assert.Single(await Found("jean.dupont@h104000.courrier.example")).Client);
        Assert.Equal("91003999", Assert.Single(await Found("Jean.Dupont@h103999")).Client);
        Assert.Equal(ClientQueries.Most + 1, (await Found("jean.dupont")).Count);
    }

    /// <summary>More share the one word than are looked at: whoever stands behind them is found by the other, in whichever order both are typed.</summary>
    [Theory]
    [InlineData("martin quetzalin")]
    [InlineData("quetzalin martin")]
    public async Task Words_of_which_one_is_common_lead_to_who_has_the_rare_one(string typed)
    {
        await Do(
            $"""
            WITH {(TestStore.IsPostgres ? "" : "RECURSIVE")} n (i) AS ({(TestStore.IsPostgres ? "SELECT generate_series(1, 2000)" : "SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000")})
            INSERT INTO ref_insured (client_number, last_name, first_name, last_folded, first_folded, birth_date, email, phone, health_only)
            SELECT CAST(92000000 + i AS TEXT), 'X', 'Y', 'martin', 'y', '1971-11-02', '', '', 0 FROM n
            """);
        await Insured("99000000", "MARTIN", "QUETZALIN", "martin", "quetzalin", "", "");

        Assert.Equal("99000000", Assert.Single(await Found(typed)).Client);
    }

    [Fact]
    public async Task What_changes_is_found_by_its_new_words_alone_and_what_goes_by_none()
    {
        await Insured("90000002", "AVANT", "INES", "avantnom", "ines", "", "");

        await Do("UPDATE ref_insured SET last_folded = 'apresnom' WHERE client_number = '90000002'");
        Assert.Empty(await Found("avantnom"));
        Assert.Single(await Found("apresnom"));

        await Do("DELETE FROM ref_insured WHERE client_number = '90000002'");
        Assert.Empty(await Found("apresnom"));
    }

    /// <summary>A first name that is also in the address, a company that repeats its name: written again as commits do, over the row that is there.</summary>
    [Fact]
    public async Task Word_that_stands_twice_is_kept_once_when_a_row_is_written_again()
    {
        await Insured("90000003", "SANS", "MARTHE", "sans", "marthe", "", "");
        foreach (var (table, key, column, value) in new[]
        {
            ("company_list", "company", "folded", "zorbec zorbec"), ("account_list", "account", "folded", "zorbec zorbec"),
            ("ref_insured", "client_number", "last_folded", "zorbec zorbec"),
        })
        {
            var id = table switch { "company_list" => _company, "account_list" => _nora.Account, _ => "90000003" };
            await Do(
                $"INSERT INTO {table} SELECT * FROM {table} WHERE {key} = '{id}' ON CONFLICT ({key}) DO UPDATE SET {column} = '{value}'");
            Assert.Contains(await Found("zorbec"), h => h.Client == id);
        }
    }

    [Fact]
    public async Task Search_and_sheet_read_no_table_from_end_to_end()
    {
        if (TestStore.IsPostgres)
            return;
        var scope = Scope(_claire);
        await using var reading = await _host.Store.OpenRead();
        foreach (var statement in new[]
        {
            (ClientQueries.HitsOf(scope, ClientSearch.Of("jean martin")).Sql, ClientQueries.HitsOf(scope, ClientSearch.Of("jean martin")).Parameters),
            (ClientQueries.HitsOf(scope, ClientSearch.Of("jean@courrier.example")).Sql, ClientQueries.HitsOf(scope, ClientSearch.Of("jean@courrier.example")).Parameters),
            (ClientQueries.HitsOf(scope, ClientSearch.Of("0639980047")).Sql, ClientQueries.HitsOf(scope, ClientSearch.Of("0639980047")).Parameters),
            (SheetStatements.Requests(scope, ClientKind.Account, "a").Sql, SheetStatements.Requests(scope, ClientKind.Account, "a").Parameters),
            (SheetStatements.Requests(scope, ClientKind.Company, "a").Sql, SheetStatements.Requests(scope, ClientKind.Company, "a").Parameters),
            (SheetStatements.Journal(scope, "owner", "a").Sql, SheetStatements.Journal(scope, "owner", "a").Parameters),
            (BesideQueries.Author(scope, "a").Sql, BesideQueries.Author(scope, "a").Parameters),
            (BesideQueries.Concerned(scope, new RequestSummary { Company = "p/1" }).Sql, BesideQueries.Concerned(scope, new RequestSummary { Company = "p/1" }).Parameters),
            (BesideQueries.SignedIn(scope, "a").Sql, BesideQueries.SignedIn(scope, "a").Parameters),
            (BesideQueries.OfCompany(scope, "1").Sql, BesideQueries.OfCompany(scope, "1").Parameters),
            (BesideQueries.OfInsured(scope, "a").Sql, BesideQueries.OfInsured(scope, "a").Parameters),
        })
        {
            var plan = (await reading.QueryAsync<(long Id, long Parent, long Unused, string Detail)>(
                $"EXPLAIN QUERY PLAN {statement.Sql}", scope.Parameters([.. statement.Parameters]))).Select(p => p.Detail);
            Assert.DoesNotContain(plan, d => d.StartsWith("SCAN ", StringComparison.Ordinal)
                && new[] { "client_word", "SCAN c ", "SCAN a ", "SCAN e ", "SCAN df ", "SCAN i ", "SCAN r ", "SCAN j ", "SCAN x ", "SCAN k ", "SCAN m " }.Any(t => $"{d} ".Contains(t, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Each_reading_of_a_sheet_is_noted_once_and_shown_to_the_next()
    {
        var sheet = $"personnes/{_nora.Account}";
        var operation = _host.Fresh();
        var grain = _host.Grains.GetGrain<IClientSheetGrain>(sheet);

        Assert.Equal(ClientSheetRefusal.NotFound, (await grain.NoteReading(_nora, _host.Fresh())).Refusal);
        Assert.True((await grain.NoteReading(_claire, operation)).Ok);
        Assert.True((await grain.NoteReading(_claire, operation)).Ok);

        var read = (await _host.Get<ClientQueries>().Sheet(Scope(_claire), ClientKind.Account, _nora.Account, sheet))!;
        Assert.Equal(ClientSheetState.ReadAction, Assert.Single(read.Readings).Action);
        Assert.Equal(_company, Assert.Single(read.Companies).Company);
        Assert.Null(await _host.Get<ClientQueries>().Sheet(Scope(_nora), ClientKind.Account, _nora.Account, sheet));
        Assert.Null(await _host.Get<ClientQueries>().Sheet(Scope(_claire), ClientKind.Account, "nobody", sheet));
    }

    private Scope Scope(Caller caller) => _host.Get<Rights>().ScopeOf(caller);

    private async Task<IReadOnlyList<ClientHit>> Found(string typed) => (await _host.Get<ClientQueries>().Search(Scope(_claire), typed)).Clients;

    private Task Insured(string number, string last, string first, string lastFolded, string firstFolded, string email, string phone) => Do(
        $"INSERT INTO ref_insured (client_number, last_name, first_name, last_folded, first_folded, birth_date, email, phone, health_only) VALUES ('{number}', '{last}', '{first}', '{lastFolded}', '{firstFolded}', '1971-11-02', '{email}', '{phone}', 0)");

    private async Task Do(string sql) => await ((IHostStore)_host.Store).Execute(sql, CommitLane.Bulk, default);
}
