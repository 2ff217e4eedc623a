using Dapper;

namespace Grains.Tests.Storage;

/// <summary>
/// Two sets of migrations, one schema: what a feature's SQL finds on one store it finds on the other. Who is in the cluster only several nodes keep.
/// </summary>
public sealed class SchemaTests
{
    [Fact]
    public async Task Both_stores_have_the_same_tables_columns_and_keys()
    {
        await using var sqlite = new SqliteStoreFixture();
        await using var postgres = await PostgreSqlStoreFixture.Make();

        var here = await Columns(sqlite, """
            SELECT t.name || '.' || c.name || CASE WHEN c.pk > 0 THEN ' key ' || c.pk WHEN c."notnull" = 1 THEN ' required' ELSE '' END
            FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE 'search_index%'
            """);
        var there = await Columns(postgres, """
            SELECT c.table_name || '.' || c.column_name || CASE WHEN k.place IS NOT NULL THEN ' key ' || k.place WHEN c.is_nullable = 'NO' THEN ' required' ELSE '' END
            FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name) LEFT JOIN (
                SELECT r.relname, a.attname, array_position(i.indkey::int[], a.attnum::int) + 1 AS place
                FROM pg_index i JOIN pg_class r ON r.oid = i.indrelid JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = ANY(i.indkey) WHERE i.indisprimary) k
              ON k.relname = c.table_name AND k.attname = c.column_name
            WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.table_name NOT LIKE 'orleans%'
            """);

        Assert.Equal([], here.Except(there).Order());
        Assert.Equal([], there.Except(here).Order());
    }

    private static async Task<IReadOnlySet<string>> Columns(StoreFixture bed, string sql)
    {
        await using var reading = await bed.Store.OpenRead();
        return (await reading.QueryAsync<string>(sql)).ToHashSet();
    }
}
