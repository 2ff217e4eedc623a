using Grains.Interfaces.Spaces;

namespace Grains.Spaces;

/// <summary>What a role may have, and which companies a change leaves.</summary>
internal static class MemberGrants
{
    /// <summary>Administrators have everything, without an end; accountants never administer.</summary>
    public static SpaceMember With(this SpaceMember member, MemberRights given) => given.Role is SpaceRole.Administrateur
        ? member with { Role = given.Role, Rights = UniverseRights.All, Whole = true, FromAt = null, EndsAt = null }
        : member with { Role = given.Role, Rights = Contained(given.Rights), Whole = given.Companies.Whole, FromAt = given.FromAt, EndsAt = given.EndsAt };

    /// <summary>Why these rights are none that a member can have, or null.</summary>
    /// <param name="companies">What they would see, see <see cref="Left"/>.</param>
    public static SpaceRefusal? Fault(this SpaceMember member, IReadOnlyList<string> companies, DateTimeOffset at) =>
        !Enum.IsDefined(member.Role) || (member.Rights & UniverseRights.Read) == UniverseRights.None || (member.Rights & ~UniverseRights.All) != UniverseRights.None
            || (member.Role is SpaceRole.ExpertComptable && (member.Rights & UniverseRights.Administer) != UniverseRights.None)
            || member.EndsAt <= at || member.EndsAt <= member.FromAt ? SpaceRefusal.Invalid
        : !member.Whole && companies.Count == 0 ? SpaceRefusal.NoCompany
        : null;

    /// <summary>Companies that are granted after a change.</summary>
    /// <param name="granted">Now.</param>
    /// <param name="held">Those of the space.</param>
    public static IReadOnlyList<string> Left(this GrantChange change, IReadOnlyList<string> granted, IReadOnlySet<string> held) =>
        change.Whole ? []
        : [.. Base(change.From, granted, held).Union(change.Added.Where(held.Contains)).Except(change.Removed).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Base(GrantBase from, IReadOnlyList<string> granted, IReadOnlySet<string> held) => from switch
    {
        GrantBase.All => held,
        GrantBase.None => [],
        _ => granted,
    };

    // Who administrates acts, who acts reads.
    private static UniverseRights Contained(UniverseRights rights)
    {
        var act = rights | (UniverseRights)((int)(rights & UniverseRights.Administer) >> 4);
        return act | (UniverseRights)((int)(act & UniverseRights.Act) >> 4);
    }
}
