using Grains.Commits;
using Grains.Interfaces.Requests;
using Grains.Requests.Forms;
using Grains.Text;

namespace Grains.Requests;

/// <summary>
/// What a request is found by: number and subject, who sent it, whom it is about, its messages, the names of its files and pieces. Nothing under veil.
/// </summary>
internal static class RequestWords
{
    /// <summary>Of a request that is sent.</summary>
    /// <param name="employee">Whom it is about; empty for nobody, or for the author.</param>
    public static RequestChange FoundAs(this RequestChange change, RequestTurn turn, string employee)
    {
        var sent = change.State;
        change.Add(
            new Upsert(new SearchRow(turn.Key, SearchRow.Heading, SearchText.Indexed(sent.Number ?? "", sent.Subject))),
            new Upsert(new SearchRow(turn.Key, SearchRow.Author, SearchText.Indexed(sent.AuthorName))));
        return employee.Length == 0 ? change : change.Add(new Upsert(new SearchRow(turn.Key, SearchRow.Employee, SearchText.Indexed(employee))));
    }

    /// <summary>What was handed in, or asked for, at the entry just written.</summary>
    public static RequestChange FoundBy(this RequestChange change, RequestTurn turn, IEnumerable<string> names) =>
        SearchText.Indexed(names) is { Length: > 0 } words ? change.Add(new Upsert(new SearchRow(turn.Key, change.State.LastTick, words))) : change;

    /// <summary>A message's files as they are found: by their names, and by those of the pieces that they are.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<Attachment> files, FormDefinition? form = null) => files.Where(f => !f.Veiled)
        .SelectMany(f => new[] { f.Name, form?.Pieces.FirstOrDefault(p => p.Id == f.Piece && !p.IsVeiled)?.Label ?? "" }).Where(w => w.Length > 0).Distinct();
}
