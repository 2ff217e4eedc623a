using Grains.Interfaces.Accounts;
using Grains.Text;

namespace Web.Clients;

/// <summary>How a client's access is named to advisers.</summary>
public static class SupportLabels
{
    public static string State(AccountAccess access, DateTimeOffset now) =>
        access.IsClosed ? SupportTexts.StateClosed
        : access.IsPending ? SupportTexts.StatePending
        : access.LockedUntil is { } until ? string.Format(SupportTexts.StateLocked, FrenchDates.Long(until), FrenchDates.Hour(until))
        : SupportTexts.StateActive;
}
