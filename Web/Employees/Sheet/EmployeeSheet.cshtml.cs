using Grains.Access;
using Grains.Employees;
using Grains.Interfaces.Employees;
using Grains.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Employees.Departures.Proofs;
using Web.Employees.Invite;
using Web.Employees.Waivers;
using Web.Security;
using Web.Shared;

namespace Web.Employees.Sheet;

/// <summary>One employee: their status over time, what is known of them, and what may be done.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
[RequestSizeLimit(16 * 1024)]
public sealed class EmployeeSheetModel(
    Rights rights, EmployeeQueries employees, AffiliationService affiliations, IGrainFactory grains, PageShells frames,
    FormOperations operations, TimeProvider clock) : PageModel, IPortalPage
{
    public PageShell Frame { get; private set; } = null!;

    public EmployeeSheetView View { get; private set; } = null!;

    /// <summary>The day whose rights are asked about, jj/mm/aaaa; empty for today.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Au { get; set; }

    /// <summary>What became of a form; empty for none.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Fin { get; set; }

    public async Task<IActionResult> OnGet(string id) => await Draw(id) ? HttpContext.IsFragment() ? Partial("_EmployeeSheet", View) : Page() : NotFound();

    public async Task<IActionResult> OnPostRelancer(string id, string cle) =>
        Then(id, await affiliations.Remind(HttpContext.Caller(), Operation(cle, "remind"), id));

    public async Task<IActionResult> OnPostCorriger(string id, string? courriel, string cle)
    {
        var email = EmailAddress.Kept(courriel);
        if (EmailAddress.Check(email) is not null)
            return await Draw(id, EmployeeTexts.EmailWrong) ? Unprocessable() : NotFound();
        return Then(id, await affiliations.CorrectEmail(HttpContext.Caller(), Operation(cle, "correct", email), id, email));
    }

    /// <summary>By letter from now on, to this address.</summary>
    public async Task<IActionResult> OnPostAdresse(string id, string? rue, string? codepostal, string? ville, string cle)
    {
        string[] lines = [rue?.Trim() ?? "", codepostal?.Trim() ?? "", ville?.Trim() ?? ""];
        if (lines.Any(line => line.Length is 0 or > InviteRules.LongestLine))
            return await Draw(id, addressFault: EmployeeTexts.AddressMissing) ? Unprocessable() : NotFound();
        return Then(id, await affiliations.CorrectAddress(
            HttpContext.Caller(), Operation(cle, "address", string.Join('\n', lines)), id, new PostalAddress(lines[0], lines[1], lines[2])));
    }

    public async Task<IActionResult> OnPostRetirer(string id, string cle)
    {
        var withdrawn = await Grain(id).Withdraw(HttpContext.Caller(), Operation(cle, "withdraw"));
        return withdrawn.Ok ? new SeeOther($"/{HttpContext.Caller().Portal}/salaries") : Then(id, withdrawn);
    }

    public async Task<IActionResult> OnPostForcer(string id, string cle) =>
        Then(id, await affiliations.ForceBase(HttpContext.Caller(), Operation(cle, "force"), id));

    /// <summary>Answers what the employee contests.</summary>
    public async Task<IActionResult> OnPostRepondre(string id, [Verbatim] string? explication, string cle)
    {
        var answer = TypedText.Of(explication).Trim();
        var answered = await affiliations.AnswerContest(HttpContext.Caller(), Operation(cle, "answer", answer), id, answer);
        return answered.Refusal is EmployeeRefusal.Incomplete ? await Draw(id, answer: answer) ? Unprocessable() : NotFound() : Then(id, answered);
    }

    /// <summary>A number in full, on this answer alone.</summary>
    public async Task<IActionResult> OnPostVoir(string id, SecretNumber quoi, string cle)
    {
        var seen = await Grain(id).Reveal(HttpContext.Caller(), Operation(cle, $"reveal-{quoi}"), quoi);
        if (!seen.Ok || !await Draw(id))
            return NotFound();
        View = View with { Nir = quoi is SecretNumber.Nir ? seen.Value : null, Iban = quoi is SecretNumber.Iban ? seen.Value : null };
        return Page();
    }

    private async Task<bool> Draw(string id, string? fault = null, string? addressFault = null, string? answer = null)
    {
        if (await employees.Sheet(rights.ScopeOf(HttpContext.Caller()), id, HttpContext.RequestAborted) is not { } sheet)
            return false;
        Frame = await frames.Portal(HttpContext, PortalSection.Employees);
        View = new EmployeeSheetView(sheet, Frame.Path("salaries"), Frame.Topics, FormOperations.NewKey(), clock.GetUtcNow())
        {
            Account = HttpContext.Caller().Account,
            Said = WaiverLabels.Outcome(Fin) ?? PortabilityLabels.Outcome(Fin),
            AskedDay = Au?.Trim() is { Length: > 0 } day ? day : null,
            Answer = answer,
            EmailFault = fault,
            AddressFault = addressFault,
        };
        return true;
    }

    // What is refused because it was done meanwhile shows the sheet as it is now.
    private IActionResult Then(string id, Grains.Interfaces.Result<EmployeeRefusal> done) =>
        done.Refusal is EmployeeRefusal.NotFound ? NotFound() : new SeeOther($"/{HttpContext.Caller().Portal}/salaries/{id}");

    private PageResult Unprocessable()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private IEmployeeGrain Grain(string id) => grains.GetGrain<IEmployeeGrain>($"{HttpContext.Caller().Portal}/{id}");

    private Grains.Interfaces.OperationId Operation(string key, string step, string? content = null) =>
        operations.For(HttpContext.Caller(), key, step, content);
}
