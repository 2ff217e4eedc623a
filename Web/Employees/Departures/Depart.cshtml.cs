using Grains.Access;
using Grains.Accounts;
using Grains.Employees;
using Grains.Employees.Departures;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Profile;
using Web.Accounts.Session;
using Web.Security;
using Web.Shared;

namespace Web.Employees.Departures;

/// <summary>« Déclarer un départ »: what it does to the rights is drawn before it is confirmed; whoever declared it may take it back that day.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
[RequestSizeLimit(16 * 1024)]
public sealed class DepartModel(
    Rights rights, EmployeeQueries employees, AffiliationService affiliations, PolicyBook policies, PageShells frames, FormOperations operations, TimeProvider clock)
    : PageModel, IPortalPage
{
    public PageShell Frame { get; private set; } = null!;

    public DepartView View { get; private set; } = null!;

    /// <param name="fin">The last day to begin with, where a page that leads here knows it; the same of the reason.</param>
    public async Task<IActionResult> OnGet(string id, string? fin, string? cause) => await Sheet(id) is not { } sheet ? NotFound()
        : sheet.MayDepart || sheet.Departure is not null ? await Draw(sheet, DepartForm.Of(sheet).Begun(fin, cause), [])
        : new SeeOther(PathOf(id));

    /// <summary>Changes nothing.</summary>
    public async Task<IActionResult> OnPostSimuler(string id) => await Sheet(id) is not { } sheet ? NotFound() : await Simulate(sheet, DepartForm.Typed(Request.Form));

    /// <param name="simule">What the simulation was of.</param>
    public async Task<IActionResult> OnPostConfirmer(string id, string? simule, string cle)
    {
        if (await Sheet(id) is not { } sheet)
            return NotFound();
        var typed = DepartForm.Typed(Request.Form);
        if (!sheet.MayDepart)
            return new SeeOther(PathOf(id));
        if (FaultsOf(sheet, typed).Count > 0 || simule != typed.Simulated)
            return await Simulate(sheet, typed, hasChanged: true);
        var departure = typed.Departure;
        var done = await affiliations.Depart(
            HttpContext.Caller(), Operation(cle, "depart", $"{departure.LastDay:O}|{departure.Reason}|{departure.Email}"), id, departure);
        return done.Refusal switch
        {
            EmployeeRefusal.NotFound => NotFound(),
            EmployeeRefusal.NoAddress => await Simulate(sheet, typed, new FieldFault("courriel", DepartureTexts.NoAddress)),
            _ => new SeeOther(PathOf(id)),
        };
    }

    public async Task<IActionResult> OnPostAnnuler(string id, [Verbatim] string? explication, string cle)
    {
        var why = TypedText.Of(explication).Trim();
        var done = await affiliations.CancelDeparture(HttpContext.Caller(), Operation(cle, "cancel-departure", why), id, why);
        if (done.Ok)
            return new SeeOther(PathOf(id));
        if (done.Refusal is EmployeeRefusal.NotFound || await Sheet(id) is not { } sheet)
            return NotFound();
        if (sheet.Departure is null)
            return new SeeOther(PathOf(id));
        return await Draw(
            sheet, new DepartForm("", "", ""), [], view => view with
            {
                Why = why,
                WhyFault = done.Refusal is EmployeeRefusal.Incomplete ? DepartureTexts.CancelWhyMissing : DepartureTexts.CancelTooLate,
            },
            StatusCodes.Status422UnprocessableEntity);
    }

    private async Task<IActionResult> Simulate(EmployeeSheet sheet, DepartForm typed, FieldFault? refused = null, bool hasChanged = false)
    {
        if (!sheet.MayDepart)
            return new SeeOther(PathOf(sheet.Employee.Id));
        var faults = FaultsOf(sheet, typed);
        if (faults.Count > 0)
            return await Draw(sheet, typed, faults, status: StatusCodes.Status422UnprocessableEntity);
        var reason = DepartureReason.Of(typed.Reason)!;
        var policy = policies.For(HttpContext.Caller().Portal);
        var outcome = DepartureOutcome.Of(
            sheet.Covers, EmployeeLabels.Day(sheet.Employee.HiredOn)!.Value, typed.LastDay!.Value, reason, policy.PortabilityStart);
        return await Draw(
            sheet, typed, refused is null ? [] : [refused],
            view => view with { Simulation = new Simulation(outcome, reason, sheet, typed.Email, policy, clock.GetUtcNow()), HasChanged = hasChanged },
            refused is not null ? StatusCodes.Status422UnprocessableEntity : hasChanged ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
    }

    private async Task<PageResult> Draw(
        EmployeeSheet sheet, DepartForm typed, IReadOnlyList<FieldFault> faults, Func<DepartView, DepartView>? more = null, int status = StatusCodes.Status200OK)
    {
        Frame = await frames.Portal(HttpContext, PortalSection.Employees);
        var now = clock.GetUtcNow();
        var view = new DepartView(sheet, PathOf(sheet.Employee.Id), typed, faults, FormOperations.NewKey(), now)
        {
            MayCancel = sheet.Departure?.MayCancel(HttpContext.Caller().Account, now) is true,
        };
        View = more?.Invoke(view) ?? view;
        Response.StatusCode = status;
        return Page();
    }

    private IReadOnlyList<FieldFault> FaultsOf(EmployeeSheet sheet, DepartForm typed) =>
        typed.Faults(EmployeeLabels.Day(sheet.Employee.HiredOn)!.Value, Paris.Day(clock.GetUtcNow()));

    // Who acts on no employee of that establishment declares nothing, and is shown nothing to declare.
    private Task<EmployeeSheet?> Sheet(string id) => employees.Sheet(rights.ScopeOf(HttpContext.Caller()), id, HttpContext.RequestAborted);

    private string PathOf(string id) => $"/{HttpContext.Caller().Portal}/salaries/{id}";

    private OperationId Operation(string key, string step, string content) => operations.For(HttpContext.Caller(), key, step, content);
}
