using System.Buffers.Text;
using System.Security.Cryptography;
using Grains.Accounts.Registration;
using Microsoft.AspNetCore.DataProtection;
using Web.Accounts.Session;

namespace Web.Accounts.Registration;

/// <summary>Names the registration that this browser has begun: sealed, so that nobody opens another's by guessing.</summary>
public sealed class RegisterCookie(IDataProtectionProvider protection)
{
    private const string Kind = "inscription";
    private readonly IDataProtector _sealer = protection.CreateProtector("registration");

    public string? Read(HttpContext context, string portal)
    {
        try
        {
            return Cookies.Read(context.Request, Kind, portal) is { } cookie ? _sealer.Unprotect(cookie) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public string Begin(HttpContext context, string portal)
    {
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        Cookies.Write(context, Kind, portal, _sealer.Protect(id), RegistrationState.Kept);
        return id;
    }

    public static void Clear(HttpContext context, string portal) => Cookies.Clear(context, Kind, portal);
}
