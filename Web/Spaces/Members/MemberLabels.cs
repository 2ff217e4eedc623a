using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Grains.Text;
using Web.Display;

namespace Web.Spaces.Members;

/// <summary>What people read of a member: role, scope, rights and status.</summary>
public static class MemberLabels
{
    private static readonly (UniverseRights Read, string Name)[] Universes =
    [
        (UniverseRights.ReadHealth, MemberTexts.Health), (UniverseRights.ReadProvident, MemberTexts.Provident),
        (UniverseRights.ReadAffiliation, MemberTexts.Affiliation), (UniverseRights.ReadRetirement, MemberTexts.Retirement),
    ];

    /// <summary>For scripts and assistive technology: <c>data-role</c>.</summary>
    public static string Slug(SpaceRole role) => role switch
    {
        SpaceRole.Administrateur => "administrateur",
        SpaceRole.ExpertComptable => "expert-comptable",
        _ => "collaborateur",
    };

    public static string Role(SpaceRole role, string title) => (role, title) switch
    {
        (SpaceRole.Administrateur, "Madame") => MemberTexts.RoleAdministratrice,
        (SpaceRole.Administrateur, _) => MemberTexts.RoleAdministrateur,
        (SpaceRole.ExpertComptable, "Madame") => MemberTexts.RoleExperteComptable,
        (SpaceRole.ExpertComptable, _) => MemberTexts.RoleExpertComptable,
        (_, "Madame") => MemberTexts.RoleCollaboratrice,
        _ => MemberTexts.RoleCollaborateur,
    };

    /// <summary>Why somebody sees nothing of a space that they are in, and what they can do.</summary>
    public static string Closed(ClosedMembership closed, DateTimeOffset now) =>
        closed.Status is MemberStatus.Suspended ? string.Format(MemberTexts.ClosedSuspended, closed.SpaceName)
        : closed.FromAt > now ? string.Format(MemberTexts.ClosedNotYet, closed.SpaceName, FrenchDates.Long(closed.FromAt.Value))
        : string.Format(MemberTexts.ClosedEnded, closed.SpaceName, FrenchDates.Long(closed.EndsAt!.Value.AddSeconds(-1)));

    /// <summary>For scripts and assistive technology: <c>data-member-status</c>.</summary>
    public static string StatusSlug(MemberSummary member, DateTimeOffset now) => member.Status switch
    {
        MemberStatus.Invited => member.AskedUntil > now ? "en-attente" : "expire",
        MemberStatus.Refused => "refuse",
        MemberStatus.Suspended => "suspendu",
        // « Ajouté » at the first sign-in.
        _ => member.Closed ? "ferme" : member.EndsAt <= now ? "mandat-expire" : member.Joining ? "en-attente" : "ajoute",
    };

    public static string Status(string slug, string title) => (slug, title) switch
    {
        ("en-attente", _) => MemberTexts.StatusWaiting,
        ("refuse", _) => MemberTexts.StatusRefused,
        ("expire", _) => MemberTexts.StatusExpired,
        ("suspendu", _) => MemberTexts.StatusSuspended,
        ("ferme", _) => MemberTexts.StatusClosed,
        ("mandat-expire", _) => MemberTexts.StatusEnded,
        (_, "Madame") => MemberTexts.StatusAddedF,
        _ => MemberTexts.StatusAdded,
    };

    /// <summary>The mark before the status.</summary>
    public static (string Icon, string Style) Mark(string slug) => slug switch
    {
        "ajoute" => ("st-done", "done"),
        "en-attente" => ("clock", "waiting"),
        _ => ("x", ""),
    };

    /// <summary>« 2 entreprises, santé et affiliation »</summary>
    public static string Scope(bool whole, int companies, UniverseRights rights, DateTimeOffset? ends)
    {
        var scope = whole ? MemberTexts.ScopeWhole : French.Count(companies, MemberTexts.ScopeOne, MemberTexts.ScopeMany);
        if (ends is { } end)
            scope = string.Format(MemberTexts.ScopeUntil, scope, FrenchDates.Day(Paris.Day(end.AddSeconds(-1))));
        return (rights & UniverseRights.Read) == UniverseRights.Read ? scope
            : string.Format(MemberTexts.ScopeUniverses, scope, French.List([.. Universes.Where(u => rights.HasFlag(u.Read)).Select(u => u.Name.ToLowerInvariant())]));
    }

    /// <summary>One line a universe that is open: its name, and how far.</summary>
    public static IEnumerable<(string Universe, string Action)> Rights(UniverseRights rights) =>
        Universes.Where(u => rights.HasFlag(u.Read)).Select(u => (u.Name, Action(MemberFields.Level(rights, u.Read))));

    public static string Action(int level) => level switch
    {
        0 => MemberTexts.RightNone,
        1 => MemberTexts.RightRead,
        2 => MemberTexts.RightAct,
        _ => MemberTexts.RightAdminister,
    };

    /// <summary>What came of the invitation's mail, as <c>DeliveryState</c> numbers it; null while nothing is known.</summary>
    public static string? Delivery(int? state) => state switch
    {
        0 => MemberTexts.DeliveryQueued,
        1 => MemberTexts.DeliverySent,
        2 => MemberTexts.DeliveryDone,
        3 => MemberTexts.DeliveryFailed,
        _ => null,
    };

    /// <summary>What a member leaves behind: « 2 brouillons et 14 demandes suivies ».</summary>
    public static string Left(HandoverOffer offer)
    {
        static string Counted(int count, string one, string many) => count >= HandoverQueries.MostCounted
            ? string.Format(many, $"plus de {HandoverQueries.MostCounted - 1}") : string.Format(count == 1 ? one : many, count);
        var drafts = Counted(offer.Drafts, MemberTexts.DraftOne, MemberTexts.DraftMany);
        var followed = Counted(offer.Followed, MemberTexts.FollowedOne, MemberTexts.FollowedMany);
        return string.Format(MemberTexts.Left, offer.Drafts == 0 ? followed : offer.Followed == 0 ? drafts : string.Format(SharedTexts.ListEnd, drafts, followed));
    }
}
