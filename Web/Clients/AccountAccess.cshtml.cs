using Grains.Access;
using Grains.Accounts.SignIn;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Security;
using Web.Shared;

namespace Web.Clients;

/// <summary>For advisers: how a client gets in, and what helps them when they cannot. Nobody sees or sets a password here.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
[RequestSizeLimit(16 * 1024)]
public sealed class AccountAccessModel(IGrainFactory grains, DerivedSecrets secrets, FormOperations operations, PageShells frames, TimeProvider clock)
    : PageModel, IStaffPage
{
    public const int MaxReason = 500;

    public StaffShell Frame { get; private set; } = null!;

    public AccountAccess Access { get; private set; } = null!;

    public string Account => (string)RouteData.Values["account"]!;

    public DateTimeOffset Now => clock.GetUtcNow();

    public SupportNotice? Notice { get; private set; }

    public bool MaySend => StaffRights.May(Caller, StaffAct.SendLink);

    public bool MayUnlock => StaffRights.May(Caller, StaffAct.Unlock);

    public bool MayCorrect => StaffRights.May(Caller, StaffAct.CorrectContact);

    public bool MayClose => StaffRights.May(Caller, StaffAct.Close);

    public bool IsOwnProposal => Access.Proposal?.By == Caller.Account;

    public bool IsOwnAddress => Access.EmailProposal?.By == Caller.Account;

    /// <summary>Another address that was not proposed, as it was typed.</summary>
    public EmailCorrection Typed { get; private set; } = EmailCorrection.Empty;

    private Caller Caller => HttpContext.Caller();

    private IAccountSupportGrain Grain => grains.GetGrain<IAccountSupportGrain>(Account);

    public async Task<IActionResult> OnGet(string? fin)
    {
        if (Account.Length > 64 || await Grain.Access(Caller) is not { } access)
            return NotFound();
        (Access, Notice) = (access, SupportNotice.Of(fin));
        Frame = await frames.Staff(HttpContext);
        return Page();
    }

    public async Task<IActionResult> OnPostLien(string cle)
    {
        var operation = Operation(cle, "lien");
        return Answer(await Grain.SendLink(Caller, operation, secrets.Link(operation)), SupportNotice.Sent);
    }

    public async Task<IActionResult> OnPostDebloquer(string cle, [Verbatim] string? motif)
    {
        var reason = Reason(motif);
        return Answer(await Grain.Unlock(Caller, Operation(cle, "debloquer", reason), reason), SupportNotice.Unlocked);
    }

    public async Task<IActionResult> OnPostTelephone(string cle, string? telephone, [Verbatim] string? motif)
    {
        var reason = Reason(motif);
        var done = await Grain.ProposePhone(Caller, Operation(cle, "telephone", telephone, reason), telephone ?? "", reason);
        return Answer(done, SupportNotice.Proposed);
    }

    /// <param name="telephone">The number that was on the page: another may have been proposed since.</param>
    /// <param name="reponse">« oui » or « non ».</param>
    public async Task<IActionResult> OnPostApprouver(string cle, string? telephone, string? reponse)
    {
        var approved = reponse is "oui";
        var done = await Grain.DecidePhone(Caller, Operation(cle, "approuver", telephone, reponse), telephone ?? "", approved);
        return Answer(done, approved ? SupportNotice.Approved : SupportNotice.Declined);
    }

    public async Task<IActionResult> OnPostCourriel(string cle, string? courriel, [Verbatim] string? motif)
    {
        var reason = Reason(motif);
        var operation = Operation(cle, "courriel", courriel, reason);
        return Answer(await Grain.CorrectEmail(Caller, operation, courriel ?? "", reason, secrets.Link(operation)), SupportNotice.Corrected);
    }

    public async Task<IActionResult> OnPostAdresse(string cle, string? adresse, [Verbatim] string? motif)
    {
        var (email, reason) = (adresse ?? "", Reason(motif));
        var done = await Grain.ProposeEmail(Caller, Operation(cle, "adresse", email, reason), email, reason);
        if (EmailCorrection.Of(done.Refusal) is not { } fault)
            return Answer(done, SupportNotice.AddressProposed);
        var page = await OnGet(null);
        Typed = new(email, reason, fault);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return page;
    }

    /// <param name="adresse">The address that was on the page: another may have been proposed since.</param>
    /// <param name="reponse">« oui » or « non ».</param>
    public async Task<IActionResult> OnPostTrancher(string cle, string? adresse, string? reponse)
    {
        var approved = reponse is "oui";
        var done = await Grain.DecideEmail(Caller, Operation(cle, "trancher", adresse, reponse), adresse ?? "", approved);
        return Answer(done, approved ? SupportNotice.AddressApproved : SupportNotice.AddressDeclined);
    }

    /// <param name="etat">« ferme » or « ouvert », which opens it again.</param>
    public async Task<IActionResult> OnPostFermer(string cle, string? etat, [Verbatim] string? motif)
    {
        if (etat is not ("ferme" or "ouvert"))
            return BadRequest();
        var (closed, reason) = (etat is "ferme", Reason(motif));
        var done = await Grain.Close(Caller, Operation(cle, "fermer", etat, reason), closed, reason);
        return Answer(done, closed ? SupportNotice.Closed : SupportNotice.Reopened);
    }

    private static string Reason(string? typed) => TypedText.Of(typed).ReplaceLineEndings(" ").Trim();

    private OperationId Operation(string key, string step, params ReadOnlySpan<string?> content) => operations.For(Caller, key, $"{step}/{Account}", content);

    private IActionResult Answer(Result<SupportRefusal> done, string notice) => done.Refusal switch
    {
        null => new SeeOther($"{Request.Path}?fin={notice}"),
        SupportRefusal.NotFound => NotFound(),
        // Every role reads the sheet.
        SupportRefusal.NotAllowed => StatusCode(StatusCodes.Status403Forbidden),
        { } refusal => new SeeOther($"{Request.Path}?fin={SupportNotice.Slug(refusal)}"),
    };
}
