using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Web.Accounts.Session;

namespace Web.Accounts.SignIn;

/// <summary>
/// Under which a person who has just chosen a password will sign in, for the next page to fill in: sealed, for a few minutes, never in an address.
/// </summary>
public static class KnownIdentifier
{
    private const string Kind = "identifiant";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    public static void Write(HttpContext context, IDataProtectionProvider protection, string portal, string identifier) =>
        Cookies.Write(context, Kind, portal, protection.CreateProtector(Kind).Protect(identifier), Life);

    /// <summary>Once: whoever uses this browser next types their own.</summary>
    public static string Take(HttpContext context, IDataProtectionProvider protection, string portal)
    {
        if (Cookies.Read(context.Request, Kind, portal) is not { } cookie)
            return "";
        Cookies.Clear(context, Kind, portal);
        try
        {
            return protection.CreateProtector(Kind).Unprotect(cookie);
        }
        catch (CryptographicException)
        {
            return "";
        }
    }
}
