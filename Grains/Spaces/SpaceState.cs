using System.Collections.Immutable;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;
using Grains.Mail;

namespace Grains.Spaces;

using Outcome = Decision<SpaceState, Nothing, SpaceRefusal>;

/// <summary>
/// Who is in a client space. Its companies are rows, and so are those that a member is granted who does not see all: there may be thousands.
/// Who changes a member brings what is granted to them now.
/// </summary>
public sealed record SpaceState : GrainState
{
    public string Name { get; init; } = "";

    private const int MaxApplicants = 50;

    /// <summary>Characters of what a refused applicant is told.</summary>
    public const int MaxReason = 500;

    /// <summary>The claim of a space on a company: later applicants of the company ask there.</summary>
    public const string HomeClaim = "home";

    public ImmutableSortedDictionary<string, MemberFacts> Members { get; init; } = ImmutableSortedDictionary<string, MemberFacts>.Empty;

    /// <summary>Those who wait for an answer; at most <see cref="MaxApplicants"/>.</summary>
    public ImmutableSortedDictionary<string, MembershipRequestFacts> Applicants { get; init; } = ImmutableSortedDictionary<string,
        MembershipRequestFacts>.Empty;

    public Outcome Open(string space, string name, Member founder, DateTimeOffset at) =>
        Name.Length > 0 ? SpaceRefusal.AlreadyOpen
        : With(space, founder, [], this with { Name = name }, new Upsert(new SpaceListRow(space, name)), Journal(space, founder.Account, "space-opened", at));

    public Outcome Found(string space, string name, Member founder, string company, IReadOnlyList<string> unticked, DateTimeOffset at)
    {
        var opened = Open(space, name, founder, at);
        return opened.Refusal is not null ? opened : opened with
        {
            Effects =
            [
                .. opened.Effects, Home(company), new Upsert(new SpaceCompanyRow(space, company)),
                .. unticked.Select(s => new Upsert(new SpaceUntickedRow(space, s))), new Notify($"company/{company}"),
            ],
        };
    }

    public Outcome RequestMembership(string space, string portal, MembershipRequest applicant, DateTimeOffset at) =>
        Name.Length == 0 ? SpaceRefusal.NotFound
        : Members.ContainsKey(applicant.Account) || Applicants.ContainsKey(applicant.Account) ? SpaceRefusal.AlreadyOpen
        : Applicants.Count >= MaxApplicants ? SpaceRefusal.TooMany
        : new Outcome(
            this with { Applicants = Applicants.SetItem(applicant.Account,
                new MembershipRequestFacts(applicant.Company, applicant.Name, at) { JobTitle = applicant.JobTitle }) }, default, null,
            [
                new Upsert(new SpaceApplicantRow(space, applicant.Account, applicant.Company, applicant.Name, at, null, applicant.JobTitle, "")),
                Journal(space, applicant.Account, "admission-asked", at),
                .. Members.Where(m => m.Value.Role is SpaceRole.Administrateur)
                    .Select(m => Mail("applicant", m.Key, $"{applicant.Account}/{m.Key}", portal, applicant.Name, at)),
                .. Tell(space, [applicant.Account, .. Members.Keys]), new Notify("queue/admission"),
            ]);

    public Outcome DecideMembership(string space, string portal, Caller by, string account, SpaceRole? role, string reason, IReadOnlyList<string> granted,
        TimeSpan answerWithin, DateTimeOffset at)
    {
        if (Name.Length == 0 || (!by.IsStaff && !Members.ContainsKey(by.Account)))
            return SpaceRefusal.NotFound;
        if (!by.IsStaff && Members[by.Account].Role is not SpaceRole.Administrateur)
            return SpaceRefusal.NotAdministrator;
        if (!Applicants.TryGetValue(account, out var applicant))
            return SpaceRefusal.AlreadyAnswered;
        if (by.IsStaff && applicant.AskedAt + answerWithin > at)
            return SpaceRefusal.TooSoon;
        if (role is null && reason.Length is 0 or > MaxReason)
            return SpaceRefusal.NoReason;
        Effect[] always =
        [
            Journal(space, by.Account, $"{(role is null ? "not-admitted" : "admitted")} {account}", at),
            Mail(role is null ? "not-admitted" : "admitted", account, account, portal, "", at, reason), new Notify("queue/admission"),
        ];
        // Whom an administrator makes an equal sees the whole portfolio; anybody else the company they proved.
        return role is null
            ? new(
                this with { Applicants = Applicants.Remove(account) }, default, null,
                [.. always,
                    new Upsert(new SpaceApplicantRow(space, account, applicant.Company, applicant.Name, applicant.AskedAt, at, applicant.JobTitle, reason)),
                        .. Tell(space, [account])])
            : With(space, new Member(account, role.Value, role is SpaceRole.Administrateur, [applicant.Company]), granted, this,
                [NoLongerAsks(space, account), .. always]);
    }

