using Grains.Requests;

namespace Silo.Storage.PostgreSql;

/// <summary>Words by a GIN index on the folded text.</summary>
internal sealed class PostgreSqlSearch : ISearchFragments
{
    public string Matching(string column, string parameter) =>
        $"{column} IN (SELECT t.request FROM search_text t WHERE to_tsvector('simple', t.words) @@ to_tsquery('simple', {parameter}))";

    public string Value(string word) => $"'{word}':*";
}
