using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Spaces;
using Grains.Mail;
using Grains.Text;

namespace Grains.Spaces;

using Outcome = Decision<SpaceState, Nothing, SpaceRefusal>;

/// <summary>People whom an administrator asks in: bound to an address, open to nobody before its owner accepts.</summary>
internal static class SpaceInvitations
{
    /// <summary>Mails that a space sends to people it asks in, in 24 hours: it is not to write to the whole world in our name.</summary>
    public const int MostADay = 200;

    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    /// <param name="isTaken">The address is a member's, or was invited.</param>
    /// <param name="today">Invitations of the last 24 hours, those that were taken back among them.</param>
    public static Outcome Invite(this SpaceState state, SpaceTurn turn, string member, Invitation invitation, LinkSecret link, bool isTaken, int today)
    {
        if (turn.Forbidden is { } refusal)
            return refusal;
        var person = invitation.Person;
        var companies = invitation.Rights.Companies.Left([], turn.Companies);
        var invited = new SpaceMember
        {
            Member = member,
            Status = MemberStatus.Invited,
            FirmSiren = invitation.FirmSiren,
            FirmName = invitation.FirmName,
        }.With(person).With(invitation.Rights).Asked(turn, person.Email, link);
        if (turn.Target is not null || EmailAddress.Check(person.Email) is not null || person.LastName.Length == 0 || person.FirstName.Length == 0)
            return SpaceRefusal.Invalid;
        if (invited.Fault(companies, turn.At) is { } fault)
            return fault;
        if (isTaken)
            return SpaceRefusal.AlreadyMember;
        if (today >= MostADay)
            return SpaceRefusal.TooMany;
        var written = state.Write(turn, null, invited, companies);
        return written with { Effects = [.. written.Effects, turn.Journal("member-invited", invited), .. Mail(turn, state, invited, link)] };
    }

    /// <param name="isTaken">The corrected address is a member's, or was invited.</param>
    public static Outcome InviteAgain(this SpaceState state, SpaceTurn turn, string email, LinkSecret link, bool isTaken, int today)
    {
        if (turn.Refused is { } refusal)
            return refusal;
        var target = turn.Target!;
        return target.Status is MemberStatus.Invited or MemberStatus.Refused ? state.SendAgain(turn, target, email, link, isTaken, today) : SpaceRefusal.Over;
    }

    /// <summary>A new link to this address, whoever may ask for it: the link before is dead.</summary>
    public static Outcome SendAgain(this SpaceState state, SpaceTurn turn, SpaceMember target, string email, LinkSecret link, bool isTaken, int today)
    {
        if (EmailAddress.Check(email) is not null)
            return SpaceRefusal.Invalid;
        if (isTaken)
            return SpaceRefusal.AlreadyMember;
        if (target.Status is MemberStatus.Invited && target.AskedAt + Again > turn.At)
            return SpaceRefusal.TooSoon;
        if (today >= MostADay)
            return SpaceRefusal.TooMany;
        var asked = (target with { Status = MemberStatus.Invited }).Asked(turn, email, link);
        var written = state.Write(turn, target, asked, turn.Granted);
        return written with { Effects = [.. written.Effects, turn.Journal("member-invited-again", asked), .. Mail(turn, state, asked, link)] };
    }

    /// <param name="firm">The space of their firm that a mandate is accepted for; empty for none.</param>
    public static Outcome AnswerInvitation(this SpaceState state, SpaceTurn turn, bool accepted, string firm = "")
    {
        if (turn.Target is not { Status: MemberStatus.Invited } target || !(target.AskedUntil > turn.At))
            return SpaceRefusal.Over;
        if (accepted && turn.Acting is not null)
            return SpaceRefusal.AlreadyMember;
        var answered = accepted
            ? (target with { Status = MemberStatus.Added, Account = turn.By.Account, Link = "" }).In(firm, turn.SpaceName)
            : target with { Status = MemberStatus.Refused, Link = "" };
        var written = state.Write(turn, target, answered, turn.Granted);
        var next = written.Next!;
        return written with
        {
            Next = accepted ? next with { Applicants = next.Applicants.Remove(turn.By.Account) } : next,
            Effects =
            [
                .. accepted ? [SpaceApplicants.NoLongerAsks(turn.Space, turn.By.Account)] : Array.Empty<Effect>(), .. written.Effects,
                new Notify($"account/{turn.By.Account}"), turn.Journal(accepted ? "invitation-accepted" : "invitation-refused", target),
                .. turn.TellAdministrators(accepted ? "invitation-accepted" : "invitation-refused", target),
            ],
        };
    }

    public static SpaceMember With(this SpaceMember member, PersonFacts person) => member with
    {
        Title = person.Title,
        FirstName = person.FirstName,
        LastName = person.LastName,
        Phone = person.Phone,
        Mobile = person.Mobile,
        JobTitle = person.JobTitle,
    };

    private static SpaceMember Asked(this SpaceMember member, SpaceTurn turn, string email, LinkSecret link) => member with
    {
        Email = EmailAddress.Kept(email),
        Address = EmailAddress.Fold(email),
        // An adviser who sends it again is not named: it is still the space that invites.
        AskedBy = turn.By.IsStaff ? member.AskedBy : turn.By.Name,
        AskedAt = turn.At,
        AskedUntil = turn.At + turn.Policy.InvitationLife,
        Link = Convert.ToHexStringLower(link.Hash),
    };

    private static IEnumerable<Effect> Mail(SpaceTurn turn, SpaceState state, SpaceMember to, LinkSecret link)
    {
        var mail = new MailJob("invitation", "", turn.Portal, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["by"] = to.AskedBy,
            ["space"] = state.Name,
            ["link"] = $"/{turn.Portal}/invitation?espace={Uri.EscapeDataString(turn.Space.Split('/')[1])}&membre={to.Member}&jeton={link.Token}",
            ["until"] = to.AskedUntil!.Value.ToString("O"),
        }, To: to.Email, FirstName: to.FirstName);
        yield return mail.At(MailKey(turn.Space, to), turn.At, JobLane.Mail, to.AskedUntil);
        if (turn.Invited is { } account)
            yield return new Notify($"account/{account}");
    }

    /// <summary>Under which the invitation's delivery is noted.</summary>
    private static string MailKey(string space, SpaceMember to) => $"invitation/{space}/{to.Member}/{to.Link[..12]}";
}
