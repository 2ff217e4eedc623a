using System.Security.Cryptography;
using System.Text.Json;
using Grains.Employees;
using Microsoft.AspNetCore.DataProtection;
using Web.Accounts.Session;

namespace Web.Employees.Affiliation;

/// <summary>The personal link that a browser opened, and the session it was proven for; sealed. The grain decides whether either is still good.</summary>
public sealed record AffiliationCookie(string Employee, string Token, string Session = "")
{
    private const string Kind = "affiliation";
    private static readonly TimeSpan Life = TimeSpan.FromHours(12);

    public OpenedLink Link(string portal) => new(portal, Employee, Token);

    /// <summary>From <c>id.token</c>, as the mail has it.</summary>
    public static AffiliationCookie? Parse(string link) => link.Length <= 128 && link.Split('.') is [{ Length: > 0 } id, { Length: > 0 } token] ? new(id, token) : null;

    public static void Write(HttpContext context, IDataProtectionProvider protection, string portal, AffiliationCookie cookie) =>
        Cookies.Write(context, Kind, portal, protection.CreateProtector(Kind).Protect(JsonSerializer.Serialize(cookie)), Life);

    public static AffiliationCookie? Read(HttpContext context, IDataProtectionProvider protection, string portal)
    {
        if (Cookies.Read(context.Request, Kind, portal) is not { } cookie)
            return null;
        try
        {
            return JsonSerializer.Deserialize<AffiliationCookie>(protection.CreateProtector(Kind).Unprotect(cookie));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
