using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Employees.Departures;
using Grains.Interfaces.Employees.Imports;

namespace Grains.Employees.Imports;

using Asked = Decision<ImportState, Nothing, ImportRefusal>;
using Worked = Decision<ImportState, Nothing, NoRefusal>;

/// <summary>What moves an import on: people of its company, and its jobs.</summary>
internal static class ImportProgress
{
    public static Asked Begin(this ImportState state, string import, Caller by, NewImport wanted, DateTimeOffset at)
    {
        if (state.Import is not null)
            return state.IsOf(by) ? Asked.Unchanged : ImportRefusal.NotFound;
        if (wanted.Lines is < 1 or > NewImport.MostLines)
            return ImportRefusal.NotFound;
        // A session ends before a long import does; the right is judged at each chunk.
        var next = new ImportState { Import = wanted, By = by with { Session = "" }, Stage = ImportStage.Loading, Phase = ImportPhase.Check, StartedAt = at };
        return next.Told(import, [JournalRow.Of(import, at, by.Account, "import-started", wanted.Company)]);
    }

    public static Asked Add(this ImportState state, string import, Caller by, int from, IReadOnlyList<ImportLine> lines, DateTimeOffset at)
    {
        if (state.Import is not { } wanted || !state.IsOf(by) || lines.Count > NewImport.MostAtOnce)
            return ImportRefusal.NotFound;
        if (from < state.Added)
            return Asked.Unchanged;
        if (state.Stage is not ImportStage.Loading || from > state.Added || from + lines.Count > wanted.Lines)
            return ImportRefusal.WrongStage;
        var next = state with { Added = from + lines.Count };
        if (next.Added == wanted.Lines)
            next = next with { Stage = ImportStage.Checking };
        return next.Told(import,
        [
            .. lines.Select(l => new Upsert(ImportLineRow.Of(import, new JudgedLine(l, ImportVerdict.Pending, [])))),
            .. next.Stage is ImportStage.Checking ? [new ImportStep(import, ImportPhase.Check, 0).At(at)] : Array.Empty<Effect>(),
        ]);
    }

    /// <param name="line">With the version that was read.</param>
    /// <param name="was">Null where there is no such line.</param>
    public static Asked Correct(this ImportState state, string import, Caller by, JudgedLine line, LineStanding? was, DateTimeOffset at)
    {
        if (state.Stage is not ImportStage.ToConfirm)
            return ImportRefusal.WrongStage;
        if (was is null)
            return ImportRefusal.NoLine;
        if (was.Version != line.Line.Version)
            return ImportRefusal.Meanwhile;
        // What a person has typed may be typed anew, whatever it came to.
        if (was.Verdict is not ImportVerdict.Refused && was.Version == 1)
            return ImportRefusal.WrongStage;
        var typed = line with { Line = line.Line with { Version = was.Version + 1, CorrectedBy = by.Name } };
        return state.Counting(was.Verdict, OutcomeText.Read(was.Outcome), -1).Counting(line.Verdict, line.Line.Outcome, 1).Told(import,
            [new Upsert(ImportLineRow.Of(import, typed)), JournalRow.Of(import, at, by.Account, "import-corrected", $"{line.Line.Line}")]);
    }

    public static Asked Confirm(this ImportState state, string import, Caller by, DateTimeOffset at) =>
        state.Stage is ImportStage.Running or ImportStage.Done or ImportStage.DoneInPart ? Asked.Unchanged
        : state.Stage is not ImportStage.ToConfirm ? ImportRefusal.WrongStage
        : state.Ready == 0 ? ImportRefusal.NothingReady
        : (state with { Stage = ImportStage.Running, Phase = ImportPhase.Commit, Chunk = 0, After = 0, ConfirmedBy = by with { Session = "" } }).Told(import,
            [new ImportStep(import, ImportPhase.Commit, 0).At(at), JournalRow.Of(import, at, by.Account, "import-confirmed", state.Import!.Company)]);

