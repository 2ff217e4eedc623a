using Grains.Accounts.Staff;
using Grains.Interfaces;
using Grains.Text;
using Web.Shared;

namespace Web.Accounts.Colleagues;

/// <summary>How colleagues' roles, and how far their way in is, are named.</summary>
public static class ColleagueLabels
{
    public static readonly IReadOnlyList<StaffRole> Roles =
        [StaffRole.Conseiller, StaffRole.Gestionnaire, StaffRole.ReferentMedical, StaffRole.Superviseur, StaffRole.AdministrateurTechnique];

    public static string Role(StaffRole role) => PageShells.RoleName(role);

    /// <summary>Null for what is no role.</summary>
    public static StaffRole? Read(string? typed) => Enum.TryParse<StaffRole>(typed, out var role) && Roles.Contains(role) ? role : null;

    public static string State(StaffMember one, DateTimeOffset now) => one switch
    {
        { SetUpUntil: { } until, Invited: true } => until > now ? string.Format(ColleagueTexts.StateInvited, Instant(until)) : ColleagueTexts.StateInvitedOver,
        { SetUpUntil: { } until } => until > now ? string.Format(ColleagueTexts.StateReset, Instant(until)) : ColleagueTexts.StateResetOver,
        { Active: false } => ColleagueTexts.StateLeft,
        { SignedIn: false } => ColleagueTexts.StateNew,
        _ => ColleagueTexts.StateActive,
    };

    private static string Instant(DateTimeOffset at) => $"{FrenchDates.DayAndMonth(Paris.Day(at))} à {FrenchDates.Hour(at)}";
}
