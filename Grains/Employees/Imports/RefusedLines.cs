using System.Runtime.CompilerServices;
using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Employees.Imports;

namespace Grains.Employees.Imports;

/// <summary>
/// The refused lines of an import, however many, as a file gives them. The right is asked for again after each block: what is lost ends the reading by
/// <see cref="AccessLostException"/>.
/// </summary>
public sealed class RefusedLines(ImportQueries imports, Rights rights)
{
    private const int Block = 1000;

    /// <summary>Null where the caller may not follow the import.</summary>
    public async Task<RefusedLinesOf?> Open(Caller caller, string id, CancellationToken cancel = default)
    {
        var key = $"{caller.Portal}/{id}";
        return await imports.Find(rights.ScopeOf(caller), key, ImportVerdict.Refused, 0, cancel) is { Import: { Readable: 1, Kind: var kind } }
            ? new RefusedLinesOf(kind, Read(caller, key, cancel)) : null;
    }

    private async IAsyncEnumerable<IReadOnlyList<ImportLineView>> Read(Caller caller, string import, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var after = 0; ;)
        {
            var rows = await imports.Block(rights.ScopeOf(caller), import, ImportVerdict.Refused, after, Block, cancel);
            // After the statement: what was lost before it is known now.
            if ((await imports.Among(rights.ScopeOf(caller), [import], cancel)).Count == 0 || !await rights.MayCall(caller))
                throw new AccessLostException();
            if (rows.Count > 0)
                yield return rows;
            if (rows.Count < Block)
                yield break;
            after = rows[^1].Line;
        }
    }
}

/// <param name="Kind">Of the import that they are of.</param>
public sealed record RefusedLinesOf(ImportKind Kind, IAsyncEnumerable<IReadOnlyList<ImportLineView>> Blocks);
