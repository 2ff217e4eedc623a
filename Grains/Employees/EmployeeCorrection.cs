using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Employees;

namespace Grains.Employees;

using Outcome = Decision<EmployeeState, Nothing, EmployeeRefusal>;

/// <summary>What the employer corrects on the sheet, unless somebody has meanwhile.</summary>
internal static class EmployeeCorrection
{
    public static EmployeeIdentity Identity(this EmployeeState state) =>
        new(state.Person!, state.Number, new Employment(state.Siret, state.HiredOn, state.College));

    public static Outcome Correct(this EmployeeState state, EmployeeTurn turn, EmployeeIdentity before, EmployeeIdentity after)
    {
        if (state.Identity() != before)
            return EmployeeRefusal.ChangedMeanwhile;
        if (after == before)
            return Outcome.Unchanged;
        var change = new EmployeeChange(state, turn);
        var (was, becomes) = (EmployeeClaims.NameOf(state.Company, state.Person!, state.Rank), EmployeeClaims.NameOf(state.Company, after.Person));
        var moves = EmployeeClaims.NameOf(state.Company, state.Person!) != becomes;
        if (moves)
            change.Add(new ReleaseClaim(EmployeeClaims.Name, was), new TakeClaim(EmployeeClaims.Name, becomes, Refusal: EmployeeRefusal.AlreadyKnown));
        return change
            .With(s => s with
            {
                Person = after.Person,
                Number = after.Number,
                Siret = after.Employment.Siret,
                HiredOn = after.Employment.HiredOn,
                College = after.Employment.College,
                Rank = moves ? 1 : s.Rank,
            })
            .Event(EmployeeEventKind.Corrected).Done();
    }
}
