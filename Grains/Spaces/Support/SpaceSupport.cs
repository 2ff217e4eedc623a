using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Spaces;

namespace Grains.Spaces.Support;

using Outcome = Decision<SpaceState, Nothing, SpaceRefusal>;

/// <summary>What advisers do for people who were asked into a space.</summary>
internal static class SpaceSupport
{
    /// <summary>In the space's journal, with the adviser's reason: its administrators read it.</summary>
    private const string ReasonAction = "invitation-reason";

    /// <param name="isTaken">The corrected address is a member's, or was invited.</param>
    /// <param name="today">Invitations of the last 24 hours.</param>
    public static Outcome CorrectInvitation(
        this SpaceState state, SpaceTurn turn, string email, string reason, LinkSecret link, bool isTaken, int today)
    {
        if (!turn.By.IsStaff || turn.Target is not { Account: null } target)
            return SpaceRefusal.NotFound;
        if (!StaffRights.May(turn.By, StaffAct.CorrectContact))
            return SpaceRefusal.NotAdministrator;
        if (reason.Length is 0 or > SpaceState.MaxReason)
            return SpaceRefusal.NoReason;
        // Who said no is asked again by the space alone.
        if (target.Status is not MemberStatus.Invited)
            return SpaceRefusal.Over;
        var sent = state.SendAgain(turn, target, email, link, isTaken, today);
        return sent.Next is null ? sent : sent with
        {
            Effects =
            [
                .. sent.Effects, JournalRow.Of(turn.Space, turn.At, turn.By.Account, ReasonAction, reason),
                .. turn.TellAdministrators("invitation-corrected", target),
            ],
        };
    }
}
