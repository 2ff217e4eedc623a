using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;
using Grains.Mail;

namespace Grains.Spaces;

using Outcome = Decision<SpaceState, Nothing, SpaceRefusal>;

/// <summary>People who proved a company that has administrators already: they wait, seeing nothing, until one decides.</summary>
internal static class SpaceApplicants
{
    /// <param name="isMember">The applicant has a row in the space.</param>
    /// <param name="administrators">Accounts of those who may decide, the first of them: all are told.</param>
    public static Outcome RequestMembership(
        this SpaceState state, SpaceTurn turn, MembershipRequest applicant, bool isMember, IReadOnlyList<string> administrators) =>
        !state.IsOpen ? SpaceRefusal.NotFound
        : isMember || state.Applicants.ContainsKey(applicant.Account) ? SpaceRefusal.AlreadyOpen
        : state.Applicants.Count >= SpaceState.MaxApplicants ? SpaceRefusal.TooMany
        : new Outcome(
            state with { Applicants = state.Applicants.SetItem(applicant.Account,
                new MembershipRequestFacts(applicant.Company, applicant.Name, turn.At) { JobTitle = applicant.JobTitle }) }, default, null,
            [
                new Upsert(new SpaceApplicantRow(turn.Space, applicant.Account, applicant.Company, applicant.Name, turn.At, null, applicant.JobTitle, "")),
                JournalRow.Of(turn.Space, turn.At, applicant.Account, "admission-asked"),
                .. ToAdministrators(turn, applicant).To(administrators, turn.By, turn.At),
                .. SpaceMembers.Tell(turn.Space, applicant.Account), new Notify("queue/admission"),
            ]);

    public static Outcome DecideMembership(this SpaceState state, SpaceTurn turn, string account, SpaceRole? role, string reason)
    {
        var by = turn.By;
        if (!state.IsOpen || (!by.IsStaff && turn.Acting?.IsActive(turn.At) is not true))
            return SpaceRefusal.NotFound;
        if (by.IsStaff ? !StaffRights.May(by, StaffAct.DecideClaim) : turn.Acting!.Role is not SpaceRole.Administrateur)
            return SpaceRefusal.NotAdministrator;
        if (!state.Applicants.TryGetValue(account, out var applicant))
            return SpaceRefusal.AlreadyAnswered;
        if (by.IsStaff && applicant.AskedAt + turn.Policy.AdmissionAnswer > turn.At)
            return SpaceRefusal.TooSoon;
        if (role is null && reason.Length is 0 or > SpaceState.MaxReason)
            return SpaceRefusal.NoReason;
        var next = state with { Applicants = state.Applicants.Remove(account) };
        Effect[] always =
        [
            JournalRow.Of(turn.Space, turn.At, by.Account, role is null ? "not-admitted" : "admitted", account),
            Mail(turn, role is null ? "not-admitted" : "admitted", account, reason), new Notify("queue/admission"),
        ];
        if (role is null)
            return new(next, default, null,
                [.. always,
                    new Upsert(new SpaceApplicantRow(turn.Space, account, applicant.Company, applicant.Name, applicant.AskedAt, turn.At, applicant.JobTitle, reason)),
                        .. SpaceMembers.Tell(turn.Space, account)]);
        // Whom an administrator makes an equal sees the whole portfolio; anybody else the company they proved.
        var admitted = SpaceMember.Of(new Member(account, role.Value, role is SpaceRole.Administrateur, [])) with { JobTitle = applicant.JobTitle };
        var written = next.Write(turn, turn.Target, admitted, [applicant.Company]);
        return written with { Effects = [NoLongerAsks(turn.Space, account), .. always, .. written.Effects] };
    }

    // A member's row goes with their admission: left behind, it would keep a door open to them once they are removed.
    public static Effect NoLongerAsks(string space, string account) => Delete.Of<SpaceApplicantRow>(space, account);

    private static AdministratorMail ToAdministrators(SpaceTurn turn, MembershipRequest applicant) =>
        new(turn.Portal, "applicant", AdministratorMailWork.OfSpace, turn.Space, $"{turn.Space}/{applicant.Account}")
        {
            Values = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["applicant"] = applicant.Name, ["link"] = $"/{turn.Portal}/accueil",
            },
        };

    private static Effect Mail(SpaceTurn turn, string template, string account, string reason) =>
        new MailJob(template, account, turn.Portal, new Dictionary<string,
            string>(StringComparer.Ordinal) { ["by"] = turn.Doer, ["space"] = turn.SpaceName, ["reason"] = reason, ["link"] = $"/{turn.Portal}/accueil" })
            .At($"{template}/{account}/{turn.At.ToUnixTimeMilliseconds()}", turn.At, JobLane.Mail);
}