    public static Asked Cancel(this ImportState state, string import, Caller by, DateTimeOffset at) =>
        state.Stage is ImportStage.Cancelled ? Asked.Unchanged
        : state.IsOver || state.Import is null ? ImportRefusal.WrongStage
        : (state with { Stage = ImportStage.Cancelled, EndedAt = at, CancelledBy = by.Name }).Told(import,
            [JournalRow.Of(import, at, by.Account, "import-cancelled", state.Import.Company)]);

    public static ImportChunk? At(this ImportState state, ImportPhase phase, int chunk) =>
        state.IsAt(phase, chunk) && state.Stage is ImportStage.Checking or ImportStage.Running
            ? new(state.ActsFor(phase), state.Import!, state.After) { Reader = state.By!.Account } : null;

    public static Worked Record(this ImportState state, string import, ImportChunkResult of, DateTimeOffset at)
    {
        // A chunk that ran twice is recorded once: its employees did nothing more.
        if (!state.IsAt(of.Phase, of.Chunk) || state.Stage is ImportStage.Loading or ImportStage.ToConfirm or ImportStage.Stopped)
            return Worked.Unchanged;
        var next = state with { Chunk = state.Chunk + 1, After = of.Lines is [.., var last] ? last.Line.Line : state.After };
        foreach (var line in of.Lines)
            next = (of.Phase is ImportPhase.Commit ? next.Counting(ImportVerdict.Ready, line.Line.Outcome, -1) : next)
                .Counting(line.Verdict, line.Line.Outcome, 1);
        if (!state.IsOver)
            next = of.Lost ? next with { Stage = ImportStage.Stopped, EndedAt = at } : of.Last ? next.Ended(of.Phase, at) : next;
        return new Worked(next, default, null,
        [
            .. of.Lines.Select(l => new Upsert(ImportLineRow.Of(import, l))), .. next.Tell(import),
            .. next.Stage is ImportStage.Checking or ImportStage.Running ? [new ImportStep(import, of.Phase, next.Chunk).At(at)] : Array.Empty<Effect>(),
            .. next.IsOver && !state.IsOver ? [JournalRow.Of(import, at, state.ActsFor(of.Phase).Account, "import-ended", state.Import!.Company)] : Array.Empty<Effect>(),
        ]);
    }

    // Without a name of who confirmed, it was confirmed when who began it alone could.
    private static Caller ActsFor(this ImportState state, ImportPhase phase) => phase is ImportPhase.Commit && state.ConfirmedBy is { } by ? by : state.By!;

    private static bool IsAt(this ImportState state, ImportPhase phase, int chunk) => state.Import is not null && state.Phase == phase && state.Chunk == chunk;

    private static ImportState Ended(this ImportState state, ImportPhase phase, DateTimeOffset at) =>
        phase is ImportPhase.Check ? state with { Stage = ImportStage.ToConfirm }
        : state with { Stage = state.Refused > 0 ? ImportStage.DoneInPart : ImportStage.Done, EndedAt = at };

    private static ImportState Counting(this ImportState state, ImportVerdict verdict, LineOutcome? outcome, int by)
    {
        var next = state.Counting(verdict, by);
        return verdict is not (ImportVerdict.Ready or ImportVerdict.Done) ? next : outcome?.Portability switch
        {
            PortabilityAnswer.Yes => next with { Ported = next.Ported + by },
            PortabilityAnswer.ToProve => next with { ToProve = next.ToProve + by },
            PortabilityAnswer.No => next with { NotPorted = next.NotPorted + by },
            _ => next,
        };
    }

    private static ImportState Counting(this ImportState state, ImportVerdict verdict, int by) => verdict switch
    {
        ImportVerdict.Ready => state with { Ready = state.Ready + by },
        ImportVerdict.Skipped => state with { Skipped = state.Skipped + by },
        ImportVerdict.Refused => state with { Refused = state.Refused + by },
        ImportVerdict.Done => state with { Invited = state.Invited + by },
        _ => state,
    };

    private static Asked Told(this ImportState next, string import, IReadOnlyList<Effect> effects) =>
        new(next, default, null, [.. effects, .. next.Tell(import)]);

    private static IEnumerable<Effect> Tell(this ImportState state, string import) => [new Upsert(state.Row(import)), new Notify($"import/{import}")];
}
