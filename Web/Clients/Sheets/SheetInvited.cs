using Grains.Spaces;

namespace Web.Clients.Sheets;

/// <summary>The invitation of somebody who has no account yet, with what an adviser may do for it.</summary>
/// <param name="MayCorrect">Whether the adviser's role sends it again.</param>
/// <param name="Fault">What keeps it from being sent; null at first.</param>
/// <param name="Email">As typed, or where it went.</param>
/// <param name="Reason">As typed.</param>
public sealed record SheetInvited(
    MemberSummary Member, string Address, bool MayCorrect, string Email, string Reason, InvitationFault? Fault, DateTimeOffset Now)
{
    public string Slug => SheetLabels.InvitedSlug(Member.Status, Member.AskedUntil, Now);
}

/// <param name="Field">The id of the field that it is about; empty for none.</param>
public sealed record InvitationFault(string Field, string Sentence);
