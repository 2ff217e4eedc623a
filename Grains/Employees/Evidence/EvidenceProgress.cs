using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Employees.Evidence;

namespace Grains.Employees.Evidence;

using Worked = Decision<EvidenceState, Nothing, NoRefusal>;

/// <summary>What moves an evidence bundle on: who asks for it, and its jobs.</summary>
internal static class EvidenceProgress
{
    private const string Making = "evidence";

    // A making that nobody ends (its rows were swept) keeps nobody from another.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <param name="total">Granted waivers that the caller sees.</param>
    public static Decision<EvidenceState, Nothing, EvidenceRefusal> Prepare(
        this EvidenceState state, string bundle, Caller by, string company, int total, DateTimeOffset at)
    {
        if (state.By is not null)
            return state.IsOf(by) ? Decision<EvidenceState, Nothing, EvidenceRefusal>.Unchanged : EvidenceRefusal.NotFound;
        if (total == 0)
            return EvidenceRefusal.Nothing;
        // A session may end before a long making does; the right is judged at each step.
        var next = new EvidenceState
        {
            By = by with { Session = "" }, Company = company, Stage = EvidenceStage.Making, Phase = EvidencePhase.Proofs, Total = total, AskedAt = at,
        };
        return new(next, default, null,
        [
            new TakeClaim(Making, next.Claim(), at + Longest, EvidenceRefusal.Underway), new EvidenceStep(bundle, 0).At(at), .. next.Tell(bundle),
            JournalRow.Of(bundle, at, by.Account, "evidence-asked", company),
        ]);
    }

    public static EvidenceDue? At(this EvidenceState state, int step) => !state.IsAt(step) ? null
        : new EvidenceDue(state.By!, state.Company, state.AskedAt, state.Phase, state.After)
        {
            Lines = state.Lines, People = state.People, Indexed = state.Indexed, Entries = state.Entries, Size = state.Size, Sirets = [.. state.Sirets],
        };

    public static Worked Record(this EvidenceState state, string bundle, EvidenceDone done, DateTimeOffset at)
    {
        // Of a step that ran twice one run counts: its rows are the file, those of the other are swept.
        if (!state.IsAt(done.Step))
            return Worked.Unchanged;
        if (done.End is { } end)
            return (state with { Stage = end }).Ended(bundle, at, []);
        var next = state with
        {
            Step = state.Step + 1, After = done.After ?? state.After, Lines = state.Lines + done.Lines.Count, People = Math.Max(state.People, done.People),
            Indexed = state.Indexed + done.Indexed, Entries = state.Entries + done.Entries.Count, Size = done.Size, Sirets = state.Sirets.Union(done.Sirets),
        };
        List<Effect> written =
        [
            .. done.Lines.Select(l => new Upsert(new EvidenceLineRow(bundle, l.Line, l.Content))),
            .. done.Entries.Select(e => new Upsert(EvidenceEntryRow.Of(bundle, e))),
            new Upsert(new EvidenceStepRow(bundle, done.Step, done.Run, done.Parts)),
        ];
        next = next.Phase switch
        {
            EvidencePhase.Proofs when done.Last => next with { Phase = EvidencePhase.Index },
            EvidencePhase.Index when next.Indexed >= next.Lines => next with { Phase = EvidencePhase.Close },
            EvidencePhase.Close => next with { Stage = EvidenceStage.Ready },
            _ => next,
        };
        return next.Stage is EvidenceStage.Ready ? next.Ended(bundle, at, written)
            : new(next, default, null, [.. written, .. next.Tell(bundle), new EvidenceStep(bundle, next.Step).At(at)]);
    }

    /// <param name="shown">All that is in it is shown to the caller.</param>
    public static Decision<EvidenceState, EvidenceFile, EvidenceRefusal> Open(this EvidenceState state, string bundle, Caller by, bool shown, DateTimeOffset at) =>
        state.Stage is not EvidenceStage.Ready || !state.IsOf(by) || at >= state.AskedAt.AddDays(EvidenceFile.KeptDays) ? EvidenceRefusal.NotFound
        : !shown ? EvidenceRefusal.Hidden
        : new Decision<EvidenceState, EvidenceFile, EvidenceRefusal>(
            state, new EvidenceFile(state.Company, state.AskedAt, state.Size, [.. state.Sirets]), null,
            [JournalRow.Of(bundle, at, by.Account, "evidence-downloaded", state.Company)]);

    public static bool IsOf(this EvidenceState state, Caller by) => state.By is { } asked && asked.Account == by.Account && asked.Portal == by.Portal;

    private static Worked Ended(this EvidenceState next, string bundle, DateTimeOffset at, IReadOnlyList<Effect> written)
    {
        var ended = next with { EndedAt = at };
        return new(ended, default, null,
        [
            .. written, .. ended.Tell(bundle), new ReleaseClaim(Making, ended.Claim()),
            JournalRow.Of(bundle, at, ended.By!.Account, "evidence-ended", $"{ended.Stage}"),
        ]);
    }

    private static bool IsAt(this EvidenceState state, int step) => state.Stage is EvidenceStage.Making && state.Step == step;

    private static string Claim(this EvidenceState state) => $"{state.Company}|{state.By!.Account}";

    private static IEnumerable<Effect> Tell(this EvidenceState state, string bundle) => [new Upsert(state.Row(bundle)), new Notify($"evidence/{bundle}")];
}
