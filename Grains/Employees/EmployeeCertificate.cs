using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Text;

namespace Grains.Employees;

/// <summary>Papers of an employee: the certificate says what stands on the day; who had one is written down.</summary>
internal static class EmployeeCertificate
{
    public const string Action = "certificate";
    public const string Paper = "sheet-printed";

    public static Decision<EmployeeState, Nothing, EmployeeRefusal> Print(this EmployeeState state, EmployeeTurn turn)
    {
        if (!state.Exists)
            return EmployeeRefusal.NotFound;
        return new(state, default, null, [JournalRow.Of(turn.Employee, turn.At, turn.Account, Paper)]);
    }

    public static Decision<EmployeeState, CertificateFacts, EmployeeRefusal> Certify(this EmployeeState state, EmployeeTurn turn)
    {
        var today = Paris.Day(turn.At);
        var covers = state.Covers.Where(c => c.Kind is CoverKind.Covered && !(c.To < today)).OrderBy(c => c.From).ToList();
        if (covers.Count == 0)
            return EmployeeRefusal.NotCovered;
        return new(
            state,
            new CertificateFacts(
                state.Company, state.Person!, state.Siret, state.Nir?.Hint ?? "", covers, [.. state.Affiliation.Beneficiaries.Where(b => !(b.From > today) && !(b.To < today))],
                state.Affiliation.SignedAt,
                state.Affiliation.Mandate, turn.At),
            null, [JournalRow.Of(turn.Employee, turn.At, turn.Account, Action)]);
    }
}
