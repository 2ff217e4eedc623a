using System.Collections.Immutable;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;

namespace Grains.Requests.Absences;

using Outcome = Decision<AbsenceState, Nothing, AbsenceRefusal>;

/// <summary>When an adviser is away; what is over is forgotten with the next writing.</summary>
public sealed record AbsenceState : GrainState
{
    public ImmutableList<KeptAbsence> Kept { get; init; } = [];

    /// <summary>How many there ever were: what names the next one.</summary>
    public long Last { get; init; }
}

public sealed record KeptAbsence(string Id, Absence Absence);

/// <param name="UntilAt">The first instant at which they are back.</param>
[Row("staff_absence", key: 2)]
public sealed record AbsenceRow(string Account, string Absence, DateTimeOffset FromAt, DateTimeOffset UntilAt) : Row;

/// <param name="Key">Account of who is away.</param>
internal readonly record struct AbsenceTurn(string Key, Caller By, DateTimeOffset At);

/// <summary>What the adviser says of themselves, or a supervisor of them.</summary>
internal static class AbsenceWriting
{
    public static Outcome Announce(this AbsenceState state, AbsenceTurn turn, Absence absence)
    {
        if (!MayWrite(turn))
            return AbsenceRefusal.NotAllowed;
        if (absence.Until <= turn.At || absence.Until <= absence.From || absence.Until - absence.From > Absence.Longest)
            return AbsenceRefusal.NotAhead;
        var over = state.Kept.FindAll(k => k.Absence.Until <= turn.At);
        var left = state.Kept.RemoveRange(over);
        if (left.Exists(k => k.Absence.From < absence.Until && absence.From < k.Absence.Until))
            return AbsenceRefusal.Overlaps;
        if (left.Count >= Absence.Most)
            return AbsenceRefusal.TooMany;
        var kept = new KeptAbsence($"{state.Last + 1}", absence);
        return Next(state with { Kept = left.Add(kept), Last = state.Last + 1 }, turn,
            [new Upsert(new AbsenceRow(turn.Key, kept.Id, absence.From, absence.Until)), .. over.Select(o => Delete.Of<AbsenceRow>(turn.Key, o.Id))], "absence-announced", kept.Id);
    }

    public static Outcome Cancel(this AbsenceState state, AbsenceTurn turn, string id) =>
        !MayWrite(turn) ? AbsenceRefusal.NotAllowed
        : state.Kept.Find(k => k.Id == id) is not { } kept ? AbsenceRefusal.NotFound
        : Next(state with { Kept = state.Kept.Remove(kept) }, turn, [Delete.Of<AbsenceRow>(turn.Key, id)], "absence-cancelled", id);

    private static bool MayWrite(AbsenceTurn turn) =>
        StaffRights.May(turn.By, StaffAct.RouteRequests) || turn.By.Account == turn.Key && StaffRights.May(turn.By, StaffAct.AnswerRequests);

    private static Outcome Next(AbsenceState state, AbsenceTurn turn, IReadOnlyList<Effect> rows, string action, string id) => new(
        state, default, null, [.. rows, JournalRow.Of(turn.Key, turn.At, turn.By.Account, action, id), new Notify(AbsenceQueries.Topic)]);
}
