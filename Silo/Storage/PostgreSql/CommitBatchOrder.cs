using Grains.Commits;

namespace Silo.Storage.PostgreSql;

/// <summary>
/// Which commits of a drain wait for the next one. A drain is judged whole, before anything of it is written; whatever must be judged after
/// an earlier commit is written comes later, so that the answers are those of one commit after the other in the order of the queue.
/// </summary>
internal static class CommitBatchOrder
{
    /// <summary>
    /// Takes out, and answers in their order: a second commit that names the same operation, claim or job as an earlier one; one whose
    /// condition a grain written earlier may own; and one that writes such a grain of a condition taken out before it.
    /// </summary>
    public static List<PostgreSqlCommit> TakeOut(List<PostgreSqlCommit> drain)
    {
        var later = new List<PostgreSqlCommit>();
        var names = new HashSet<(string, string)>();
        // Each grain written, and each beginning of its key: what a requirement's owner is compared with.
        var written = new HashSet<string>(StringComparer.Ordinal);
        var awaited = new HashSet<string>(StringComparer.Ordinal);
        drain.RemoveAll(commit =>
        {
            var (own, owners) = (NamesOf(commit), commit.Unit.Condition.All.Select(r => r.Owner));
            if (own.Any(names.Contains) || owners.Any(written.Contains) || awaited.Count > 0 && Beginnings(commit.Unit.Grain).Any(awaited.Contains))
            {
                later.Add(commit);
                awaited.UnionWith(owners);
                return true;
            }
            names.UnionWith(own);
            written.UnionWith(Beginnings(commit.Unit.Grain));
            return false;
        });
        return later;
    }

    private static IEnumerable<string> Beginnings(string grain)
    {
        yield return grain;
        for (var i = grain.IndexOf('/', StringComparison.Ordinal); i >= 0; i = grain.IndexOf('/', i + 1))
            yield return grain[..(i + 1)];
    }

    private static List<(string, string)> NamesOf(PostgreSqlCommit commit) => [.. commit.LastWords.Select(e => e switch
    {
        TakeClaim claim => (claim.Kind, claim.Value),
        ReleaseClaim claim => (claim.Kind, claim.Value),
        Schedule job => ("\u001fjob", job.Key),
        Cancel job => ("\u001fjob", job.Key),
        _ => ("", ""),
    }).Append(("\u001foperation", commit.Unit.Operation?.Id ?? "")).Where(n => n.Item2.Length > 0)];
}
