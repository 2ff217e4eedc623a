using Grains.Commits;
using Grains.Employees.Departures.Proofs;
using Grains.Employees.Waivers;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Text;

namespace Grains.Employees;

using Outcome = Decision<EmployeeState, Nothing, NoRefusal>;

/// <summary>What requests of the company change about an employee, once they are decided.</summary>
internal static class EmployeeFamily
{
    public static Outcome ReportDeath(this EmployeeState state, EmployeeTurn turn, string company, DateOnly day)
    {
        if (!state.Exists || state.Company != company || state.DiedOn is not null)
            return Outcome.Unchanged;
        // Who was never covered stays known by what was invited: the row goes, the person cannot be typed anew.
        var change = new EmployeeChange(state, turn).With(s => s.WithoutWaiting().WithoutWaitingProof() with { DiedOn = day, Invitation = null, Access = new() });
        if (state.Invitation is { Mail.Length: > 0 } invitation)
            change.Add(new Cancel(invitation.Mail));
        return change.Event(EmployeeEventKind.DeathReported, EmployeeChange.Day(day)).Done<Nothing, NoRefusal>(default);
    }

    public static Outcome ChangeFamily(this EmployeeState state, EmployeeTurn turn, string company, FamilyChange family)
    {
        if (!state.Exists || state.Company != company)
            return Outcome.Unchanged;
        var people = state.Affiliation.Beneficiaries;
        if (family.Joins is { } joins)
            return people.Count >= NewBeneficiary.Most || people.Any(b => b.To is null && b.BirthDate == joins.BirthDate && Same(Whole(b), Whole(joins)))
                ? Outcome.Unchanged : Changed(people.Add(joins), EmployeeEventKind.BeneficiaryAdded, Whole(joins));
        var at = people.FindIndex(b => b.To is null && (Same(Whole(b), family.Leaves) || Same(b.FirstName, family.Leaves)));
        return Changed(
            at < 0 ? people : people.SetItem(at, people[at] with { To = family.Day }), EmployeeEventKind.BeneficiaryLeft, at < 0 ? family.Leaves : Whole(people[at]));

        Outcome Changed(System.Collections.Immutable.ImmutableList<NewBeneficiary> now, EmployeeEventKind what, string name) => new EmployeeChange(state, turn)
            .With(s => s with { Affiliation = s.Affiliation with { Beneficiaries = now } })
            .Event(what, $"{EmployeeChange.Day(family.Day)} {name}").Done<Nothing, NoRefusal>(default);
    }

    private static string Whole(NewBeneficiary person) => $"{person.FirstName} {person.LastName}";

    private static bool Same(string one, string other) => SearchText.Normalize(one) == SearchText.Normalize(other);
}
