using Grains.Interfaces.Accounts;

namespace Grains.Interfaces.Spaces;

/// <summary>
/// A client space: a portfolio of companies and the members who may see it. Decides roles, removals and the last-administrator rule:
/// of its administrators one at least is left whose account is open and who, where they were invited, was here once. Key: <c>portal/id</c>.
/// </summary>
[Alias("ISpaceGrain")]
public interface ISpaceGrain : IGrainWithStringKey
{
    [Alias("Open")]
    Task<Result<SpaceRefusal>> Open(OperationId operation, string name, Member founder);

    /// <summary>
    /// Opens the space of the first person who proved a company, and makes it the company's own: who comes later asks here.
    /// Refused when the company has a space of its own already.
    /// </summary>
    [Alias("Found")]
    Task<Result<SpaceRefusal>> Found(OperationId operation, string name, Member founder, string company, IReadOnlyList<string> unticked);

    /// <summary>Another person proved the same company: they wait, seeing nothing; the administrators are told.</summary>
    [Alias("Ask")]
    Task<Result<SpaceRefusal>> RequestMembership(OperationId operation, MembershipRequest applicant);

    /// <summary>
    /// By an administrator; by staff once the administrators have left it unanswered. Without a role the applicant is refused, with a reason that
    /// they read. Refused: NotAdministrator, also to staff of another role; AlreadyAnswered; TooSoon; NoReason.
    /// </summary>
    [Alias("Decide")]
    Task<Result<SpaceRefusal>> DecideMembership(Caller by, OperationId operation, string account, SpaceRole? role, string reason);

    /// <param name="isHome">Later applicants of the company ask here; refused when another space has it so. An accountant's space keeps companies
    /// beside their own.</param>
    [Alias("AddCompany")]
    Task<Result<SpaceRefusal>> AddCompany(OperationId operation, string company, bool isHome);

    /// <summary>Adds a member, or gives one another role or scope.</summary>
    [Alias("Admit")]
    Task<Result<SpaceRefusal>> Admit(OperationId operation, Member member);

    /// <summary>
    /// Invites a person by an administrator: a mail with a link goes to their address, and nothing is open to them before they accept. Refused:
    /// AlreadyMember, when the address is a member's or was invited; NoCompany; Invalid, what a role cannot have; TooMany, 200 in 24 hours.
    /// </summary>
    /// <param name="member">Key of the new member, drawn by the caller.</param>
    [Alias("Invite")]
    Task<Result<SpaceRefusal>> Invite(Caller by, OperationId operation, string member, Invitation invitation, LinkSecret link);

    /// <summary>A new link, to the same address or a corrected one; the link before is dead. Refused: TooSoon, within a minute of the last; Over, once accepted.</summary>
    [Alias("InviteAgain")]
    Task<Result<SpaceRefusal>> InviteAgain(Caller by, OperationId operation, string member, string email, LinkSecret link);

    /// <summary>What an invitation's link leads to, or null when it is dead. Uses nothing up: mail scanners open links.</summary>
    [Alias("PreviewInvitation")]
    Task<InvitationView?> PreviewInvitation(string member, byte[] hash);

    /// <summary>By the account whose address was invited. Refused: Over, when the invitation is answered, revoked or too old; AlreadyMember.</summary>
    [Alias("AnswerInvitation")]
    Task<Result<SpaceRefusal>> AnswerInvitation(Caller by, OperationId operation, string member, bool accepted);

    /// <summary>Data, role and rights of a member, by an administrator; in force at once on open pages. Refused: LastAdministrator; NoCompany; Invalid.</summary>
    [Alias("Change")]
    Task<Result<SpaceRefusal>> Change(Caller by, OperationId operation, string member, MemberChange change);

    /// <summary>The caller's own job title and telephones, as the space keeps them.</summary>
    [Alias("ChangeOwn")]
    Task<Result<SpaceRefusal>> ChangeOwn(Caller by, OperationId operation, PersonFacts person);

