using Grains.Requests;
using Grains.Text;

namespace Silo.Storage.Sqlite;

/// <summary>Words by SQLite's full-text index, kept by triggers.</summary>
internal sealed class SqliteSearch : ISearchFragments
{
    public string Hits(string parameter, int most) =>
        $"SELECT t.request FROM search_text t WHERE t.rowid IN (SELECT rowid FROM search_index WHERE search_index MATCH {parameter} LIMIT {most})";

    public string Value(SearchTerm term) =>
        term.Groups.Count == 1 ? $"\"{term.Whole}\"*" : $"\"{term.Whole}\"* OR ({string.Join(" AND ", term.Groups.Select(g => $"\"{g}\"*"))})";

    public string Holds(string text, string parameter) => $"instr({text}, {parameter}) > 0";
}
