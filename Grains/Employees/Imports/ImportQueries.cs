using System.Text.Json;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Employees.Imports;
using Grains.Reads;

namespace Grains.Employees.Imports;

/// <summary>Imports and their lines, for who may act on the affiliations of their company.</summary>
public sealed class ImportQueries(IStateStore store, ISqlDialect dialect, ImportSeal seal)
{
    public const int MostRows = 50;

    private const int MostImports = 20;

    private const string Columns =
        "i.import, i.company, i.file_name, i.stage, i.lines, i.ready, i.skipped, i.refused, i.invited, i.started_at, i.ended_at, i.format, i.started_by, i.confirmed_by, i.cancelled_by, i.kind, i.ported, i.to_prove, i.not_ported";

    private const string LineColumns = "l.line, l.verdict, l.faults, l.person, l.content, l.version, l.corrected_by, l.outcome";

    /// <summary>The newest of a company, twenty at most.</summary>
    public Task<IReadOnlyList<ImportSummary>> List(Scope scope, string company, CancellationToken cancel = default) => ListOf(scope, company).Alone(store, cancel);

    internal static Statement<IReadOnlyList<ImportSummary>> ListOf(Scope scope, string company) => Statement.Rows<ImportSummary>(
        scope,
        $"""
        SELECT {Columns} FROM import_list i WHERE i.company = @company AND {scope.Imports("i")}
        ORDER BY i.started_at DESC LIMIT {MostImports}
        """, ("company", company));

    /// <summary>Those of these that the caller may follow.</summary>
    public Task<IReadOnlyList<string>> Among(Scope scope, IReadOnlyList<string> imports, CancellationToken cancel = default) => Statement.Rows<string>(
        scope, $"SELECT i.import FROM import_list i WHERE {dialect.Among("i.import", "@wanted")} AND {scope.Imports("i")}",
        ("wanted", JsonSerializer.Serialize(imports))).Alone(store, cancel);

    /// <summary>
    /// The import with a page of its lines in the file's order. Null for one that the caller may not follow, as for one that is not there. Who began it and
    /// has lost the right since reads how far it came, and no line.
    /// </summary>
    /// <param name="verdict">Null for all.</param>
    /// <param name="after">The last line of the page before; 0 for the first page.</param>
    public async Task<ImportView?> Find(Scope scope, string import, ImportVerdict? verdict, int after, CancellationToken cancel = default)
    {
        var all = new StatementBatch(scope);
        var found = all.Add(Statement.First<ImportSummary>(
            scope,
            $"""
            SELECT {Columns}, CASE WHEN {scope.Imports("i")} THEN 1 ELSE 0 END AS readable FROM import_list i WHERE i.import = @import
            AND ({scope.BegunImports("i")} OR {scope.Imports("i")})
            """, ("import", import)));
        var lines = all.Add(Lines(scope, import, verdict, after, MostRows + 1));
        await all.Run(store, cancel);
        if (found.Value is not { } summary)
            return null;
        var shown = lines.Value.Take(MostRows).Select(l => Open(import, l)).ToList();
        return new ImportView(summary, shown, lines.Value.Count > MostRows ? shown[^1].Line : null);
    }

    /// <summary>A line of an import that the caller may follow; null for none.</summary>
    public async Task<ImportLineView?> Line(Scope scope, string import, int line, CancellationToken cancel = default) =>
        (await Lines(scope, import, null, line - 1, 1).Alone(store, cancel)) is [var found] && found.Line == line ? Open(import, found) : null;

    /// <summary>A block of a verdict's lines, opened.</summary>
    internal async Task<IReadOnlyList<ImportLineView>> Block(
        Scope scope, string import, ImportVerdict verdict, int after, int take, CancellationToken cancel) =>
        [.. (await Lines(scope, import, verdict, after, take).Alone(store, cancel)).Select(l => Open(import, l))];

    /// <summary>What a chunk has to do: any line of a dry run, those that are ready of a commit.</summary>
    internal Task<IReadOnlyList<StoredLine>> Due(Scope scope, string import, ImportPhase phase, int after, int take, CancellationToken cancel) =>
        Lines(scope, import, phase is ImportPhase.Commit ? ImportVerdict.Ready : null, after, take).Alone(store, cancel);

    /// <summary>The first line of each of these people.</summary>
    internal async Task<IReadOnlyDictionary<string, int>> FirstOf(Scope scope, string import, IReadOnlyList<string> people, CancellationToken cancel) =>
        (await FirstOf(scope, import, people).Alone(store, cancel)).ToDictionary(f => f.Person, f => f.Line);

    internal Statement<IReadOnlyList<FirstLine>> FirstOf(Scope scope, string import, IReadOnlyList<string> people) => Statement.Rows<FirstLine>(
        scope, $"SELECT l.person, min(l.line) AS line FROM import_line l WHERE l.import = @import AND {dialect.Among("l.person", "@people")} GROUP BY l.person",
        ("import", import), ("people", JsonSerializer.Serialize(people)));

    internal static Statement<IReadOnlyList<StoredLine>> Lines(Scope scope, string import, ImportVerdict? verdict, int after, int take) =>
        Statement.Rows<StoredLine>(
            scope,
            $"""
            SELECT {LineColumns} FROM import_line l WHERE l.import = @import AND {After(verdict)}
            AND EXISTS (SELECT 1 FROM import_list i WHERE i.import = @import AND {scope.Imports("i")})
            ORDER BY {(verdict is null ? "l.line" : "l.verdict, l.line")} LIMIT {take}
            """, ("import", import), ("after", after));

    // Of one verdict by its own index, whatever a database without statistics thinks of the key: three lines among a hundred thousand are three looks.
    private static string After(ImportVerdict? verdict) =>
        verdict is { } v ? $"(l.verdict, l.line) > ({(int)v}, @after) AND l.verdict <= {(int)v}" : "l.line > @after";

    private ImportLineView Open(string import, StoredLine line) =>
        new(line.Line, line.Verdict, FaultText.Read(line.Faults), seal.Open(import, line.Whole).Content)
        {
            Version = line.Version,
            CorrectedBy = line.CorrectedBy,
            Outcome = line.Verdict is ImportVerdict.Ready or ImportVerdict.Done ? OutcomeText.Read(line.Outcome) : null,
        };

    internal sealed record FirstLine
    {
        public string Person { get; init; } = "";

        public int Line { get; init; }
    }
}
