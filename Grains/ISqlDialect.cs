namespace Grains;

/// <summary>The little that the two databases do not say alike.</summary>
public interface ISqlDialect
{
    /// <summary>
    /// SQL of a join, after the table it refers to: for each row there, the rows of <c>request_list</c> whose keys <paramref name="keys"/> gives,
    /// with <c>request</c> and <c>last_at</c>. The keys' own order and limit hold for each row, so that an index is read no further.
    /// </summary>
    /// <param name="alias">The name of the joined rows.</param>
    /// <param name="keys">A query from <c>request_list x</c> without its columns: <c>WHERE … ORDER BY … LIMIT …</c>.</param>
    string EachFirst(string alias, string keys);

    /// <summary>True where a text column is among those that a parameter lists, as JSON: however many there are it is one statement.</summary>
    /// <param name="parameter">With its mark, as in <c>@wanted</c>.</param>
    string Among(string column, string parameter);
}
