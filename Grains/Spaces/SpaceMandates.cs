using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;

namespace Grains.Spaces;

using Outcome = Decision<SpaceState, Nothing, SpaceRefusal>;

/// <summary>What comes at the end of a member's time: their administrators are asked, and renew it or let it end.</summary>
internal static class SpaceMandates
{
    /// <summary>So long before the end renewal is asked for.</summary>
    public static readonly TimeSpan AskedBefore = TimeSpan.FromDays(30);

    private const int LongestYears = 10;

    /// <param name="endsAt">As it was when this was planned: another end, or none, asks for itself.</param>
    /// <param name="administrators">The first of them: all are told.</param>
    public static Outcome AskRenewal(this SpaceState state, SpaceTurn turn, DateTimeOffset endsAt, IReadOnlyList<string> administrators) =>
        turn.Target is not { Status: MemberStatus.Added } target || target.EndsAt != endsAt || endsAt <= turn.At
            ? Outcome.Unchanged
            // Planned anew, as for a mandate from before they were planned at all.
            : endsAt - AskedBefore > turn.At ? new(state, default, null, [.. MandateJob.At(turn.Space, target, turn.At)])
            : new(state, default, null,
            [
                turn.Journal("mandate-ending", target), .. Mail(turn, target, endsAt).To(administrators, turn.By, turn.At), new Notify($"space/{turn.Space}"),
            ]);

    public static Outcome RenewMandate(this SpaceState state, SpaceTurn turn, DateTimeOffset until)
    {
        if (turn.Refused is { } refusal)
            return refusal;
        if (turn.Target is not { Status: MemberStatus.Added, EndsAt: { } ends } target || until <= ends || until <= turn.At
            || until > turn.At.AddYears(LongestYears))
            return SpaceRefusal.Invalid;
        var renewed = target with { EndsAt = until };
        var written = state.Write(turn, target, renewed, turn.Granted);
        return written with { Effects = [.. written.Effects, turn.Journal("mandate-renewed", renewed), .. turn.Mail("mandate-renewed", renewed)] };
    }

    private static AdministratorMail Mail(SpaceTurn turn, SpaceMember target, DateTimeOffset endsAt) =>
        new(turn.Portal, "mandate-ending", AdministratorMailWork.OfSpace, turn.Space, $"{turn.Space}/{target.Member}")
        {
            Values = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["applicant"] = target.Name, ["space"] = turn.SpaceName, ["until"] = endsAt.ToString("O"),
                ["link"] = $"/{turn.Portal}/utilisateurs/{target.Member}?espace={turn.Space[(turn.Portal.Length + 1)..]}",
            },
        };
}
