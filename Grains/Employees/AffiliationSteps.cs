using System.Collections.Immutable;
using Grains.Commits;
using Grains.Contracts;
using Grains.Employees.Waivers;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Employees;
using Grains.Payments;

namespace Grains.Employees;

using Outcome = Decision<EmployeeState, Nothing, AffiliationRefusal>;
using Signing = Decision<EmployeeState, AffiliationRefusal?, NoRefusal>;

/// <summary>What the employee fills in, step by step, and signs.</summary>
internal static class AffiliationSteps
{
    public const int Steps = 5;

    public static Outcome Save(this EmployeeState state, EmployeeTurn turn, byte[] session, AffiliationPage page, SealedNumber? nir, SealedNumber? iban)
    {
        if (state.RefusesStep(session, turn.At) is { } refusal)
            return refusal;
        if (page.Beneficiaries is { Count: > NewBeneficiary.Most })
            return AffiliationRefusal.TooMany;
        if (page.Beneficiaries?.All(IsWhole) is false || page.Details?.IsWhole() is false
            || page.Options?.Any(o => state.Invitation!.Covers.All(c => c.Contract != o.Contract)) is true)
            return AffiliationRefusal.Incomplete;
        var change = new EmployeeChange(state, turn);
        if (state.Affiliation.Step == 0)
            change.Event(EmployeeEventKind.Begun);
        if (nir is not null && state.Nir is null)
            change.With(s => s with { Nir = nir }).Add(new TakeClaim(EmployeeClaims.Nir, EmployeeClaims.NirOf(state.Company, nir.Mac)));
        return change.With(s => s with { Affiliation = Filled(s.Affiliation, page, iban, turn.Employee) })
            .With(s => page.Options is { } options ? s with { Invitation = Chosen(s.Invitation!, options) } : s)
            .With(s => s with { Access = s.Access with { SeenAt = turn.At } })
            .Done<Nothing, AffiliationRefusal>(default);
    }

    public static Outcome AskSignature(this EmployeeState state, EmployeeTurn turn, byte[] session, OneTimeCode code) =>
        (state.RefusesStep(session, turn.At) ?? state.RefusesSignature()) is { } refusal ? refusal
        : state.IsClosed(turn.At) ? AffiliationRefusal.LinkClosed
        : !state.MaySendCode(turn.At) ? AffiliationRefusal.TooSoon
        : new EmployeeChange(state, turn).With(s => s with { Access = s.Access with { SeenAt = turn.At } }).SendCode(turn, code)
            .Done<Nothing, AffiliationRefusal>(default);

    /// <summary>A wrong code is committed as a failure, though it is refused: otherwise it could be guessed for ever.</summary>
    public static Signing Sign(this EmployeeState state, EmployeeTurn turn, string attempt, byte[] session, byte[] codeHash, SignatureTrace trace, PersonalLink link)
    {
        if ((state.RefusesStep(session, turn.At) ?? state.RefusesSignature()
            ?? state.RefusesTry(turn.At)) is { } refusal)
            return new(null, refusal, null, []);
        if (!state.IsCode(codeHash, turn.At))
        {
            var failed = state.Failed(turn, attempt);
            return failed.Done<AffiliationRefusal?, NoRefusal>(
                failed.State.IsClosed(turn.At) ? AffiliationRefusal.LinkClosed : AffiliationRefusal.WrongCode);
        }
        var change = new EmployeeChange(state, turn).Tell("affiliation-done", state.Invitation!.TellWhenDone ? state.Invitation.By : "")
            // Who signed reads the state of their affiliation while the session lasts.
            // Who signs after all asks to stay out no more.
            .With(s => s.WithoutWaiting(w => state.Invitation.Covers.Any(c => c.Contract == w.Contract)))
            .With(s => s.Covered(s.Invitation!.Covers) with { Access = s.Access with { Code = null, SeenAt = turn.At } })
            .With(s => s with
            {
                Invitation = state.Invitation.AsNotice(turn.At),
                Affiliation = s.Affiliation with { SignedAt = turn.At, Step = Steps + 1, Typed = null, Contest = null },
            })
            .Add(Signature(turn, state.Affiliation.Mandate, state.Invitation!.Letter is null ? "email" : "letter", trace))
            .Event(EmployeeEventKind.Signed, state.Affiliation.Mandate);
        // What is missing may come later, by a link that asks for nothing else.
        return change.SendLink(turn, state.TemplateOfSigned(turn), link).Done<AffiliationRefusal?, NoRefusal>(null);
    }

    public static bool IsWhole(NewBeneficiary person) => Beneficiary.Links.Contains(person.Link) && person is { LastName.Length: > 0, FirstName.Length: > 0 };

    public static bool IsWhole(this PersonalDetails typed) => typed is { Street.Length: > 0, PostCode.Length: > 0, City.Length: > 0 };

    /// <summary>What was said about the mandate, when, from where and by which way.</summary>
    public static Effect Signature(EmployeeTurn turn, string mandate, string channel, SignatureTrace trace) => new Upsert(
        new EmployeeSignatureRow(turn.Employee, mandate, turn.At, trace.Source, channel, trace.Text, Hash(trace.Text)));

    /// <summary>Everything that a signature needs is there.</summary>
    public static bool IsComplete(this EmployeeState state) => state is { Affiliation: { HasDetails: true, Iban: not null } };

    private static AffiliationRefusal? RefusesSignature(this EmployeeState state) => state.IsComplete() ? null : AffiliationRefusal.Incomplete;

    private static AffiliationRefusal? RefusesTry(this EmployeeState state, DateTimeOffset now) => state.IsClosed(now) ? AffiliationRefusal.LinkClosed : null;

    private static AffiliationRefusal? RefusesStep(this EmployeeState state, byte[] session, DateTimeOffset now) =>
        !state.IsOpen(session, now) ? AffiliationRefusal.SessionOver : state.Asked() is null ? AffiliationRefusal.Done : null;

    private static Affiliation Filled(Affiliation before, AffiliationPage page, SealedNumber? iban, string employee)
    {
        var next = before with { Step = Math.Clamp(page.Next, 1, Steps) };
        if (page.Details is { } details)
            next = next with { Street = details.Street, PostCode = details.PostCode, City = details.City, Phone = details.Phone };
        if (page.Beneficiaries is { } people)
            next = next with { Beneficiaries = [.. people], Papers = before.Following(people) };
        return iban is null ? next : next with { Iban = iban, Mandate = MandateReference.Of(employee) };
    }

    private static Invitation Chosen(Invitation invitation, IReadOnlyList<ChosenOption> options) => invitation with
    {
        Covers = [.. invitation.Covers.Select(c => options.FirstOrDefault(o => o.Contract == c.Contract) is { } chosen ? c with { Option = chosen.Option } : c)],
    };

    private static string Hash(string text) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
