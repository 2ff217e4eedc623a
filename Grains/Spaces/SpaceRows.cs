using Grains.Accounts;
using Grains.Commits;
using Grains.Interfaces.Spaces;

namespace Grains.Spaces;

[Row("space_list", key: 1)]
public sealed record SpaceListRow(string Space, string Name) : Row;

/// <summary>Who is in a space, was invited to it or left it against their will; see <see cref="SpaceMember"/>.</summary>
[Row("space_member", key: 2)]
public sealed record SpaceMemberRow(
    string Space, string Member, string? Account, SpaceRole Role, bool Whole, UniverseRights Rights, MemberStatus Status, DateTimeOffset? FromAt,
    DateTimeOffset? EndsAt, string Email, string Address, string Title, string FirstName, string LastName, string Folded, string Phone, string Mobile, string JobTitle,
    string FirmSiren, string FirmName, string AskedBy, DateTimeOffset? AskedAt, DateTimeOffset? AskedUntil, string Link,
    string Mandate, string FirmSpace, string FirmMember, string ClientFolded) : Row
{
    public static SpaceMemberRow Of(string space, SpaceMember m) => new(
        space, m.Member, m.Account, m.Role, m.Whole, m.Rights, m.Status, m.FromAt, m.EndsAt, m.Email, m.Address, m.Title, m.FirstName, m.LastName,
        AccountListRow.FoldedName(m.FirstName, m.LastName).Trim(), m.Phone, m.Mobile, m.JobTitle, m.FirmSiren, m.FirmName, m.AskedBy, m.AskedAt, m.AskedUntil, m.Link,
        m.Mandate, m.FirmSpace, m.FirmMember, m.ClientFolded);
}

[Row("space_company", key: 2)]
public sealed record SpaceCompanyRow(string Space, string Company) : Row;

/// <summary>A company that a member sees who does not see the whole portfolio.</summary>
[Row("space_grant", key: 3)]
public sealed record SpaceGrantRow(string Space, string Member, string Company) : Row;

/// <summary>An applicant who proved a company of the space and waits for an answer, or was refused. Nobody who is a member has one.</summary>
[Row("space_applicant", key: 2)]
public sealed record SpaceApplicantRow(string Space, string Account, string Company, string Name, DateTimeOffset AskedAt, DateTimeOffset? RefusedAt,
    string JobTitle, string Reason) : Row;

[Row("space_unticked", key: 2)]
public sealed record SpaceUntickedRow(string Space, string Siret) : Row;

/// <summary>The member who asks to administrate the space, until an adviser decides.</summary>
[Row("space_claim", key: 1)]
public sealed record SpaceClaimRow(string Space, string Account, string Company, DateTimeOffset AskedAt) : Row;

/// <summary>A member who objects to it; gone with the claim.</summary>
[Row("space_objection", key: 2)]
public sealed record SpaceObjectionRow(string Space, string Account, string Reason, DateTimeOffset At) : Row;
