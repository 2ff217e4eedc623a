using Grains.Accounts;
using Grains.Commits;
using Grains.Interfaces.Employees.Waivers;
using Grains.Text;

namespace Grains.Employees.Waivers;

/// <summary>A waiver in the register of its company.</summary>
/// <param name="Words">As it is found: names and the case's code, folded.</param>
/// <param name="RegisterOn">Its place: the last day of one that is accepted, or <see cref="WaiverRows.Open"/>; of any other the day of its request or refusal.</param>
/// <param name="UntilOn">The last day as it stands; empty where it has none.</param>
/// <param name="ChangedAt">When the register last said something else of it.</param>
[Row("employee_waiver", key: 2)]
public sealed record EmployeeWaiverRow(
    string Employee, int Waiver, string Portal, string Company, string Siret, string Contract, string CaseCode, string LastName, string FirstName, string Words,
    WaiverStage Stage, string RegisterOn, string FromOn, string UntilOn, string SinceOn, WaiverWindow InWindow, string Reason, DateTimeOffset AskedAt,
    string File, string FileName, DateTimeOffset? DecidedAt, bool ByInsurer, string Word, DateTimeOffset ChangedAt) : Row;

internal static class WaiverRows
{
    /// <summary>After every day.</summary>
    public const string Open = "9999-12-31";

    /// <summary>What differs from before: a waiver's row also tells where its employee works, how they are called and until when it lasts.</summary>
    public static IEnumerable<Effect> Of(EmployeeState before, EmployeeState after, EmployeeTurn turn)
    {
        foreach (var gone in before.Waivers.ExceptBy(after.Waivers.Select(w => w.Id), w => w.Id))
        {
            yield return Delete.Of<EmployeeWaiverRow>(turn.Employee, gone.Id);
            if (gone.Proof is { } proof)
                yield return new Schedule(AccountWork.RemoveFile, $"file-removal/{proof.File}", proof.File, turn.At, JobLane.Grains);
            if (gone.Stage is WaiverStage.AtInsurer)
                yield return new Notify(EmployeeWaiver.Queue);
        }
        var known = before.Waivers.ToDictionary(w => w.Id, w => RowOf(before, turn, w));
        foreach (var row in after.Waivers.Select(w => RowOf(after, turn, w)).Where(r => known.GetValueOrDefault(r.Waiver) != r))
            yield return new Upsert(row);
    }

    private static EmployeeWaiverRow RowOf(EmployeeState state, EmployeeTurn turn, Waiver w)
    {
        var person = state.Person!;
        var (name, last) = (person.UsualName.Length > 0 ? person.UsualName : person.LastName, state.EndOf(w));
        return new EmployeeWaiverRow(
            turn.Employee, w.Id, state.Portal, state.Company, state.Siret, w.Contract, w.Case, name, person.FirstName,
            $" {SearchText.Normalize($"{name} {person.FirstName} {w.Case}")}", w.Stage,
            w.Stage is WaiverStage.Accepted ? last is null ? Open : EmployeeChange.Day(last) : EmployeeChange.Day(Paris.Day(w.DecidedAt ?? w.AskedAt)),
            EmployeeChange.Day(w.From), EmployeeChange.Day(last), EmployeeChange.Day(w.Since), w.Window, w.Reason, w.AskedAt, w.Proof?.File ?? "",
            w.Proof?.Name ?? "", w.DecidedAt, w.ByInsurer, w.Word, turn.At);
    }
}
