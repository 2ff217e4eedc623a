using Grains.Requests;
using Grains.Text;

namespace Silo.Storage.PostgreSql;

/// <summary>Words by a GIN index on the folded text.</summary>
internal sealed class PostgreSqlSearch : ISearchFragments
{
    public string Hits(string parameter, int most) => $"SELECT h.request FROM search_hits({parameter}, {most}) AS h (request)";

    public string Value(SearchTerm term) =>
        term.Groups.Count == 1 ? $"'{term.Whole}':*" : $"'{term.Whole}':* | ({string.Join(" & ", term.Groups.Select(g => $"'{g}':*"))})";

    public string Holds(string text, string parameter) => $"strpos({text}, {parameter}) > 0";
}
