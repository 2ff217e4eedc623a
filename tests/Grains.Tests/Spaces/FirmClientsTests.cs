using Dapper;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;
using Grains.Reads;
using Grains.Spaces.Mandates;
using Grains.Tests.Fixtures;
using Silo.Storage;
using Tests.Fixtures;

namespace Grains.Tests.Spaces;

/// <summary>An accountant's firm with three hundred clients: a page is the beginning of an index, in the order of their names.</summary>
public sealed class FirmClientsTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();
    private Mandated _on = null!;

    public async Task InitializeAsync() => _on = await Mandated.In(_host);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Three_hundred_clients_are_paged_by_name_each_once()
    {
        await Add(300);

        var (seen, pages, after) = (new List<FirmClient>(), 0, (string?)null);
        do
        {
            var page = await Clients(null, after);
            Assert.Equal(301, page.Total);
            Assert.InRange(page.Rows.Count, 1, MandateQueries.MostRows);
            seen.AddRange(page.Rows);
            (after, pages) = (page.Next, pages + 1);
        }
        while (after is not null);

        Assert.Equal(7, pages);
        Assert.Equal(301, seen.Select(c => c.Space).Distinct().Count());
        Assert.Equal(seen.Select(c => c.Folded).Order(StringComparer.Ordinal), seen.Select(c => c.Folded));
        Assert.Equal("cliente", seen[0].Name);
    }

    [Theory]
    [InlineData("atelier 042", 1)]
    [InlineData("ÉTOILE", 300)]
    [InlineData("étoile vasselin garance", 300)]
    [InlineData("garance inconnue", 0)]
    [InlineData("%", 301)]
    public async Task Search_finds_words_of_the_client_and_of_whom_it_named(string search, int total)
    {
        await Add(300);

        var page = await Clients(search, null);

        Assert.Equal((total, Math.Min(total, MandateQueries.MostRows)), (page.Total, page.Rows.Count));
    }

    [Fact]
    public async Task Page_and_the_one_after_it_are_read_by_the_index_of_names_without_sorting()
    {
        if (TestStore.IsPostgres)
            return;
        foreach (var after in new[] { null, "etoile~p/s~m" })
        {
            var statement = MandateQueries.PageOf(_host.Get<Rights>().ScopeOf(_on.Garance), _on.Firm, [], after);
            await using var reading = await _host.Store.OpenRead();
            var plan = (await reading.QueryAsync<(long Id, long Parent, long Unused, string Detail)>(
                $"EXPLAIN QUERY PLAN {statement.Sql}", statement.Scope.Parameters([.. statement.Parameters]))).Select(p => p.Detail).ToList();

            Assert.Contains(plan, d => d.Contains("space_member_clients", StringComparison.Ordinal));
            Assert.DoesNotContain(plan, d => d.StartsWith("SCAN", StringComparison.Ordinal) && !d.Contains("CONSTANT", StringComparison.Ordinal));
            Assert.DoesNotContain(plan, d => d.Contains("TEMP B-TREE", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Whoever_does_not_administrate_the_firm_s_space_reads_no_client()
    {
        await Add(3);

        foreach (var by in new[] { _on.Ines, _on.Nora })
        {
            var page = await _host.Get<MandateQueries>().Clients(_host.Get<Rights>().ScopeOf(by), _on.Firm, null, null);
            Assert.Equal((0, 0), (page.Total, page.Rows.Count));
        }
    }

    private Task<FirmClientPage> Clients(string? search, string? after) =>
        _host.Get<MandateQueries>().Clients(_host.Get<Rights>().ScopeOf(_on.Garance), _on.Firm, search, after);

    // Beside the grains: copies of the one mandate that was accepted, each of a client of its own.
    private async Task Add(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var (space, name) = ($"{GrainHost.Portal}/client-{i:000}", $"Étoile atelier {i:000}");
            await Do($"INSERT INTO space_list (space, name) VALUES ('{space}', '{name}')");
            await Do(
                $"""
                INSERT INTO space_member (space, member, account, role, whole, rights, status, email, address, title, first_name, last_name, folded, phone, mobile, job_title,
                  firm_siren, firm_name, asked_by, link, mandate, firm_space, firm_member, client_folded)
                SELECT '{space}', member, account, role, whole, rights, status, email, address, title, first_name, last_name, folded, phone, mobile, job_title,
                  firm_siren, firm_name, asked_by, link, mandate, firm_space, firm_member, 'etoile atelier {i:000}'
                FROM space_member WHERE space = '{_on.Client}' AND member = '{Mandated.Mandate}'
                """);
        }

        async Task Do(string sql) => await ((IHostStore)_host.Store).Execute(sql, CommitLane.Bulk, default);
    }
}
