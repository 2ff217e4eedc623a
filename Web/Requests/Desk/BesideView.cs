using System.Globalization;
using Grains.Clients;
using Grains.Text;
using Silo.Messaging;

namespace Web.Requests.Desk;

/// <summary>What stands of a client beside the request that is open.</summary>
/// <param name="Sheet">Where all of it is.</param>
/// <param name="Write">Where one writes to the client about something else; null for roles that do not.</param>
public sealed record BesideView(ClientBeside Beside, bool IsCompany, string Sheet, string? Write, DateTimeOffset Now)
{
    /// <summary>What the author was last sent did not reach them.</summary>
    public bool HasFailed => Beside.Sent.Take(ClientBeside.Most).Any(s => s.Channel < 2 && s.State == (long)DeliveryState.Failed);

    public string Some(int count) => count > ClientBeside.Most ? string.Format(SheetTexts.More, ClientBeside.Most) : $"{count}";

    /// <summary>That it has ended, and when; null while it runs.</summary>
    public string? Ended(BesideContract contract) =>
        contract.EndOn.Length > 0 && DateOnly.ParseExact(contract.EndOn, "O", CultureInfo.InvariantCulture) is var day && day < Paris.Day(Now)
            ? string.Format(BesideTexts.Ended, FrenchDates.Day(day)) : null;
}
