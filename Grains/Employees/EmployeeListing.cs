using Grains.Employees.Departures.Proofs;
using Grains.Interfaces.Employees;
using Grains.Text;

namespace Grains.Employees;

/// <summary>An employee's rows for lists, from what stands about them.</summary>
internal static class EmployeeListing
{
    /// <summary>What stands in each contract that binds the person, or has.</summary>
    public static IReadOnlyDictionary<string, ContractFacts> Contracts(this EmployeeState state) => state.Covers.Select(c => c.Contract)
        .Concat(state.Invitation?.Covers.Select(c => c.Contract) ?? []).Distinct()
        .ToDictionary(c => c, c => new ContractFacts(
            [.. state.Covers.Where(i => i.Contract == c)],
            state.Invitation is { } invited && invited.Covers.Any(i => i.Contract == c) ? invited.LastAt : null, state.Departure?.LastDay));

    public static EmployeeListRow Of(EmployeeState state, EmployeeTurn turn, IReadOnlyList<Phase> phases)
    {
        var (person, invitation, affiliation, asked) = (state.Person!, state.Invitation, state.Affiliation, state.Asked());
        var name = person.UsualName.Length > 0 ? person.UsualName : person.LastName;
        var proofs = ProofCourse.Of(state);
        return new EmployeeListRow(
            turn.Employee, state.Portal, state.Company, state.Siret, name, person.FirstName, person.Civility, EmployeeChange.Day(person.BirthDate),
            EmployeeChange.Day(state.HiredOn), state.Number, state.Email, SearchText.Normalize($"{name} {person.FirstName}"),
            $" {string.Join(' ', SearchText.Normalize($"{name} {person.FirstName} {person.LastName} {state.Number} {state.Email}")
                .Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct())}",
            string.Join(' ', state.Contracts().Keys), phases[0].Status, At(phases, 1), Status(phases, 1), At(phases, 2), Status(phases, 2), At(phases, 3),
            Status(phases, 3), At(phases, 4), Status(phases, 4), asked?.At, invitation?.LastAt, invitation?.Reminders ?? 0, affiliation.Step,
            invitation?.Mail ?? "", state.Nir?.Hint ?? "", affiliation.Iban?.Hint ?? "", state.Waivers.FirstOrDefault(w => w.Waits)?.Case ?? "", affiliation.Mandate,
            asked is null ? affiliation.SignedAt : null, asked is null ? affiliation.Typed?.At : null, affiliation.Contest is { Waits: true } contest ? contest.Text : "",
            affiliation.Contest is { Waits: true } ? affiliation.Contest.At : null, turn.NextVersion, (int?)proofs?.Expected?.Kind ?? 0,
            EmployeeChange.Day(proofs?.Expected?.DueOn), proofs?.Waiting is not null, EmployeeChange.Day(proofs?.Asked.SuspendedFrom));
    }

    public static EmployeeContractRow Of(EmployeeState state, EmployeeTurn turn, string contract, IReadOnlyList<Phase> phases)
    {
        var day = Paris.Day(turn.At);
        var invited = state.Invitation?.Covers.FirstOrDefault(c => c.Contract == contract);
        var last = state.Covers.Where(c => c.Contract == contract).OrderBy(c => c.From <= day).ThenBy(c => c.From).LastOrDefault();
        // A suspension is a part of the portability that it interrupts.
        var until = last?.Kind.IsPorted() is true ? state.Covers.Where(c => c.Contract == contract && c.Kind.IsPorted()).Max(c => c.To) : last?.To;
        return new EmployeeContractRow(
            turn.Employee, contract, state.Company, invited?.Population ?? last?.Population ?? "", invited?.Option ?? last?.Option ?? "",
            EmployeeChange.Day(invited?.From ?? last?.From), EmployeeChange.Day(invited is null ? until : null), phases[0].Status, At(phases, 1),
            Status(phases, 1), At(phases, 2), Status(phases, 2), At(phases, 3), Status(phases, 3), At(phases, 4), Status(phases, 4));
    }

    private static DateTimeOffset? At(IReadOnlyList<Phase> phases, int place) => phases.Count > place ? phases[place].From : null;

    private static EmployeeStatus? Status(IReadOnlyList<Phase> phases, int place) => phases.Count > place ? phases[place].Status : null;
}
