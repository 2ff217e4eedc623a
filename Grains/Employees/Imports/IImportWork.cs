using Grains.Interfaces;
using Grains.Interfaces.Employees.Imports;

namespace Grains.Employees.Imports;

internal static class ImportWorks
{
    public static IImportWork For(this IEnumerable<IImportWork> works, ImportKind kind) => works.First(w => w.Kind == kind);
}

/// <summary>What the lines of one kind of import ask for.</summary>
public interface IImportWork
{
    ImportKind Kind { get; }

    /// <summary>The dry run: what would become of lines of an import, <see cref="ImportJob.ChunkSize"/> at most, if they were committed now. Nothing is done.</summary>
    Task<IReadOnlyList<JudgedLine>> Judge(Caller by, string import, string company, IReadOnlyList<OpenLine> lines, CancellationToken cancel);

    /// <summary>
    /// Looks up at once what a commit of these lines needs, and answers what does one of them: under its own operation, by which a repeat gives the first
    /// answer and does nothing more.
    /// </summary>
    Task<Func<OpenLine, OperationId, Task<JudgedLine>>> Prepare(Caller by, string company, IReadOnlyList<OpenLine> lines, CancellationToken cancel);
}
