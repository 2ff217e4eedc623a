using Grains.Access;
using Grains.Accounts;
using Grains.Employees.Departures;
using Grains.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Profile;
using Web.Accounts.Session;
using Web.Employees.List;
using Web.Security;
using Web.Shared;

namespace Web.Employees.Departures.Several;

/// <summary>« Déclarer des départs »: of those that are chosen in the list, on one day and for one reason; what it does to each is drawn before it is confirmed.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
[RequestSizeLimit(32 * 1024)]
public sealed class DepartSeveralModel(
    Rights rights, DepartureQueries departures, DepartureService service, PolicyBook policies, PageShells frames, FormOperations operations, TimeProvider clock)
    : PageModel, IPortalPage
{
    public PageShell Frame { get; private set; } = null!;

    public DepartSeveralView View { get; private set; } = null!;

    private string List => $"/{HttpContext.Caller().Portal}/salaries";

    /// <summary>Nobody is chosen by an address: says where to choose, and leads to a file.</summary>
    public async Task<IActionResult> OnGet() => await Draw(null, new DepartForm("", "", ""), null, []);

    /// <summary>Asks for the day and the reason.</summary>
    /// <param name="ou">The query of the list that one comes from.</param>
    public async Task<IActionResult> OnPost([FromForm] List<string>? salarie, string? ou) => await Draw(salarie, DepartForm.Typed(Request.Form), ou, []);

    /// <summary>Changes nothing.</summary>
    public async Task<IActionResult> OnPostSimuler([FromForm] List<string>? salarie, string? ou)
    {
        var typed = DepartForm.Typed(Request.Form);
        var faults = FaultsOf(typed);
        return await Draw(salarie, typed, ou, faults, simulates: faults.Count == 0);
    }

    /// <summary>Of those whom the simulation showed; who may leave no more is passed over.</summary>
    public async Task<IActionResult> OnPostConfirmer([FromForm] List<string>? salarie, string? ou, string cle)
    {
        var (caller, typed, chosen) = (HttpContext.Caller(), DepartForm.Typed(Request.Form), Chosen(salarie));
        var faults = FaultsOf(typed);
        if (faults.Count > 0 || chosen.Count == 0)
            return await Draw(salarie, typed, ou, faults);
        var seen = await departures.Chosen(rights.ScopeOf(caller), chosen, HttpContext.RequestAborted);
        if (seen.Count == 0)
            return NotFound();
        if (seen.All(l => l.Stop(typed.LastDay!.Value) is not null))
            return await Draw(salarie, typed, ou, [], simulates: true);
        var operation = operations.For(caller, cle, "depart-chosen", typed.Simulated, string.Join(' ', chosen));
        var begun = await service.Begin(caller, operation, chosen, typed.LastDay!.Value, typed.Reason);
        return begun.Ok ? new SeeOther($"/{caller.Portal}/traitements/{begun.Value}") : NotFound();
    }

    private async Task<IActionResult> Draw(List<string>? sent, DepartForm typed, string? place, IReadOnlyList<FieldFault> faults, bool simulates = false)
    {
        var (caller, chosen, choix) = (HttpContext.Caller(), Chosen(sent), Request.HasFormContentType ? Request.Form["choix"].ToString() : "");
        IReadOnlyList<Leaver> people = chosen.Count == 0 ? [] : await departures.Chosen(rights.ScopeOf(caller), chosen, HttpContext.RequestAborted);
        if (people.Count == 0 && chosen.Count > 0)
            return NotFound();
        Frame = await frames.Portal(HttpContext, PortalSection.Employees);
        View = new DepartSeveralView(List, place, people, typed, faults, Paris.Day(clock.GetUtcNow()))
        {
            Chosen = string.IsNullOrEmpty(choix) ? EmployeeAddress.All : choix,
            Surplus = Math.Max(0, (sent?.Count ?? 0) - DepartureService.MostChosen),
            Outcomes = simulates ? SeveralOutcomes.Of(people, typed, policies.For(caller.Portal).PortabilityStart) : null,
        };
        if (faults.Count > 0 || (people.Count == 0 && Request.HasFormContentType) || View.Outcomes is { Leaving.Count: 0 })
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    // Each one's hire is looked at by itself.
    private IReadOnlyList<FieldFault> FaultsOf(DepartForm typed) => typed.Faults(DateOnly.MinValue, Paris.Day(clock.GetUtcNow()));

    private static IReadOnlyList<string> Chosen(List<string>? sent) =>
        [.. (sent ?? []).Where(id => id.Length is > 0 and <= 64 && !id.Contains(' ')).Distinct().Take(DepartureService.MostChosen)];
}
