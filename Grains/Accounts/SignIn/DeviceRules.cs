using Grains.Commits;
using Grains.Interfaces.Accounts;
using Grains.Mail;

namespace Grains.Accounts.SignIn;

/// <summary>What the cookie of a known browser says of who sends it.</summary>
internal static class DeviceRules
{
    /// <summary>
    /// The device that a cookie names, when its secret is right (or was until a minute ago) and its trust has not run out; else null. A secret
    /// that was rotated out before says that there are two copies, and nobody can tell whether its sender stole it or who holds the newest
    /// one: the device is forgotten whole, and its owner is told.
    /// </summary>
    public static Decision<AccountState, Device?, NoRefusal> Recognise(this AccountState state, string account, DeviceToken? token, DateTimeOffset now)
    {
        if (token is null || state.Devices.Find(d => d.Id == token.Id && d.TrustedUntil > now) is not { } named)
            return new(state, null, null, []);
        if (named.Accepts(token.SecretHash, now))
            return new(state, named, null, []);
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["agent"] = named.Agent, ["source"] = "", ["at"] = now.ToString("O") };
        return new(state with { Devices = state.Devices.Remove(named) }, null, null,
            [JournalRow.Of(account, now, "", "device-copied", named.Id),
                new MailJob("device-copied", account, state.Portal, values).At($"device-copied/{account}/{named.Id}", now, JobLane.Mail)]);
    }
}
