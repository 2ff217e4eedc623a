using Grains.Accounts;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Employees;
using Grains.Letters;

namespace Grains.Employees;

/// <summary>
/// The way of the personal link to who has no e-mail: an address to type and a code, on paper. The code is read off it where others get one by mail.
/// </summary>
internal static class EmployeeLetters
{
    public const string LinkClaim = "letter-link";
    private const string Queue = "queue/letters";

    /// <summary>What finds the employee of a printed address: its hash alone is kept.</summary>
    public static string ClaimOf(string portal, byte[] linkHash) => $"{portal}/{Convert.ToHexStringLower(linkHash)}";

    public static bool IsByLetter(this EmployeeState state) => state.Email.Length == 0 && state.Address is not null;

    public static Decision<EmployeeState, Nothing, EmployeeRefusal> CorrectAddress(
        this EmployeeState state, EmployeeTurn turn, PostalAddress address, PersonalLink link) =>
        state.Invitation is null ? EmployeeRefusal.NotInvited
        : new EmployeeChange(state, turn).With(s => s with { Email = "", Address = address, Access = new() })
            .SendLink(turn, state.TemplateOf(turn, "affiliation-invitation"), link).Event(EmployeeEventKind.AddressCorrected).Done();

    public static Decision<EmployeeState, Nothing, NoRefusal> LetterPosted(this EmployeeState state, EmployeeTurn turn, string letter, DateTimeOffset at)
    {
        if (state.Invitation is not { Letter: { PostedAt: null } waiting } invitation || waiting.Id != letter)
            return Decision<EmployeeState, Nothing, NoRefusal>.Unchanged;
        var posted = waiting with { PostedAt = at };
        return new EmployeeChange(state, turn).With(s => s with { Invitation = invitation with { Letter = posted } })
            .Add(new Upsert(Row(state, turn, posted, invitation.LinkEndsAt, "")), new Notify(Queue)).Event(EmployeeEventKind.LetterPosted)
            .Done<Nothing, NoRefusal>(default);
    }

    public static EmployeeChange SendLetter(this EmployeeChange change, EmployeeTurn turn, string template, PrintedLink link)
    {
        var letter = new InvitationLetter($"letter/{turn.Employee}/{turn.At.ToUnixTimeMilliseconds()}", template, link.CodeHash, turn.At);
        var ends = turn.At + AffiliationClock.LinkLife;
        change.With(s => s with { Invitation = s.Invitation! with { LinkHash = link.Hash, LinkEndsAt = ends, Mail = letter.Id, Letter = letter } });
        return change.Add(
            new Upsert(Row(change.State, turn, letter, ends, link.Secret)), new TakeClaim(LinkClaim, ClaimOf(change.State.Portal, link.Hash), ends),
            new Notify(Queue));
    }

    /// <summary>The code of the paper counts for ten minutes after the right birth date, like one that is mailed then.</summary>
    public static EmployeeChange ExpectPrinted(this EmployeeChange change, EmployeeTurn turn, OneTimeCode code, InvitationLetter letter) => change.With(s =>
        s with
        {
            Access = s.Access with
            {
                Code = new SentCode(code.Salt, letter.CodeHash, CodeChannel.Email, turn.At, turn.At + AffiliationProof.CodeLife, 0),
            },
        });

    /// <summary>A letter whose link was replaced, answered or withdrawn opens nothing any more; one that was not posted yet leaves the queue.</summary>
    public static IEnumerable<Effect> Left(EmployeeState before, EmployeeState after, EmployeeTurn turn)
    {
        if (before.Invitation is not { Letter: { } letter } former || after.Invitation?.Letter?.Id == letter.Id)
            yield break;
        yield return new ReleaseClaim(LinkClaim, ClaimOf(before.Portal, former.LinkHash));
        if (letter.PostedAt is not null)
            yield break;
        yield return Delete.Of<LetterRow>(turn.Employee, letter.Id);
        yield return new Notify(Queue);
    }

    private static LetterRow Row(EmployeeState state, EmployeeTurn turn, InvitationLetter letter, DateTimeOffset ends, string secret)
    {
        var (person, address) = (state.Person!, state.Address!);
        var title = person.Civility switch { "madame" => "Madame ", "monsieur" => "Monsieur ", _ => "" };
        var name = $"{title}{person.FirstName} {(person.UsualName.Length > 0 ? person.UsualName : person.LastName)}";
        return new LetterRow(
            turn.Employee, letter.Id, state.Portal, state.Company, letter.Template, name, address.Street, address.PostCode, address.City, letter.At, ends,
            letter.PostedAt, secret);
    }
}
