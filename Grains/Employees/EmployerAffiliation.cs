using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Payments;

namespace Grains.Employees;

using Outcome = Decision<EmployeeState, Nothing, EmployeeRefusal>;

/// <summary>An affiliation that the employer types whole: the employee is told, says what is wrong, and is answered.</summary>
internal static class EmployerAffiliation
{
    public const string Notice = "affiliation-typed";

    public static Outcome Affiliate(
        this EmployeeState state, EmployeeTurn turn, NewEmployee employee, TypedAffiliation typed, SealedNumber? nir, SealedNumber iban, PersonalLink link)
    {
        if (state.RefusesNew(employee) is { } refusal)
            return refusal;
        if (typed.Beneficiaries.Count > NewBeneficiary.Most)
            return EmployeeRefusal.TooMany;
        if (!typed.Details.IsWhole() || !typed.Beneficiaries.All(AffiliationSteps.IsWhole) || employee.Covers.Count == 0)
            return EmployeeRefusal.Incomplete;
        var (details, mandate) = (typed.Details, MandateReference.Of(turn.Employee));
        return new EmployeeChange(state, turn).Identified(employee, nir)
            .With(s => s.Covered(employee.Covers) with
            {
                Email = employee.Email,
                Address = employee.Address,
                Access = new(),
                Invitation = new Invitation(
                    [], turn.At, turn.At, 0, link.Hash, turn.At + AffiliationClock.LinkLife, turn.Account, employee.WaiverEmail, TellWhenDone: false, ""),
                Affiliation = new Affiliation(AffiliationSteps.Steps + 1, details.Street, details.PostCode, details.City, details.Phone, iban, mandate)
                {
                    Beneficiaries = [.. typed.Beneficiaries],
                    Typed = new TypedBy(turn.Account, turn.At),
                },
            })
            .Add(AffiliationSteps.Signature(turn, mandate, "employer", typed.Trace))
            .SendLink(turn, Notice, link).Event(EmployeeEventKind.Affiliated, employee.Email).Done();
    }

    public static Decision<EmployeeState, Nothing, AffiliationRefusal> Contest(this EmployeeState state, EmployeeTurn turn, byte[] session, string text) =>
        !state.IsOpen(session, turn.At) ? AffiliationRefusal.SessionOver
        : state.Affiliation is not { Typed: { } typed, Contest: not { Waits: true } } ? AffiliationRefusal.Done
        : !IsSaid(text) ? AffiliationRefusal.Incomplete
        : new EmployeeChange(state, turn)
            .With(s => s with { Affiliation = s.Affiliation with { Contest = new Contest(turn.At, text) }, Access = s.Access with { SeenAt = turn.At } })
            .Event(EmployeeEventKind.Contested).Tell("affiliation-contested", typed.Account).Done<Nothing, AffiliationRefusal>(default);

    public static Outcome AnswerContest(this EmployeeState state, EmployeeTurn turn, string answer, PersonalLink link) =>
        state.Affiliation.Contest is not { Waits: true } contest ? EmployeeRefusal.NothingThere
        : !IsSaid(answer) ? EmployeeRefusal.Incomplete
        : new EmployeeChange(state, turn)
            .With(s => s with { Affiliation = s.Affiliation with { Contest = contest with { Answer = answer, AnsweredAt = turn.At } } })
            .SendLink(turn, "affiliation-answered", link).Event(EmployeeEventKind.ContestAnswered).Done();

    /// <summary>A link that asks for something is sent as that; one that tells of what was typed, as a notice.</summary>
    public static string TemplateOf(this EmployeeState state, string asked) => state.Asked() is null ? Notice : asked;

    private static bool IsSaid(string text) => text.Length is > 0 and <= Interfaces.Employees.Contest.MostSigns;
}
