using Grains.Access;
using Grains.Employees;
using Grains.Employees.Evidence;
using Grains.Employees.Waivers;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Evidence;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Security;
using Web.Shared;

namespace Web.Employees.Waivers;

/// <summary>« Dispenses »: what is to be decided, and the register of the chosen company. The forms of sheets come here too.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
[RequestSizeLimit(16 * 1024)]
public sealed class WaiversModel(
    Rights rights, WaiverQueries queries, EmployeeQueries employees, EvidenceQueries bundles, WaiverService waivers, EvidenceService evidence, PageShells frames,
    FormOperations operations, TimeProvider clock)
    : PageModel, IPortalPage
{
    private const int MaxKey = 64;

    public PageShell Frame { get; private set; } = null!;

    public WaiverRegisterView View { get; private set; } = null!;

    public async Task<IActionResult> OnGet(WaiverAddress address, string? fin) => !await Draw(address, fin) ? NotFound()
        : HttpContext.IsFragment() ? Partial("_WaiversFragment", View) : Page();

    public async Task<IActionResult> OnPostAccepter(string? salarie, int dispense, string? fiche, string cle) => Known(salarie) is not { } id ? NotFound()
        : Then(id, fiche, await waivers.Accept(HttpContext.Caller(), Operation(cle, "accept", id, dispense), id, dispense), "acceptee");

    public async Task<IActionResult> OnPostTransmettre(string? salarie, int dispense, string? fiche, string cle) => Known(salarie) is not { } id ? NotFound()
        : Then(id, fiche, await waivers.Forward(HttpContext.Caller(), Operation(cle, "forward", id, dispense), id, dispense), "transmise");

    public async Task<IActionResult> OnPostRefuser(WaiverAddress address, string? salarie, int dispense, [Verbatim] string? explication, string? fiche, string cle)
    {
        if (Known(salarie) is not { } id)
            return NotFound();
        var reason = TypedText.Of(explication).Trim();
        var refused = await waivers.Refuse(HttpContext.Caller(), Operation(cle, "refuse", id, dispense, reason), id, dispense, reason);
        if (refused.Refusal is not EmployeeRefusal.Incomplete)
            return Then(id, fiche, refused, "refusee");
        if (!await Draw(address, null, new WaiverFault(id, dispense, reason)))
            return NotFound();
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    public async Task<IActionResult> OnPostPreuves(WaiverAddress address, string? societe, string cle)
    {
        if (Known(societe) is not { } siren)
            return NotFound();
        var caller = HttpContext.Caller();
        var asked = await evidence.Prepare(caller, operations.For(caller, cle, "waiver-evidence", siren), $"{caller.Portal}/{siren}");
        return asked.Refusal is EvidenceRefusal.NotFound ? NotFound() : new SeeOther(QueryText.Of(
            $"/{caller.Portal}/salaries/dispenses", [.. address.Parts.Where(p => p.Name != "entreprise"), ("fin", asked.Ok ? null : WaiverLabels.NoEvidence)]));
    }

    // What somebody else has answered meanwhile is shown as it is now, and said.
    private IActionResult Then(string id, string? sheet, Result<EmployeeRefusal> done, string said)
    {
        if (done.Refusal is EmployeeRefusal.NotFound)
            return NotFound();
        var path = $"/{HttpContext.Caller().Portal}/salaries/{(sheet is null ? "dispenses" : id)}";
        return new SeeOther(QueryText.Of(path, ("fin", done.Ok ? said : "deja")));
    }

    private async Task<bool> Draw(WaiverAddress address, string? fin, WaiverFault? fault = null)
    {
        var caller = HttpContext.Caller();
        var scope = rights.ScopeOf(caller);
        Frame = await frames.Portal(HttpContext, PortalSection.Employees);
        if (Frame.Companies.Count == 0)
            return false;
        var named = address.Entreprise is { Length: > 0 } and not List.EmployeeAddress.All ? $"{caller.Portal}/{address.Entreprise}" : null;
        var company = named ?? (Frame.Company is { } chosen ? $"{caller.Portal}/{chosen.Siren}" : null);
        if (company is not null && Frame.Company is null && (await employees.Establishments(scope, company, HttpContext.RequestAborted)).Count == 0)
            return false;
        var filter = address.Filter(company);
        var (page, decide, insurer, counts) = await queries.Register(scope, filter, HttpContext.RequestAborted);
        View = new WaiverRegisterView(Frame.Path("salaries/dispenses"), address, filter, page, decide, insurer, counts, Frame.Topics, clock.GetUtcNow())
        {
            Company = Frame.Company,
            Evidence = company is null ? null : await bundles.Newest(scope, company, HttpContext.RequestAborted),
            Operation = FormOperations.NewKey(),
            Fault = fault,
            Said = WaiverLabels.Outcome(fin),
        };
        return true;
    }

    private static string? Known(string? id) => id is { Length: > 0 and <= MaxKey } ? id : null;

    private OperationId Operation(string key, string step, string id, int waiver, string reason = "") =>
        operations.For(HttpContext.Caller(), key, $"waiver-{step}", $"{id}|{waiver}|{reason}");
}
