using Grains.Access;
using Grains.Accounts;
using Grains.Accounts.Recovery;
using Grains.Contracts;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Notices;
using Grains.Notices;
using Grains.Payments;
using Grains.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Payments;
using Web.Security;
using Web.Shared;
using Web.Spaces.Members;

namespace Web.Accounts.Profile;

/// <summary>« Profil »: who one is here, and what opens the account: password, sessions, known browsers, secret questions.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
[RequestSizeLimit(16 * 1024)]
public sealed class ProfileModel(IGrainFactory grains, RecoveryService service, PolicyBook policies, PageShells frames, FormOperations operations,
    NoticeChoices choices, InsuredQueries insured, BankChangeQueries changes, BankAccounts accounts, Rights rights, TimeProvider clock) : PageModel, IPortalPage
{
    public PageShell Frame { get; private set; } = null!;

    public AccountView Account { get; private set; } = null!;

    public AccountSecurity Security { get; private set; } = null!;

    /// <summary>Of an insured person; null for others.</summary>
    public ProfileCover? Cover { get; private set; }

    /// <summary>Of an insured person; null for others.</summary>
    public BankAccountsView? Bank { get; private set; }

    public PasswordFields Password { get; private set; } = null!;

    public bool WrongPassword { get; private set; }

    /// <summary>What is wrong with the name that was typed, which stands in its fields again.</summary>
    public IReadOnlyList<FieldFault> NameFaults { get; private set; } = [];

    public string? FirstName { get; private set; }

    public string? LastName { get; private set; }

    private bool Refused { get; set; }

    public string Session => HttpContext.Session().Id;

    public DateTimeOffset Now => clock.GetUtcNow();

    public Policy Policy => policies.For(HttpContext.Session().Portal);

    private IAccountRecoveryGrain Grain => grains.GetGrain<IAccountRecoveryGrain>(HttpContext.Session().Account);

    public NoticeChoicesView Notices { get; private set; } = null!;

    /// <summary>The page, or the choices of mails, or the bank account, alone when a live update asks for them.</summary>
    public async Task<IActionResult> OnGet(string? partie) =>
        HttpContext.IsFragment() && partie == "compte" ? Partial("/Payments/_BankAccountsFragment.cshtml", await Accounts())
        : HttpContext.IsFragment() ? Partial("_ProfileNoticesFragment", await Mails()) : await Draw([]);

    /// <summary>How one wants to hear of each kind of news; one that is not sent stays as it was.</summary>
    public async Task<IActionResult> OnPostCourriels(string cle)
    {
        var caller = HttpContext.Caller();
        if ((await Mails()).Read(Request.Form) is { } chosen)
        {
            var operation = operations.For(caller, cle, "notice-choices", [.. chosen.Select(c => $"{c.Kind}={c.Timing}")]);
            if ((await grains.GetGrain<INoticeChoicesGrain>(caller.Account).Choose(caller, operation, chosen)).Ok)
                return Done("courriels");
        }
        Refused = true;
        return await Draw([]);
    }

    public string? NameFault(string field) => NameFaults.FirstOrDefault(f => f.Field == field)?.Sentence;

    public async Task<IActionResult> OnPostNom(string? prenom, string? nom, string cle)
    {
        (FirstName, LastName) = (prenom?.Trim() ?? "", nom?.Trim() ?? "");
        NameFaults = [.. MemberRules.Names(FirstName, LastName)];
        if (NameFaults.Count > 0)
            return await Draw([]);
        var renamed = await grains.GetGrain<IAccountGrain>(HttpContext.Session().Account)
            .Rename(operations.For(HttpContext.Caller(), cle, "rename", FirstName, LastName), FirstName, LastName);
        if (renamed.Ok)
            return Done("nom");
        NameFaults = [new("f-nom", renamed.Refusal is AccountRefusal.NameProven ? AccessTexts.NameProven : MemberTexts.LastNameFault)];
        return await Draw([]);
    }

    public async Task<IActionResult> OnPostMotDePasse([Verbatim] string? actuel, [Verbatim] string? password, [Verbatim] string? again, string cle)
    {
        if (actuel?.Length > 512 || password?.Length > 512)
            return BadRequest();
        var session = HttpContext.Session();
        if (PasswordFields.Check(password, again, Policy,
            [.. (await Grain.Plan()).Known, (await frames.Portal(HttpContext, PortalSection.None)).Portal.Insurer]) is { Count: > 0 } faults)
            return await Draw(faults);
        var form = new RecoveryForm(session.Portal, cle, Cookies.Read(Request, Cookies.Device, session.Portal));
        var changed = await service.Change(form, session.Account, session.Id, actuel ?? "", password!, HttpContext.RequestAborted);
        WrongPassword = changed.Refusal is AccountRefusal.WrongPassword;
        return changed.Ok ? Done("motdepasse")
            : await Draw(changed.Refusal is AccountRefusal.PasswordReused ? PasswordFields.Reused(Policy) : []);
    }

    /// <param name="session">One to end; without it, all but this one.</param>
    public async Task<IActionResult> OnPostSession(string? session, string cle)
    {
        var open = (await Grain.Security()).Sessions.Select(s => s.Id).ToList();
        var ending = session is null ? open.Where(s => s != Session) : open.Where(s => s == session);
        await Grain.EndSessions(operations.For(HttpContext.Caller(), cle, "end-sessions", session), [.. ending]);
        return Done("session");
    }

    public async Task<IActionResult> OnPostAppareil(string? appareil, string cle)
    {
        var known = (await Grain.Security()).Devices.Select(d => d.Id);
        await Grain.ForgetDevices(operations.For(HttpContext.Caller(), cle, "forget-devices", appareil),
            [.. known.Where(d => appareil is null || d == appareil)]);
        return Done("appareil");
    }

    private LocalRedirectResult Done(string what) => LocalRedirect($"/{HttpContext.Session().Portal}/profil?fait={what}");

    private async Task<BankAccountsView> Accounts()
    {
        var session = HttpContext.Session();
        var (scope, path) = (rights.ScopeOf(HttpContext.Caller()), $"/{session.Portal}");
        return new BankAccountsView(
            await changes.Of(scope, scope.Own, HttpContext.RequestAborted), await accounts.KnownHint(scope, HttpContext.RequestAborted),
            $"{path}/demarches/rib-personnel", $"{path}/demandes", $"account/{session.Account}", $"{path}/profil?partie=compte", Now);
    }

    private async Task<NoticeChoicesView> Mails()
    {
        var session = HttpContext.Session();
        var chosen = await choices.Of([session.Account], HttpContext.RequestAborted);
        return new NoticeChoicesView(session.Account, $"/{session.Portal}/profil", chosen[session.Account], Policy.UnreadMailAfter.Spell());
    }

    private async Task<IActionResult> Draw(IReadOnlyList<FieldFault> faults)
    {
        var session = HttpContext.Session();
        Frame = await frames.Portal(HttpContext, PortalSection.None);
        Account = (await grains.GetGrain<IAccountGrain>(session.Account).View())!;
        Security = await Grain.Security();
        if (Account.IsInsured)
            (Bank, Cover) = (await Accounts(), ProfileCover.Of(await insured.Own(rights.ScopeOf(HttpContext.Caller()), HttpContext.RequestAborted), Paris.Day(Now)));
        Password = new PasswordFields(Policy, Account.Email, faults) { IsChange = true };
        Notices = await Mails() with { Refused = Refused };
        if (faults.Count > 0 || NameFaults.Count > 0 || WrongPassword || Refused)
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        ViewData["Toast"] = Request.Query["fait"].ToString() switch
        {
            "nom" => AccessTexts.Renamed,
            "motdepasse" => AccessTexts.PasswordChanged,
            "session" => AccessTexts.SessionEnded,
            "appareil" => AccessTexts.DeviceForgotten,
            "questions" => AccessTexts.QuestionsSaved,
            "courriels" => NoticeTexts.ChoiceSaved,
            _ => null,
        };
        return Page();
    }
}
