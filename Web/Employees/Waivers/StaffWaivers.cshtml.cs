using Grains.Access;
using Grains.Employees.Waivers;
using Grains.Interfaces.Employees;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Security;
using Web.Shared;

namespace Web.Employees.Waivers;

/// <summary>For advisers whose role reads affiliations: waivers that were asked for too late to be of right, and wait for the insurer.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
[RequestSizeLimit(16 * 1024)]
public sealed class StaffWaiversModel(
    Rights rights, WaiverQueries queries, WaiverService waivers, PageShells frames, FormOperations operations, TimeProvider clock) : PageModel, IStaffPage
{
    private const int MaxKey = 128;

    public StaffShell Frame { get; private set; } = null!;

    public StaffWaiversView View { get; private set; } = null!;

    public (string Sentence, bool Done)? Said { get; private set; }

    public async Task<IActionResult> OnGet(string? fin)
    {
        if (!await Draw())
            return NotFound();
        Said = WaiverLabels.Outcome(fin);
        return HttpContext.IsFragment() ? Partial("_StaffWaiversFragment", View) : Page();
    }

    public Task<IActionResult> OnPostAccepter(string? salarie, int dispense, string cle) => Settle(salarie, dispense, true, "", cle);

    public Task<IActionResult> OnPostRefuser(string? salarie, int dispense, [Verbatim] string? explication, string cle) =>
        Settle(salarie, dispense, false, TypedText.Of(explication).Trim(), cle);

    private async Task<IActionResult> Settle(string? employee, int waiver, bool accepted, string reason, string key)
    {
        var caller = HttpContext.Caller();
        if (!await Draw() || employee is not { Length: > 0 and <= MaxKey })
            return NotFound();
        if (!View.MayDecide)
            return StatusCode(StatusCodes.Status403Forbidden);
        var settled = await waivers.Settle(
            caller, operations.For(caller, key, "waiver-settle", $"{employee}|{waiver}|{accepted}|{reason}"), employee, waiver, accepted, reason);
        if (settled.Refusal is EmployeeRefusal.Incomplete)
        {
            View = View with { Fault = new WaiverFault(employee, waiver, reason) };
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        return settled.Refusal is EmployeeRefusal.NotFound ? NotFound()
            : new SeeOther(QueryText.Of("/gestion/dispenses", ("fin", settled.Ok ? "reponse" : "deja")));
    }

    private async Task<bool> Draw()
    {
        if (!StaffRights.May(HttpContext.Caller(), StaffAct.ReadEmployees))
            return false;
        Frame = await frames.Staff(HttpContext);
        var waiting = await queries.Waiting(rights.ScopeOf(HttpContext.Caller()), HttpContext.RequestAborted);
        View = new StaffWaiversView(waiting, FormOperations.NewKey(), clock.GetUtcNow(), StaffRights.May(HttpContext.Caller(), StaffAct.DecideWaiver));
        return true;
    }
}

/// <param name="Operation">The key of the forms that are drawn.</param>
public sealed record StaffWaiversView(IReadOnlyList<WaiverView> Waiting, string Operation, DateTimeOffset Now, bool MayDecide)
{
    /// <summary>A refusal without its reason.</summary>
    public WaiverFault? Fault { get; init; }

    public WaiverFault? FaultOf(WaiverView of) => Fault?.Employee == of.Employee && Fault.Waiver == of.Waiver ? Fault : null;
}