    /// <summary>Closes everything to a member, or opens it again, by an administrator. Refused: LastAdministrator; Invalid, when they are not in that state.</summary>
    [Alias("Suspend")]
    Task<Result<SpaceRefusal>> Suspend(Caller by, OperationId operation, string member, bool suspended);

    /// <summary>
    /// Suspends a member and gives their drafts and the requests they follow to another, as <see cref="HandOver"/> does; restored, they do not have them
    /// back. Refused: as either.
    /// </summary>
    [Alias("SuspendHandingOver")]
    Task<Result<SpaceRefusal>> SuspendHandingOver(Caller by, OperationId operation, string member, string heir);

    /// <summary>
    /// Gives a member's time a later end, by an administrator. Refused: Invalid, when they have no end, are suspended, or the new one is not later, or more
    /// than 10 years away.
    /// </summary>
    [Alias("RenewMandate")]
    Task<Result<SpaceRefusal>> RenewMandate(Caller by, OperationId operation, string member, DateTimeOffset until);

    /// <summary>Tells the administrators that a member's time ends, or plans to 30 days before; nothing when its end is another by now.</summary>
    [Alias("AskRenewal")]
    Task<Result<SpaceRefusal>> AskRenewal(OperationId operation, string member, DateTimeOffset endsAt);

    /// <summary>Takes a member out, by an administrator or themselves; revokes an invitation. Their sessions, pages and hub links end at once.</summary>
    [Alias("Remove")]
    Task<Result<SpaceRefusal>> Remove(Caller by, OperationId operation, string member);

    /// <summary>
    /// Takes a member out like <see cref="Remove"/>, by an administrator, and gives their drafts and the requests they follow in the space's companies to
    /// another member, one after the other; what the member still sees through another space stays theirs. Refused: Invalid, when the heir is not active
    /// or either has no account; to oneself, who leaves.
    /// </summary>
    [Alias("HandOver")]
    Task<Result<SpaceRefusal>> HandOver(Caller by, OperationId operation, string member, string heir);

    /// <summary>Narrows a member to some companies, by an administrator; in force at once on open pages. Refused: WholePortfolio of an administrator.</summary>
    [Alias("Restrict")]
    Task<Result<SpaceRefusal>> Restrict(Caller by, OperationId operation, string member, IReadOnlyList<string> companies);
}

public enum SpaceRole
{
    Administrateur = 1,
    Collaborateur = 2,
    ExpertComptable = 3,
}

/// <param name="Companies">Keys of the companies seen; empty with <paramref name="Whole"/>.</param>
[Immutable]
public sealed record Member(string Account, SpaceRole Role, bool Whole, IReadOnlyList<string> Companies);

[Immutable]
public sealed record MembershipRequest(string Account, string Name, string Company)
{
    /// <summary>What the person does in the company, in their own words.</summary>
    public string JobTitle { get; init; } = "";
}

public enum SpaceRefusal
{
    NotFound = 1,
    NotAdministrator,
    LastAdministrator,
    AlreadyOpen,
    /// <summary>The company has a space of its own already.</summary>
    CompanyTaken,
    /// <summary>Staff decide only after the administrators had their days.</summary>
    TooSoon,
    TooMany,
    /// <summary>Nobody of that account waits any more: another answered first.</summary>
    AlreadyAnswered,
    /// <summary>Who is refused is told why: in 1 to 500 characters.</summary>
    NoReason,
    /// <summary>Who administrates sees every company.</summary>
    WholePortfolio,
    /// <summary>The address is a member's, or was invited.</summary>
    AlreadyMember,
    /// <summary>A member who does not see the whole portfolio sees one company at least.</summary>
    NoCompany,
    /// <summary>The invitation was answered, revoked or is too old.</summary>
    Over,
    Invalid,
    /// <summary>No company whose own space this is was proven within the last half hour.</summary>
    NotProven,
    /// <summary>More than the mandate gives: other companies, a further right, a later end.</summary>
    Beyond,
    /// <summary>The account is in no space of the firm that the mandate names.</summary>
    NotOfFirm,
}
