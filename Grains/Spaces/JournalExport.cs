using System.Runtime.CompilerServices;
using Grains.Access;
using Grains.Interfaces;

namespace Grains.Spaces;

/// <summary>
/// A space's journal, however long, the newest first, for its administrators. Each block is one statement by key; no connection is held between two. The
/// right is asked again after each: what is lost ends the reading by <see cref="AccessLostException"/>.
/// </summary>
public sealed class JournalExport(MemberQueries members, Rights rights)
{
    public const int Block = 500;

    public async IAsyncEnumerable<IReadOnlyList<JournalEntry>> Read(
        Caller caller, string space, JournalFilter filter, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        string? after = null;
        do
        {
            var page = await members.Journal(rights.ScopeOf(caller), space, filter with { After = after, Take = Block }, cancel);
            // After the statement: what was lost before it is known now.
            if (!await members.Administers(rights.ScopeOf(caller), space, cancel) || !await rights.MayCall(caller))
                throw new AccessLostException();
            if (page.Rows.Count > 0)
                yield return page.Rows;
            after = page.Next;
        }
        while (after is not null);
    }
}
