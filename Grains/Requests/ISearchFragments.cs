using Grains.Text;

namespace Grains.Requests;

/// <summary>How the store at hand finds folded words (see <see cref="SearchText"/>) by their beginning, in its index and in a text.</summary>
public interface ISearchFragments
{
    /// <summary>SQL of one column, <c>request</c>: a row for each text that holds the term, at most so many, by the index of words.</summary>
    /// <param name="parameter">Name of the parameter that carries <see cref="Value"/>, as in <c>@term0</c>.</param>
    string Hits(string parameter, int most);

    /// <summary>What the parameter carries for a term.</summary>
    string Value(SearchTerm term);

    /// <summary>SQL that is true where the folded text holds what the parameter carries.</summary>
    string Holds(string text, string parameter);
}
