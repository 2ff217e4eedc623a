using Grains.Clients;
using Grains.Spaces;
using Web.Display;
using Web.Spaces.Members;

namespace Web.Clients.Sheets;

/// <summary>People of a company as an adviser reads them: who is in one of its spaces, or was asked in.</summary>
/// <param name="Id">Of the heading.</param>
public sealed record SheetMembers(string Id, string Title, EmptyState Empty, IReadOnlyList<MemberSummary> Rows, DateTimeOffset Now)
{
    public string Address(MemberSummary member) => member.Account is { } account
        ? ClientAddress.Of(ClientKind.Account, account) : ClientAddress.Of(ClientKind.Invited, $"{member.Space}/{member.Member}");

    /// <summary>For scripts and assistive technology: <c>data-member-status</c>.</summary>
    public string Slug(MemberSummary member) => MemberLabels.StatusSlug(member, Now);

    public string Status(MemberSummary member) =>
        member.Account is null ? SheetLabels.Invited(Slug(member)) : MemberLabels.Status(Slug(member), member.Title);
}
