using Grains.Accounts;
using Grains.Commits;
using Grains.Interfaces.Employees.Departures;

namespace Grains.Employees.Departures.Proofs;

/// <summary>A proof of portability, as lists show it.</summary>
/// <param name="FromOn">The first day of the portability that it proves, until its last as it is known.</param>
/// <param name="Name">Of the employer who handed it in; empty where the leaver did.</param>
/// <param name="ProvesUntil">« Indemnisé jusqu'au »; empty where it was not said.</param>
[Row("employee_proof", key: 2)]
public sealed record EmployeeProofRow(
    string Employee, int Proof, string Portal, string Company, string Siret, string LastName, string FirstName, DepartureEvidence Kind, string DueOn, string LastOn,
    string FromOn, string ToOn, ProofStage Stage, DateTimeOffset At, string Name, DateTimeOffset? DecidedAt, string Word, string ProvesUntil, bool Ends) : Row;

[Row("employee_proof_file", key: 3)]
public sealed record EmployeeProofFileRow(string Employee, int Proof, string File, int Place, string Name) : Row;

internal static class ProofRows
{
    public static IEnumerable<Effect> Of(EmployeeState before, EmployeeState after, EmployeeTurn turn)
    {
        foreach (var gone in before.Proofs.ExceptBy(after.Proofs.Select(p => p.Id), p => p.Id))
        {
            yield return Delete.Of<EmployeeProofRow>(turn.Employee, gone.Id);
            foreach (var file in gone.Files)
            {
                yield return Delete.Of<EmployeeProofFileRow>(turn.Employee, gone.Id, file.File);
                yield return new Schedule(AccountWork.RemoveFile, $"file-removal/{file.File}", file.File, turn.At, JobLane.Grains);
            }
            if (gone.Stage is ProofStage.Waiting)
                yield return new Notify(EmployeeProofs.Queue);
        }
        var known = before.Proofs.ToDictionary(p => p.Id, p => RowOf(before, turn, p));
        foreach (var row in after.Proofs.Select(p => RowOf(after, turn, p)).Where(r => known.GetValueOrDefault(r.Proof) != r))
            yield return new Upsert(row);
        foreach (var proof in after.Proofs.Where(p => !known.ContainsKey(p.Id)))
        {
            foreach (var (place, file) in proof.Files.Index())
                yield return new Upsert(new EmployeeProofFileRow(turn.Employee, proof.Id, file.File, place + 1, file.Name));
        }
    }

    private static EmployeeProofRow RowOf(EmployeeState state, EmployeeTurn turn, PortabilityProof p)
    {
        var (person, departure) = (state.Person!, state.Departure?.LastDay == p.LastDay ? state.Departure : null);
        return new EmployeeProofRow(
            turn.Employee, p.Id, state.Portal, state.Company, state.Siret, person.UsualName.Length > 0 ? person.UsualName : person.LastName, person.FirstName, p.Kind,
            EmployeeChange.Day(p.DueOn), EmployeeChange.Day(p.LastDay), EmployeeChange.Day(departure?.Asked?.Terms.From), EmployeeChange.Day(departure?.To), p.Stage,
            p.At, p.Name, p.DecidedAt, p.Word, EmployeeChange.Day(p.Until), p.Ends);
    }
}
