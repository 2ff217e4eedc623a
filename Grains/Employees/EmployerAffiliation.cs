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

    /// <summary>Advisers' list of those who wait for an answer.</summary>
    private const string Queue = "queue/contest";

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
                    Papers = s.Affiliation.Following(typed.Beneficiaries),
                    Typed = new TypedBy(turn.Account, turn.At),
                },
            })
            .Add(AffiliationSteps.Signature(turn, mandate, "employer", typed.Trace))
            .SendLink(turn, Notice, link).Event(EmployeeEventKind.Affiliated, employee.Email).Done();
    }

    public static Decision<EmployeeState, Nothing, AffiliationRefusal> Contest(this EmployeeState state, EmployeeTurn turn, byte[] session, string text) =>
        !state.IsOpen(session, turn.At) ? AffiliationRefusal.SessionOver
        : !state.IsTyped() || state.Affiliation.Contest is { Waits: true } ? AffiliationRefusal.Done
        : !IsSaid(text) ? AffiliationRefusal.Incomplete
        : new EmployeeChange(state, turn)
            .With(s => s with { Affiliation = s.Affiliation with { Contest = new Contest(turn.At, text) }, Access = s.Access with { SeenAt = turn.At } })
            .Event(EmployeeEventKind.Contested, text).Tell("affiliation-contested", state.Affiliation.Typed!.Account).Add(new Notify(Queue)).Done<Nothing, AffiliationRefusal>(default);

    public static Outcome AnswerContest(this EmployeeState state, EmployeeTurn turn, string answer, PersonalLink link) =>
        state.RefusesAnswer(answer) is { } refusal ? refusal
        : state.Answered(turn, answer, byInsurer: false)
            .SendLink(turn, "affiliation-answered", link).Event(EmployeeEventKind.ContestAnswered, answer).Done();

    /// <summary>An adviser's word ends it, for both: the employee reads it by a new link, who typed the affiliation on the sheet.</summary>
    public static Outcome SettleContest(this EmployeeState state, EmployeeTurn turn, string word, PersonalLink link) =>
        state.RefusesAnswer(word) is { } refusal ? refusal
        : state.Answered(turn, word, byInsurer: true)
            .SendLink(turn, "affiliation-settled", link).Event(EmployeeEventKind.ContestSettled, word)
            .Tell("affiliation-settled-employer", state.Affiliation.Typed?.Account ?? "").Done();

    /// <summary>What stands is what the employer typed, and nothing else was asked of the employee since.</summary>
    public static bool IsTyped(this EmployeeState state) => state.Asked() is null && state.Affiliation.Typed is not null;

    private static EmployeeRefusal? RefusesAnswer(this EmployeeState state, string answer) =>
        state.Affiliation.Contest is not { Waits: true } ? EmployeeRefusal.NothingThere
        : !IsSaid(answer) ? EmployeeRefusal.Incomplete
        : null;

    private static EmployeeChange Answered(this EmployeeState state, EmployeeTurn turn, string answer, bool byInsurer) => new EmployeeChange(state, turn)
        .With(s => s with
        {
            Affiliation = s.Affiliation with { Contest = s.Affiliation.Contest! with { Answer = answer, AnsweredAt = turn.At, ByInsurer = byInsurer } },
        })
        .Add(new Notify(Queue));

    private static bool IsSaid(string text) => text.Length is > 0 and <= Interfaces.Employees.Contest.MostSigns;
}
