namespace Grains;

/// <summary>The little that the two databases do not say alike.</summary>
public interface ISqlDialect
{
    /// <summary>
    /// SQL of a join, after the table it refers to: for each row there, rows of <paramref name="table"/>. The order and the limit of
    /// <paramref name="rows"/> hold for each row, so that an index is read no further.
    /// </summary>
    /// <param name="alias">The name of the joined rows.</param>
    /// <param name="key">The columns of the table's primary key.</param>
    /// <param name="columns">Those of <c>x</c> that are asked for; others need not be there.</param>
    /// <param name="rows">A query from <c>table x</c> without its columns: <c>WHERE … ORDER BY … LIMIT …</c>.</param>
    string EachFirst(string alias, string table, string key, string columns, string rows);

    /// <summary>True where a text column is among those that a parameter lists, as JSON: however many there are it is one statement.</summary>
    /// <param name="parameter">With its mark, as in <c>@wanted</c>.</param>
    string Among(string column, string parameter);
}
