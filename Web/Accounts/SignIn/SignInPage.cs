using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Grains.Accounts;
using Grains.Accounts.SignIn;
using Grains.Interfaces.Accounts;
using Grains.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Silo.Messaging;
using Web.Accounts.Profile;
using Web.Accounts.Session;
using Web.Security;
using Web.Shared;
using Web.Throttles;

namespace Web.Accounts.SignIn;

/// <summary>
/// The two steps of a sign-in, for customers and for staff. What stands between them is a sealed cookie that names the half-done
/// sign-in: it opens no page. A script that signs in over an open page (X-Fragment) gets the form alone, and 204 once a person is in.
/// </summary>
[AllowAnonymous]
[RequestSizeLimit(16 * 1024)]
[Throttled(SourceKind.SignIn)]
[EnteredMeanwhile]
public abstract class SignInPage(SignInService service, IGrainFactory grains, PolicyBook policies, Deliveries deliveries, IDataProtectionProvider protection,
    TimeProvider clock) : PageModel
{
    private const int MaxTyped = 512;
    private readonly IDataProtector _sealer = protection.CreateProtector("sign-in-flow");

    public SignInView Door { get; private set; } = null!;

    protected abstract string PortalSlug { get; }

    protected abstract string SpaceName { get; }

    protected abstract string FirstPage { get; }

    protected Policy Policy => policies.For(PortalSlug);

    /// <summary>Staff have no other way in.</summary>
    protected virtual SignInWays? Ways => null;

    private bool IsStaff => PortalSlug == Grains.Interfaces.Caller.StaffPortal;

    private bool InPlace => HttpContext.IsFragment();

    private string Path => $"/{PortalSlug}/connexion";

    public async Task<IActionResult> OnGet(string? retour, string? etape, string? fin)
    {
        if (User.Identity is { IsAuthenticated: true })
            return InPlace ? new NoContentResult() : LocalRedirect(Next(retour));
        if (etape == "code" && await Pending() is { } flow)
            return await Draw(flow.Identifier, flow.Step, flow.Step.Stage is SignInStage.TooSoon ? SignInNotice.TooSoon : SignInNotice.None, retour);
        // Only who asks for it begins anew: a code awaited in one tab outlives what other tabs open, as each does by itself once the session is over.
        if (etape is not null || fin is "code")
            Cookies.Clear(HttpContext, Cookies.Flow, PortalSlug);
        var known = fin is "active" or "nouveau" ? KnownIdentifier.Take(HttpContext, protection, PortalSlug) : "";
        return await Draw(known, null,
            fin switch { "deconnexion" => SignInNotice.SignedOut, "session" => SignInNotice.SessionOver, "code" => SignInNotice.Over, "active" =>
                SignInNotice.Activated, "nouveau" => SignInNotice.PasswordRenewed, _ => SignInNotice.None }, retour);
    }

    public async Task<IActionResult> OnPost(string? identifier, [Verbatim] string? password, string? retour, string cle)
    {
        if (identifier?.Length > MaxTyped || password?.Length > MaxTyped)
            return BadRequest();
        (string Field, string Sentence)[] missing = [.. Missing(identifier, password)];
        if (missing.Length > 0)
            return await Draw(identifier ?? "", null, SignInNotice.None, retour, missing);
        var answer = await service.Password(Form(cle), identifier!, password!, HttpContext.RequestAborted);
        switch (answer.Step.Stage)
        {
            case SignInStage.SignedIn:
                return await Enter(answer, retour);
            case SignInStage.CodeAsked or SignInStage.TooSoon:
                // A right password costs its source nothing, as long as it also brings a code: those are counted.
                if (answer.Step.Stage is SignInStage.CodeAsked)
                    await HttpContext.GiveTryBack();
                Cookies.Write(HttpContext, Cookies.Flow, PortalSlug,
                    _sealer.Protect(JsonSerializer.Serialize(new FlowCookie(answer.Account!, answer.Flow, identifier!))));
                return LocalRedirect(QueryText.Of(Path, ("etape", "code"), ("retour", retour)));
            default:
                return await Draw(identifier!, null, SignInNotice.Refused, retour);
        }
    }

    public async Task<IActionResult> OnPostCode(string? code, string? retour, string cle)
    {
        if (await Pending() is not { } flow)
            return LocalRedirect(QueryText.Of(Path, ("fin", "code"), ("retour", retour)));
        if (!TypedCode.IsWhole(code))
            return await Draw(flow.Identifier, flow.Step, SignInNotice.None, retour, ("code", AccountTexts.CodeMissing));
        var answer = await service.Code(Form(cle), flow.Cookie.Account, flow.Cookie.Flow, TypedCode.Digits(code), IsStaff, HttpContext.RequestAborted);
        return answer.Step.Stage switch
        {
            SignInStage.SignedIn => await Enter(answer, retour),
            SignInStage.Over => LocalRedirect(QueryText.Of(Path, ("fin", "code"), ("retour", retour))),
            _ => await Draw(flow.Identifier, flow.Step, SignInNotice.Refused, retour),
        };
    }

    /// <param name="canal">On which channel; without it, on the same again.</param>
    public async Task<IActionResult> OnPostRenvoyer(string? retour, string cle, string? canal)
    {
        if (await Pending() is not { } flow)
            return LocalRedirect(QueryText.Of(Path, ("fin", "code"), ("retour", retour)));
        var channel = SignInView.Channel(canal) ?? flow.Step.Channel;
        var failed = await deliveries.Find(flow.Step.Message) is { HasFailed: true };
        var step = await service.Resend(Form(cle), flow.Cookie.Account, flow.Cookie.Flow, channel, failed);
        return step.Stage is SignInStage.TooSoon
            ? await Draw(flow.Identifier, step, SignInNotice.TooSoon, retour)
            : LocalRedirect(QueryText.Of(Path, ("etape", "code"), ("retour", retour)));
    }

    /// <summary>What became of a text message on its way, for the code's page; nothing without the cookie of that sign-in.</summary>
    protected async Task<IActionResult> Sending(string? retour) =>
        await Pending() is { Step.Channel: CodeChannel.Sms } flow
            ? Partial("_SignInSending", await View(flow.Identifier, flow.Step, SignInNotice.None, retour))
            : NotFound();

    private async Task<IActionResult> Enter(SignInAnswer answer, string? retour)
    {
        await HttpContext.GiveTryBack();
        // ASVS 7.2.4: the session that the browser came with ends here, also one that a stranger had planted in it.
        if (HttpContext.Features.Get<SessionFacts>() is { } before)
            await grains.GetGrain<IAccountGrain>(before.Account).EndSession(default, before.Id);
        Cookies.Clear(HttpContext, Cookies.Flow, PortalSlug);
        Cookies.Write(HttpContext, Cookies.Session, PortalSlug, answer.SessionCookie!);
        if (answer.DeviceCookie is { } device)
            Cookies.Write(HttpContext, Cookies.Device, PortalSlug, device, Policy.DeviceLife);
        if (InPlace)
            return new NoContentResult();
        return LocalRedirect(answer.Step.AsksQuestions ? $"/{PortalSlug}/profil/questions" : Next(retour));
    }

    // Told before anything is tried: a form that lacks something is no failure of the account.
    private static IEnumerable<(string, string)> Missing(string? identifier, string? password)
    {
        if (string.IsNullOrEmpty(identifier))
            yield return ("identifiant", AccountTexts.IdentifierMissing);
        if (string.IsNullOrEmpty(password))
            yield return ("mot-de-passe", AccountTexts.PasswordMissing);
    }

    private async Task<IActionResult> Draw(string identifier, SignInStep? step, SignInNotice notice, string? retour,
        params (string Field, string Sentence)[] missing)
    {
        var view = await View(identifier, step, notice, retour);
        Door = view with { Faults = [.. missing.Select(m => new FieldFault(view.Id(m.Field), m.Sentence))] };
        return InPlace ? Partial("_SignIn", Door) : Page();
    }

    private async Task<SignInView> View(string identifier, SignInStep? step, SignInNotice notice, string? retour)
    {
        var delivery = step is { Message.Length: > 0 } ? await deliveries.Find(step.Message) : null;
        return new SignInView(SpaceName, Path, IsStaff, identifier, step, delivery, notice, Next(retour), FormOperations.NewKey(), clock.GetUtcNow(),
            Policy.CodeLife, Ways, InPlace);
    }

    private string Next(string? retour) => ReturnUrl.Local(retour, $"/{PortalSlug}/", FirstPage);

    private async Task<(FlowCookie Cookie, string Identifier, SignInStep Step)?> Pending()
    {
        if (Cookies.Read(Request, Cookies.Flow, PortalSlug) is not { } cookie)
            return null;
        try
        {
            var flow = JsonSerializer.Deserialize<FlowCookie>(_sealer.Unprotect(cookie))!;
            return await grains.GetGrain<IAccountGrain>(flow.Account).Pending(flow.Flow) is { } step ? (flow, flow.Identifier, step) : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    private SignInForm Form(string key) =>
        new(PortalSlug, key, Cookies.Read(Request, Cookies.Device, PortalSlug), Agent(), Source(HttpContext.Connection.RemoteIpAddress));

    private string Agent() => new([.. Request.Headers.UserAgent.ToString().Where(c => !char.IsControl(c)).Take(160)]);

    // A network's prefix tells a person where a session came from; the whole address would be more than anybody needs.
    private static string Source(IPAddress? address)
    {
        if (address is null)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, address.AddressFamily is AddressFamily.InterNetwork ? 3 : 6,
            bytes.Length - (address.AddressFamily is AddressFamily.InterNetwork ? 3 : 6));
        return new IPAddress(bytes).ToString();
    }

    private sealed record FlowCookie(string Account, string Flow, string Identifier);
}
