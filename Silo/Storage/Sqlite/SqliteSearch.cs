using Grains.Requests;

namespace Silo.Storage.Sqlite;

/// <summary>Words by SQLite's full-text index, kept by triggers.</summary>
internal sealed class SqliteSearch : ISearchFragments
{
    public string Matching(string column, string parameter) =>
        $"{column} IN (SELECT t.request FROM search_text t WHERE t.rowid IN (SELECT rowid FROM search_index WHERE search_index MATCH {parameter}))";

    public string Value(string word) => $"\"{word}\"*";
}
