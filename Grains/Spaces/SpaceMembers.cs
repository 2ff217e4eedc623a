using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;

namespace Grains.Spaces;

using Outcome = Decision<SpaceState, Nothing, SpaceRefusal>;

/// <summary>What administrators do to members; each change is in force at the commit, on open pages too.</summary>
internal static class SpaceMembers
{
    public static Outcome Remove(this SpaceState state, SpaceTurn turn)
    {
        if (turn.Refused is { } refusal)
            return refusal;
        var target = turn.Target!;
        return state.LosesLastAdministrator(target, null) ? SpaceRefusal.LastAdministrator
            : new Outcome(state.Counted(target, null), default, null,
                [
                    Delete.Of<SpaceMemberRow>(turn.Space, target.Member), .. turn.Granted.Select(c => Delete.Of<SpaceGrantRow>(turn.Space, target.Member, c)),
                    turn.Journal($"member-removed {target.Member}"), .. Tell(turn.Space, target.Account),
                ]);
    }

    public static Outcome Restrict(this SpaceState state, SpaceTurn turn, IReadOnlyList<string> companies)
    {
        if (turn.Refused is { } refusal)
            return refusal;
        // Who administrates sees all.
        if (turn.Target is { Administrates: true })
            return state.AdministratorCount == 1 ? SpaceRefusal.LastAdministrator : SpaceRefusal.WholePortfolio;
        var written = state.Write(turn, turn.Target, turn.Target! with { Whole = false }, companies);
        return written with { Effects = [.. written.Effects, turn.Journal($"member-restricted {turn.Target.Member}")] };
    }

    /// <summary>Writes a member's row, and what is granted to them: these companies where they do not see all.</summary>
    public static Outcome Write(this SpaceState state, SpaceTurn turn, SpaceMember? before, SpaceMember after, IReadOnlyList<string> companies)
    {
        var granted = after.Whole ? [] : companies;
        return new(state.Counted(before, after), default, null,
        [
            new Upsert(SpaceMemberRow.Of(turn.Space, after)),
            .. turn.Granted.Except(granted).Select(c => Delete.Of<SpaceGrantRow>(turn.Space, after.Member, c)),
            .. granted.Except(turn.Granted).Select(c => new Upsert(new SpaceGrantRow(turn.Space, after.Member, c))),
            .. Tell(turn.Space, after.Account),
        ]);
    }

    /// <summary>The portfolio, and the person whose rights are others now.</summary>
    public static IEnumerable<Effect> Tell(string space, string? account) =>
        account is null ? [new Notify($"space/{space}")] : [new Notify($"space/{space}"), new Notify($"account/{account}")];
}
