using Grains.Text;

namespace Grains.Requests;

/// <summary>How the store at hand finds folded words (see <see cref="SearchText"/>) by their beginning.</summary>
public interface ISearchFragments
{
    /// <summary>SQL that is true for the requests which hold a word beginning with the parameter's.</summary>
    /// <param name="column">The request's key, as in <c>r.request</c>.</param>
    /// <param name="parameter">Name of the parameter that carries <see cref="Value"/>, as in <c>@word0</c>.</param>
    string Matching(string column, string parameter);

    /// <summary>What the parameter carries for a folded word.</summary>
    string Value(string word);
}
