using System.Security.Cryptography;
using System.Text.Json;
using Grains.Accounts.SignIn;
using Microsoft.AspNetCore.DataProtection;
using Web.Accounts.Session;

namespace Web.Accounts.Recovery;

/// <summary>Who wants back in, between two pages; sealed, for an hour.</summary>
/// <param name="Identifier">For a new password: what was typed.</param>
/// <param name="Person">For a forgotten identifier: SIREN, first and last name.</param>
/// <param name="Flow">Set once the answers were right and a code was sent.</param>
public sealed record RecoveryCookie(string? Identifier, RecoveryPerson? Person, string? Flow = null)
{
    private const string Kind = "retrouver";

    /// <summary>The account of this person, or a decoy.</summary>
    public ValueTask<string> Account(AccountLookup lookup, string portal) =>
        Person is { } person ? lookup.FindByName(portal, person.Siren, person.First, person.Last) : lookup.Find(portal, Identifier!);

    public static void Write(HttpContext context, IDataProtectionProvider protection, string portal, RecoveryCookie cookie) =>
        Cookies.Write(context, Kind, portal, protection.CreateProtector(Kind).Protect(JsonSerializer.Serialize(cookie)), TimeSpan.FromHours(1));

    public static RecoveryCookie? Read(HttpContext context, IDataProtectionProvider protection, string portal)
    {
        if (Cookies.Read(context.Request, Kind, portal) is not { } cookie)
            return null;
        try
        {
            return JsonSerializer.Deserialize<RecoveryCookie>(protection.CreateProtector(Kind).Unprotect(cookie));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public static void Clear(HttpContext context, string portal) => Cookies.Clear(context, Kind, portal);
}

public sealed record RecoveryPerson(string Siren, string First, string Last);
