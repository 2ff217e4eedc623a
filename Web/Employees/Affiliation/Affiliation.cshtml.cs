using Grains.Accounts;
using Grains.Employees;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Payments;
using Grains.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Web.Accounts;
using Web.Accounts.Profile;
using Web.Employees.Invite;
using Web.Portals;
using Web.Security;
using Web.Shared;
using Web.Throttles;

namespace Web.Employees.Affiliation;

/// <summary>
/// An employee's own pages, behind their personal link: the birth date, a code, then five steps, each kept when it is left. The session opens this
/// employee alone, whatever a form says.
/// </summary>
[Throttled(SourceKind.SignIn)]
public sealed class AffiliationModel(
    AffiliationService service, PortalDirectory portals, PolicyBook policies, IDataProtectionProvider protection, IOptions<SepaOptions> sepa)
    : PublicAccountPage(portals, policies)
{
    private const string WaiversFragment = "/Employees/Waivers/_OwnWaiversFragment.cshtml";
    private const string ProofsFragment = "/Employees/Departures/Proofs/_OwnProofsFragment.cshtml";

    public ProofScreen? Proof { get; private set; }

    public AffiliationScreen? Screen { get; private set; }

    public bool IsDone => Screen?.IsDone is true;

    /// <summary>The page, or what became of a waiver or a proof when the page looks for it by itself: that is no sign of anybody, and leaves the session as old as it is.</summary>
    public async Task<IActionResult> OnGet(int? etape) => !HttpContext.IsFragment() ? await Draw(etape)
        : await Open(looks: true) is { } facts ? Partial(facts.View.Departure?.Proofs is null ? WaiversFragment : ProofsFragment, Drawn(facts, 1, [])) : NotFound();

    public async Task<IActionResult> OnPostNaissance(string? naissance, string cle)
    {
        if (Cookie() is not { } cookie)
            return Asked(isDead: true);
        if (InviteRules.Day(naissance ?? "") is not { } day)
            return Asked(fault: EmployeeTexts.BirthMissing);
        var step = await service.ProveBirth(cookie.Link(Portal.Slug), cle, day);
        return Answered(step, EmployeeTexts.BirthWrong);
    }

    public async Task<IActionResult> OnPostCode(string? code, string? vers, string cle)
    {
        if (Cookie() is not { } cookie)
            return Asked(isDead: true);
        if (AffiliationCode.Read(code, vers is ProofStep.Letter) is not { } typed)
            return Asked(Masked(vers), AffiliationCode.Missing(vers is ProofStep.Letter));
        var (step, session) = await service.ProveCode(cookie.Link(Portal.Slug), cle, typed);
        if (step.Outcome is not ProofOutcome.Open)
            return Answered(step, EmployeeTexts.CodeWrong, Masked(vers));
        AffiliationCookie.Write(HttpContext, protection, Portal.Slug, cookie with { Session = session });
        return new SeeOther(Path("affiliation"));
    }

    /// <summary>« Recevoir un nouveau lien »: one answer, whatever there is.</summary>
    public async Task<IActionResult> OnPostRenvoyer(string cle)
    {
        if (Cookie() is { } cookie)
            await service.AskNewLink(cookie.Link(Portal.Slug), cle);
        Proof = new ProofScreen(FormOperations.NewKey(), "", true, null, EmployeeTexts.NewLinkSent);
        return Page();
    }

    public Task<IActionResult> OnPostVous([FromForm] DetailsInput typed, string cle) =>
        Keep(1, cle, typed.Faults(), typed.Fields, new AffiliationPage(2, typed.Details));

    public Task<IActionResult> OnPostOptions(string cle) => Keep(2, cle, [], null, new AffiliationPage(3, Options:
        [.. Request.Form.Where(f => f.Key.StartsWith(InviteForm.OptionPrefix, StringComparison.Ordinal))
            .Select(f => new ChosenOption(f.Key[InviteForm.OptionPrefix.Length..], $"{f.Value}"))]));

    public async Task<IActionResult> OnPostAjouter([FromForm] BeneficiaryInput typed, string cle) => await Open() is not { } facts ? Over()
        : await Keep(3, cle, typed.Faults(Paris.Day(facts.Now)), typed.Fields, new AffiliationPage(3, Beneficiaries:
            typed.Beneficiary is { } person ? [.. facts.View.Beneficiaries, person] : facts.View.Beneficiaries));

    public async Task<IActionResult> OnPostRetirer(int rang, string cle) => await Open() is not { } facts ? Over()
        : await Keep(3, cle, [], null, new AffiliationPage(3, Beneficiaries: [.. facts.View.Beneficiaries.Where((_, i) => i != rang)]));

    public Task<IActionResult> OnPostSuite(string cle) => Keep(3, cle, [], null, new AffiliationPage(4));

    // Left empty: the account that they gave before.
    public async Task<IActionResult> OnPostCompte(string? iban, string? accord, string cle) => await Open() is not { } facts ? Over() : await Keep(
        4, cle,
        [
            .. Iban.Read(iban) is null && (facts.View.IbanHint.Length == 0 || !string.IsNullOrWhiteSpace(iban))
                ? [new FieldFault("iban", EmployeeTexts.IbanWrong)] : Array.Empty<FieldFault>(),
            .. accord is null ? [new FieldFault("accord", EmployeeTexts.MandateMissing)] : Array.Empty<FieldFault>(),
        ],
        new Dictionary<string, string> { ["iban"] = iban ?? "" }, new AffiliationPage(5, Iban: Iban.Read(iban)));

    public async Task<IActionResult> OnPostSignature(string cle)
    {
        if (Cookie() is not { } cookie)
            return Over();
        var asked = await service.AskSignature(Key(cookie), cookie.Session, cle);
        return await After(5, asked, asked.Refusal is AffiliationRefusal.TooSoon ? EmployeeTexts.CodeTooSoon : EmployeeTexts.Incomplete);
    }

    public async Task<IActionResult> OnPostSigner(string? code, string cle)
    {
        if (Cookie() is not { } cookie || await Open() is not { } facts)
            return Over();
        if (AffiliationCode.Read(code, facts.View.Email.Length == 0) is not { } typed)
            return await Draw(5, [new("code", AffiliationCode.Missing(facts.View.Email.Length == 0))]);
        var trace = new SignatureTrace($"{HttpContext.Connection.RemoteIpAddress}", Drawn(facts, 5, []).Mandate);
        var signed = await service.Sign(Key(cookie), cookie.Session, cle, typed, trace);
        return await After(5, signed, signed.Refusal is AffiliationRefusal.LinkClosed ? EmployeeTexts.LinkClosed : EmployeeTexts.CodeWrong);
    }

    /// <summary>« Signaler une erreur » : of what the employer typed.</summary>
    public async Task<IActionResult> OnPostContester([Verbatim] string? raison, string cle)
    {
        if (Cookie() is not { } cookie)
            return Over();
        var said = TypedText.Of(raison).Trim();
        return (await service.Contest(Key(cookie), cookie.Session, cle, said)).Refusal is AffiliationRefusal.Incomplete
            ? await Draw(1, [new("raison", EmployeeTexts.ContestIncomplete)], new Dictionary<string, string> { ["raison"] = said }) : Over();
    }

    private async Task<IActionResult> Keep(
        int step, string key, IReadOnlyList<FieldFault> faults, IReadOnlyDictionary<string, string>? typed, AffiliationPage page)
    {
        if (Cookie() is not { } cookie)
            return Over();
        if (faults.Count > 0)
            return await Draw(step, faults, typed);
        var saved = await service.Save(Key(cookie), cookie.Session, key, page);
        return saved.Ok ? new SeeOther(Path($"affiliation?etape={page.Next}"))
            : await After(step, saved, saved.Refusal is AffiliationRefusal.TooMany ? EmployeeTexts.TooManyPeople : EmployeeTexts.Incomplete);
    }

    private async Task<IActionResult> After(int step, Result<AffiliationRefusal> done, string otherwise) =>
        done.Ok || done.Refusal is AffiliationRefusal.SessionOver or AffiliationRefusal.Done ? new SeeOther(Path($"affiliation?etape={step}"))
        : await Draw(step, [new("code", otherwise)]);

    private async Task<IActionResult> Draw(int? step, IReadOnlyList<FieldFault>? faults = null, IReadOnlyDictionary<string, string>? typed = null)
    {
        if (await Open() is not { } facts)
            return Asked(isDead: Cookie() is null);
        Screen = Drawn(facts, Math.Clamp(step ?? facts.View.Step, 1, Math.Clamp(facts.View.Step, 1, AffiliationScreen.Titles.Count)), faults ?? []);
        if (typed is not null)
            Screen = Screen with { Typed = typed };
        if (faults is { Count: > 0 })
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private AffiliationScreen Drawn(AffiliationFacts facts, int step, IReadOnlyList<FieldFault> faults) =>
        new(facts, step, FormOperations.NewKey(), faults, new Creditor(Portal.Insurer, sepa.Value.Address, sepa.Value.Ics)) { Itself = Path("affiliation") };

    private IActionResult Answered(ProofStep step, string wrong, string destination = "") => step.Outcome switch
    {
        ProofOutcome.DeadLink => Asked(isDead: true),
        ProofOutcome.Closed => Asked(fault: EmployeeTexts.LinkClosed),
        ProofOutcome.CodeAsked or ProofOutcome.TooSoon => Asked(step.Destination),
        _ => Asked(destination, wrong),
    };

    private PageResult Asked(string destination = "", string? fault = null, bool isDead = false)
    {
        Proof = new ProofScreen(FormOperations.NewKey(), destination, isDead, fault);
        Response.StatusCode = isDead ? StatusCodes.Status410Gone : fault is not null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
        return Page();
    }

    private SeeOther Over() => new(Path("affiliation"));

    private async Task<AffiliationFacts?> Open(bool looks = false) =>
        Cookie() is { Session.Length: > 0 } cookie ? await service.Open(Key(cookie), cookie.Session, looks) : null;

    private AffiliationCookie? Cookie() => AffiliationCookie.Read(HttpContext, protection, Portal.Slug);

    private string Key(AffiliationCookie cookie) => $"{Portal.Slug}/{cookie.Employee}";

    // What the form brings back of a masked address is shown again, and nothing else depends on it.
    private static string Masked(string? typed) => typed is { Length: > 0 and <= 254 } ? typed : "•••";
}
