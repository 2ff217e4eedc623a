using Grains.Accounts;
using Grains.Accounts.Recovery;
using Grains.Accounts.SignIn;
using Grains.Interfaces.Accounts;
using Grains.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Silo.Messaging;
using Web.Accounts.Profile;
using Web.Accounts.Registration;
using Web.Accounts.SignIn;
using Web.Portals;
using Web.Security;
using Web.Throttles;

namespace Web.Accounts.Recovery;

/// <summary>
/// The code that some portals send after the right answers to the secret questions. It opens the new password's page or shows the
/// identifier; it signs nobody in. Only the sealed cookie of those answers leads here.
/// </summary>
[Throttled(SourceKind.SignIn)]
public sealed class RecoveryCodeModel(
    RecoveryService service, SignInService codes, AccountLookup lookup, IGrainFactory grains, Deliveries deliveries, PortalDirectory portals,
        PolicyBook policies,
    IDataProtectionProvider protection, TimeProvider clock) : PublicAccountPage(portals, policies)
{
    public SignInView Door { get; private set; } = null!;

    public bool ForPassword { get; private set; }

    /// <summary>Set once the code was right and the identifier was asked for.</summary>
    public string Identifier { get; private set; } = "";

    private string Again => Path("mot-de-passe-oublie");

    public async Task<IActionResult> OnGet() => await Pending() is var (_, _, step) ? await Draw(step) : LocalRedirect(Again);

    public async Task<IActionResult> OnPostCode(string? code, string cle)
    {
        if (await Pending() is not var (cookie, account, step))
            return LocalRedirect(Again);
        if (!TypedCode.IsWhole(code))
            return await Draw(step, faults: new FieldFault("code", AccountTexts.CodeMissing));
        var (way, token) = await service.Code(Form(cle), account, cookie.Flow!, TypedCode.Digits(code), HttpContext.RequestAborted);
        if (way is not RecoveryOutcome.Open)
            return await Draw(step, SignInNotice.Refused);
        RecoveryCookie.Clear(HttpContext, Portal.Slug);
        if (cookie.Person is null)
        {
            LinkPage.Open(HttpContext, protection, Portal.Slug, account, token);
            return LocalRedirect(Path("nouveau-mot-de-passe"));
        }
        Identifier = (await grains.GetGrain<IAccountGrain>(account).View())!.Email;
        return Page();
    }

    /// <param name="canal">On which channel; without it, on the same again.</param>
    public async Task<IActionResult> OnPostRenvoyer(string cle, string? canal)
    {
        if (await Pending() is not var (cookie, account, step))
            return LocalRedirect(Again);
        var failed = await deliveries.Find(step.Message) is { HasFailed: true };
        var form = Form(cle);
        var sent =
            await codes.Resend(new SignInForm(form.Portal, form.Form, form.DeviceCookie, "", ""), account, cookie.Flow!, SignInView.Channel(canal)
                ?? step.Channel, failed);
        return sent.Stage is SignInStage.TooSoon ? await Draw(sent, SignInNotice.TooSoon) : LocalRedirect(Path("questions-secretes/code"));
    }

    /// <summary>What became of a text message on its way.</summary>
    public async Task<IActionResult> OnGetEnvoi()
    {
        if (await Pending() is not (_, _, { Channel: CodeChannel.Sms } step))
            return NotFound();
        await Draw(step);
        return Partial("_SignInSending", Door);
    }

    private async Task<IActionResult> Draw(SignInStep step, SignInNotice notice = SignInNotice.None, params FieldFault[] faults)
    {
        var delivery = step.Message.Length > 0 ? await deliveries.Find(step.Message) : null;
        Door = new SignInView(
            string.Format(AccountTexts.SpaceName, Portal.Name), Path("questions-secretes/code"), false, "", step, delivery, notice, "",
                FormOperations.NewKey(), clock.GetUtcNow(), Policy.CodeLife, IsRecovery: true) { Faults = faults };
        return Page();
    }

    private async Task<(RecoveryCookie Cookie, string Account, SignInStep Step)?> Pending()
    {
        if (RecoveryCookie.Read(HttpContext, protection, Portal.Slug) is not { Flow: { } flow } cookie)
            return null;
        ForPassword = cookie.Person is null;
        var account = await cookie.Account(lookup, Portal.Slug);
        return await grains.GetGrain<IAccountGrain>(account).Pending(flow) is { } step ? (cookie, account, step) : null;
    }
}
