using Grains.Accounts;
using Grains.Accounts.SignIn;
using Grains.Interfaces.Accounts;
using Grains.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Silo.Messaging;
using Web.Accounts.Profile;
using Web.Accounts.Session;
using Web.Accounts.SignIn;
using Web.Security;
using Web.Shared;
using Web.Throttles;

namespace Web.Accounts.StepUp;

/// <summary>
/// « Confirmez que c’est vous »: password, then a code, in an open session. Whatever asked for it is kept where it was and goes on from the address that
/// this page leads back to.
/// </summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
[RequestSizeLimit(16 * 1024)]
[Throttled(SourceKind.SignIn)]
public sealed class StepUpModel(StepUpService service, PolicyBook policies, Deliveries deliveries, PageShells frames, TimeProvider clock) : PageModel, IPortalPage
{
    private const int MaxTyped = 512;

    public PageShell Frame { get; private set; } = null!;

    /// <summary>The code's step; null while the password is asked for.</summary>
    public SignInView? Door { get; private set; }

    /// <summary>What is wrong with the password; empty for nothing.</summary>
    public string Fault { get; private set; } = "";

    /// <summary>The code's life was over, or its tries used up.</summary>
    public bool IsOver { get; private set; }

    public string Return { get; private set; } = "";

    private SessionFacts Session => HttpContext.Session();

    private string Own => AddressOf(Session.Portal, Return);

    /// <param name="back">A path of ours.</param>
    public static string AddressOf(string portal, string back) => QueryText.Of($"/{portal}/confirmation-identite", ("retour", back));

    public async Task<IActionResult> OnGet(string? retour, bool fin)
    {
        Lead(retour);
        IsOver = fin;
        var view = await service.View(Session.Account, Session.Id);
        return view.ProvenUntil is not null ? new SeeOther(Return) : await Draw(fin ? null : view.Step);
    }

    /// <summary>What became of a text message on its way.</summary>
    public async Task<IActionResult> OnGetEnvoi(string? retour)
    {
        Lead(retour);
        if ((await service.View(Session.Account, Session.Id)).Step is not { Channel: CodeChannel.Sms } step)
            return NotFound();
        await Draw(step);
        return Partial("_SignInSending", Door);
    }

    public async Task<IActionResult> OnPost([Verbatim] string? actuel, string? retour, string cle)
    {
        Lead(retour);
        if (actuel?.Length > MaxTyped)
            return BadRequest();
        if (string.IsNullOrEmpty(actuel))
            return await Refuse(AccountTexts.PasswordMissing);
        var step = await service.Password(Form(cle), actuel, HttpContext.RequestAborted);
        if (step.Stage is not (SignInStage.CodeAsked or SignInStage.TooSoon))
            return await Refuse(AccessTexts.CurrentWrong);
        if (step.Stage is SignInStage.CodeAsked)
            await HttpContext.GiveTryBack();
        return new SeeOther(Own);
    }

    public async Task<IActionResult> OnPostCode(string? code, string? retour, string cle)
    {
        Lead(retour);
        var view = await service.View(Session.Account, Session.Id);
        if (view.ProvenUntil is not null)
            return new SeeOther(Return);
        if (view.Step is not { } step)
            return new SeeOther(QueryText.Of(Own, ("fin", "true")));
        if (!TypedCode.IsWhole(code))
            return await Draw(step, faults: new FieldFault("code", AccountTexts.CodeMissing));
        var tried = await service.Code(Form(cle), view.Flow, TypedCode.Digits(code), HttpContext.RequestAborted);
        switch (tried.Stage)
        {
            case SignInStage.SignedIn:
                await HttpContext.GiveTryBack();
                return new SeeOther(Return);
            case SignInStage.Over:
                return new SeeOther(QueryText.Of(Own, ("fin", "true")));
            default:
                return await Draw(step, SignInNotice.Refused);
        }
    }

    /// <param name="canal">On which channel; without it, on the same again.</param>
    public async Task<IActionResult> OnPostRenvoyer(string? retour, string cle, string? canal)
    {
        Lead(retour);
        if (await service.View(Session.Account, Session.Id) is not { Step: { } step } view)
            return new SeeOther(QueryText.Of(Own, ("fin", "true")));
        var failed = await deliveries.Find(step.Message) is { HasFailed: true };
        var sent = await service.Resend(Form(cle), view.Flow, SignInView.Channel(canal) ?? step.Channel, failed);
        return sent.Stage is SignInStage.TooSoon ? await Draw(sent, SignInNotice.TooSoon) : new SeeOther(Own);
    }

    private void Lead(string? back) => Return = ReturnUrl.Local(back, $"/{Session.Portal}/", $"/{Session.Portal}/accueil");

    private StepUpForm Form(string key) =>
        new(Session.Portal, Session.Account, Session.Id, key, Cookies.Read(Request, Cookies.Device, Session.Portal));

    private Task<IActionResult> Refuse(string sentence)
    {
        Fault = sentence;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Draw(null);
    }

    private async Task<IActionResult> Draw(SignInStep? step, SignInNotice notice = SignInNotice.None, params FieldFault[] faults)
    {
        Frame = await frames.Portal(HttpContext, PortalSection.None);
        if (step is null)
            return Page();
        if (notice is SignInNotice.Refused || faults.Length > 0)
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        var delivery = step.Message.Length > 0 ? await deliveries.Find(step.Message) : null;
        Door = new SignInView(
            Frame.Portal.Name, $"/{Session.Portal}/confirmation-identite", false, "", step, delivery, notice, Return, FormOperations.NewKey(), clock.GetUtcNow(),
            policies.For(Session.Portal).CodeLife, IsRecovery: true) { Faults = faults };
        return Page();
    }
}
