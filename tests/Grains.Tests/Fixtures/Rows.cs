using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;
using Grains.Spaces;

namespace Grains.Tests.Fixtures;

/// <summary>Rows of a space beside its verbs: what a member's rights are, which establishments it hides.</summary>
public static class Rows
{
    public static async Task Write(this GrainHost host, string space, Effect effect)
    {
        var stored = (await host.Store.Load($"space/{space}"))!.Value;
        var unit = new CommitUnit($"space/{space}", stored.Version, stored.State, Condition.None, null, [effect], host.Clock.GetUtcNow());
        Assert.Equal(CommitVerdict.Committed, (await host.Store.Commit(unit)).Verdict);
    }

    /// <summary>A member of the whole portfolio with these rights.</summary>
    public static Task Give(this GrainHost host, string space, Caller member, UniverseRights rights) => host.Write(
        space, new Upsert(SpaceMemberRow.Of(space, new SpaceMember
        {
            Member = member.Account, Account = member.Account, Role = SpaceRole.Collaborateur, Whole = true, Rights = rights,
        })));
}
