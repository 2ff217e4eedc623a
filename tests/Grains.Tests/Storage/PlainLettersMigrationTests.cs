using Dapper;
using Grains.Commits;
using Grains.Text;
using Silo.Storage;

namespace Grains.Tests.Storage;

/// <summary>What was folded before letters with a stroke had plain ones is found by today's words, in every table that holds such words.</summary>
public abstract class PlainLettersMigrationTests : StoreContract
{
    private const string Old = "łodz øre đak ðorn ħal ŧap þor ıd plain";

    protected abstract string Migration { get; }

    [Fact]
    public async Task Words_stored_before_are_folded_as_those_of_today()
    {
        await Do($"INSERT INTO account_list (account, kind, portal, role, email, first_name, last_name, phone, active, folded) VALUES ('a', 1, 'p', 0, '', '', '', '', 1, '{Old}')");
        await Do($"INSERT INTO company_list (company, portal, siren, name, city, establishments, folded) VALUES ('p/1', 'p', '1', '', '', 1, '{Old}')");
        await Do($"INSERT INTO ref_insured (client_number, last_name, first_name, last_folded, first_folded, birth_date, email, phone, health_only) VALUES ('1', '', '', '{Old}', '{Old}', '', '', '', 0)");
        await Do($"INSERT INTO search_text (request, tick, words) VALUES ('p/1', 1, '{Old}')");
        await Do("INSERT INTO search_text (request, tick, words) VALUES ('p/1', 2, 'plain')");
        await Do($"DELETE FROM migration WHERE name = '{Migration}'");

        await Bed.Reopen();

        var today = SearchText.Normalize(Old);
        Assert.DoesNotContain('ø', today);
        await using var reading = await Store.OpenRead();
        foreach (var (table, column) in new[] { ("account_list", "folded"), ("company_list", "folded"), ("ref_insured", "last_folded"), ("ref_insured", "first_folded") })
            Assert.Equal((table, today), (table, await reading.ExecuteScalarAsync<string>($"SELECT {column} FROM {table}")));
        Assert.Equal([today, "plain"], await reading.QueryAsync<string>("SELECT words FROM search_text ORDER BY tick"));
        Assert.Equal(1L, await reading.ExecuteScalarAsync<long>(Found));
    }

    /// <summary>How many messages the index itself finds by a word that was written with a stroke.</summary>
    protected abstract string Found { get; }

    private ValueTask<int> Do(string sql) => ((IHostStore)Store).Execute(sql, CommitLane.Bulk, default);
}

public sealed class SqlitePlainLettersMigrationTests : PlainLettersMigrationTests
{
    protected override string Migration => "0017_plain_letters.sql";

    protected override string Found => "SELECT count(*) FROM search_index WHERE search_index MATCH 'lodz'";

    protected override Task<StoreFixture> Make() => Task.FromResult<StoreFixture>(new SqliteStoreFixture());
}

public sealed class PostgreSqlPlainLettersMigrationTests : PlainLettersMigrationTests
{
    protected override string Migration => "0016_plain_letters.sql";

    protected override string Found => "SELECT count(*) FROM search_text WHERE to_tsvector('simple', words) @@ to_tsquery('simple', 'lodz')";

    protected override async Task<StoreFixture> Make() => await PostgreSqlStoreFixture.Make();
}
