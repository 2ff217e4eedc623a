using Dapper;
using Grains.Commits;
using Grains.Requests;
using Grains.Text;
using Silo.Storage;

namespace Grains.Tests.Storage;

/// <summary>Requests that were sent before are found by author and employee as those of today; drafts are not.</summary>
public abstract class SearchPeopleMigrationTests : StoreContract
{
    private const string Author = "Éloïse-Anne D’ŒUVRE Îlot ç";

    protected abstract string Migration { get; }

    [Fact]
    public async Task What_was_sent_before_is_found_by_the_words_of_today()
    {
        await Sent("p/1", 1);
        await Sent("p/2", 0);
        await Sent("p/3", 4);
        await Do("INSERT INTO draft_field (request, name, value) VALUES ('p/1', 'label.salarie', 'Maëlys CORVANDIER')");
        await Do("INSERT INTO draft_field (request, name, value) VALUES ('p/3', 'salarie', 'autre'), ('p/3', 'salarie_prenom', 'Zoé'), ('p/3', 'salarie_nom', 'Lasbleiz')");
        await Do($"DELETE FROM migration WHERE name = '{Migration}'");

        await Bed.Reopen();

        await using var reading = await Store.OpenRead();
        var rows = (await reading.QueryAsync<(string Request, long Tick, string Words)>("SELECT request, tick, words FROM search_text ORDER BY request, tick")).ToList();
        Assert.Equal(
            [
                ("p/1", SearchRow.Employee, "maelys corvandier"), ("p/1", SearchRow.Author, SearchText.Normalize(Author)),
                ("p/3", SearchRow.Employee, "zoe lasbleiz"), ("p/3", SearchRow.Author, SearchText.Normalize(Author)),
            ], rows);
        Assert.Equal(2L, await reading.ExecuteScalarAsync<long>(Found));
    }

    /// <summary>How many the index itself finds by « œuvre ».</summary>
    protected abstract string Found { get; }

    private ValueTask<int> Sent(string request, int status) => Do(
        $"""
        INSERT INTO request_list (request, portal, company, form, subject, team, author, author_name, status, turn_since, created_at, last_at, excerpt, last_tick, last_seq,
          customer_news, staff_news, step, version)
        VALUES ('{request}', 'p', 'p/1', 'f', '', '', 'a', '{Author}', {status}, 0, 0, 0, '', 0, 0, 0, 0, 1, 1)
        """);

    private ValueTask<int> Do(string sql) => ((IHostStore)Store).Execute(sql, CommitLane.Bulk, default);
}

public sealed class SqliteSearchPeopleMigrationTests : SearchPeopleMigrationTests
{
    protected override string Migration => "0064_search_people.sql";

    protected override string Found => "SELECT count(*) FROM search_index WHERE search_index MATCH 'oeuvre'";

    protected override Task<StoreFixture> Make() => Task.FromResult<StoreFixture>(new SqliteStoreFixture());
}

public sealed class PostgreSqlSearchPeopleMigrationTests : SearchPeopleMigrationTests
{
    protected override string Migration => "0062_search_people.sql";

    protected override string Found => "SELECT count(*) FROM search_text WHERE to_tsvector('simple', words) @@ to_tsquery('simple', 'oeuvre')";

    protected override async Task<StoreFixture> Make() => await PostgreSqlStoreFixture.Make();
}
