using Grains.Accounts;
using Grains.Accounts.Passwords;
using Grains.Accounts.Registration;
using Grains.Accounts.SignIn;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using QRCoder;
using Web.Security;
using Web.Accounts.Profile;
using Web.Portals;
using Web.Throttles;

namespace Web.Accounts.Staff;

/// <summary>
/// The one-time set-up link of a staff account: password, authenticator app, first code. Opening the page uses nothing up; the POST does.
/// The page leaks its address nowhere: no-referrer and no-store come with its answers.
/// </summary>
[AllowAnonymous]
[RequestSizeLimit(16 * 1024)]
[Throttled(SourceKind.SignIn)]
public sealed class StaffSetUpModel(IGrainFactory grains, StaffInvitationService staff, ISealer sealer, PolicyBook policies, PasswordHasher hasher,
    IOptions<SiteOptions> site) : PageModel
{
    public Policy Policy => policies.For(Caller.StaffPortal);

    public bool Dead { get; private set; }

    public string Account { get; private set; } = "";

    public string Token { get; private set; } = "";

    public string Email { get; private set; } = "";

    /// <summary>Id of the field and what to do about it.</summary>
    public IReadOnlyList<FieldFault> Faults { get; private set; } = [];

    /// <summary>In groups of four, as people type it.</summary>
    public string Secret => string.Join(' ', Totp.ToBase32(staff.TotpSecretOf(Token)).Chunk(4).Select(c => new string(c)));

    public string QrCode
    {
        get
        {
            var address = $"otpauth://totp/Guichet:{Uri.EscapeDataString(Email)}?secret={Totp.ToBase32(staff.TotpSecretOf(Token))}&issuer=Guichet";
            using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
            using var png = new PngByteQRCode(data);
            return Convert.ToBase64String(png.GetGraphic(5));
        }
    }

    public bool IsFaulty(string field) => Faults.Any(f => f.Field == field);

    public Task<IActionResult> OnGet(string? compte, string? jeton) => Draw(compte, jeton);

    public async Task<IActionResult> OnPost(string? compte, [FromForm(Name = "jeton_acces")] string? token, [Verbatim] string? password,
        [Verbatim] string? again, string? code, string cle)
    {
        var drawn = await Draw(compte, token);
        if (Dead)
            return drawn;
        var typed = password ?? "";
        Faults = PasswordFields.Check(typed, again, Policy, [Email, site.Value.Insurer]);
        if (Faults.Count > 0)
            return Refused();
        PasswordHash hash;
        using (await hasher.Enter(HttpContext.RequestAborted))
            hash = await PasswordHasher.Make(typed, Policy.PasswordIterations);
        var set = await grains.GetGrain<IAccountGrain>(Account).SetUp(
            OperationId.Of("set-up", Account, cle),
            new StaffSetUp(staff.HashLink(Token), hash, sealer.Seal(staff.TotpSecretOf(Token), $"totp/{Account}"), TypedCode.Digits(code)));
        if (set.Ok)
            return LocalRedirect("/gestion/connexion");
        if (set.Refusal is AccountRefusal.WrongCode)
            Faults = [new("code", AccountTexts.SetUpWrongCode)];
        else
            Dead = true;
        return Refused();
    }

    // A link opens when its account waits for it; every other cause looks the same.
    private async Task<IActionResult> Draw(string? account, string? token)
    {
        (Account, Token) = (account ?? "", token ?? "");
        var link = Account.StartsWith("staff-", StringComparison.Ordinal) && Account.Length < 64 && Token.Length is > 0 and < 64
            ? await grains.GetGrain<IAccountRegistrationGrain>(Account).PreviewLink(LinkPurpose.SetUp, staff.HashLink(Token))
            : null;
        Dead = link is null;
        Email = link?.Email ?? "";
        if (Dead)
            Response.StatusCode = StatusCodes.Status410Gone;
        return Page();
    }

    private PageResult Refused()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