    public Outcome AddCompany(string space, string company, bool isHome, DateTimeOffset at) => Name.Length == 0
        ? SpaceRefusal.NotFound
        : new Outcome(
            this, default, null,
            [
                .. isHome ? [Home(company)] : Array.Empty<Effect>(), new Upsert(new SpaceCompanyRow(space, company)),
                Journal(space, "", $"company-added {company}", at), .. Tell(space, Members.Keys), new Notify($"company/{company}"),
            ]);

    public Outcome Admit(string space, Member member, IReadOnlyList<string> granted, DateTimeOffset at) =>
        Name.Length == 0 ? SpaceRefusal.NotFound
        : LosesLastAdministrator(member.Account, member.Role) ? SpaceRefusal.LastAdministrator
        : With(space, member, granted, this, NoLongerAsks(space, member.Account), Journal(space, "", $"member-admitted {member.Account}", at));

    public Outcome Remove(string space, Caller by, string account, IReadOnlyList<string> granted, DateTimeOffset at)
    {
        if (Refuse(by, account) is { } refusal)
            return refusal;
        if (LosesLastAdministrator(account, null))
            return SpaceRefusal.LastAdministrator;
        List<Effect> effects = [Delete.Of<SpaceMemberRow>(space, account), .. granted.Select(c => Delete.Of<SpaceGrantRow>(space, account, c))];
        return new(
            this with { Members = Members.Remove(account) }, default, null,
            [.. effects, Journal(space, by.Account, $"member-removed {account}", at), .. Tell(space, [account])]);
    }

    public Outcome Restrict(string space, Caller by, string account, IReadOnlyList<string> companies, IReadOnlyList<string> granted, DateTimeOffset at) =>
        Refuse(by, account) is { } refusal ? refusal
        : LosesLastAdministrator(account, Members[account].Role, whole: false) ? SpaceRefusal.LastAdministrator
        : With(space, new Member(account, Members[account].Role, false, companies), granted, this,
            Journal(space, by.Account, $"member-restricted {account}", at));

    // Not being an administrator and not being a member answer alike only to people outside; inside, the list of members is readable.
    private SpaceRefusal? Refuse(Caller by, string account) =>
        !Members.TryGetValue(by.Account, out var asking) ? SpaceRefusal.NotFound
        : asking.Role is not SpaceRole.Administrateur ? SpaceRefusal.NotAdministrator
        : !Members.ContainsKey(account) ? SpaceRefusal.NotFound
        : null;

    // Without an administrator nobody could ever let anybody in again.
    private bool LosesLastAdministrator(string account, SpaceRole? becomes, bool whole = true) =>
        Members.TryGetValue(account, out var now) && now.Role is SpaceRole.Administrateur && (becomes is not SpaceRole.Administrateur || !whole)
        && Members.Count(m => m.Value.Role is SpaceRole.Administrateur) == 1;

    private static Outcome With(string space, Member member, IReadOnlyList<string> granted, SpaceState next, params ReadOnlySpan<Effect> first)
    {
        var companies = member.Whole ? [] : member.Companies;
        Effect[] effects =
        [
            .. first,
            new Upsert(new SpaceMemberRow(space, member.Account, member.Role, member.Whole, null)),
            .. granted.Except(companies).Select(c => Delete.Of<SpaceGrantRow>(space, member.Account, c)),
            .. companies.Except(granted).Select(c => new Upsert(new SpaceGrantRow(space, member.Account, c))),
            .. Tell(space, [member.Account]),
        ];
        return new(
            next with { Members = next.Members.SetItem(member.Account, new MemberFacts(member.Role, member.Whole)),
                Applicants = next.Applicants.Remove(member.Account) }, default, null, effects);
    }

    private static TakeClaim Home(string company) => new(HomeClaim, company, Refusal: SpaceRefusal.CompanyTaken);

    // A member's row goes with their admission: left behind, it would keep a door open to them once they are removed.
    private static Effect NoLongerAsks(string space, string account) => Delete.Of<SpaceApplicantRow>(space, account);

    private static Effect Mail(string template, string account, string key, string portal, string applicant, DateTimeOffset at, string reason = "") =>
        new MailJob(template, account, portal, new Dictionary<string,
            string>(StringComparer.Ordinal) { ["applicant"] = applicant, ["reason"] = reason, ["link"] = $"/{portal}/accueil" })
            .At($"{template}/{key}/{at.ToUnixTimeMilliseconds()}", at, JobLane.Mail);

    private static IEnumerable<Effect> Tell(string space, IEnumerable<string> accounts) =>
        [new Notify($"space/{space}"), .. accounts.Select(a => new Notify($"account/{a}"))];

    private static Effect Journal(string space, string account, string action, DateTimeOffset at) =>
        JournalRow.Of(space, at, account, action);
}

public sealed record MemberFacts(SpaceRole Role, bool Whole);

public sealed record MembershipRequestFacts(string Company, string Name, DateTimeOffset AskedAt)
{
    public string JobTitle { get; init; } = "";
}
