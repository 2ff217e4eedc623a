using Grains.Access;
using Grains.Contracts;
using Grains.Employees;
using Grains.Interfaces.Employees;
using Grains.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Security;
using Web.Shared;

namespace Web.Employees.List;

/// <summary>« Mes salarié(e)s »: as its address asks for it, and reminders to those that are chosen.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
[RequestSizeLimit(16 * 1024)]
public sealed class EmployeeListModel(
    Rights rights, EmployeeQueries employees, ContractQueries contracts, AffiliationService affiliations, ReminderService reminders,
    PageShells frames, FormOperations operations,
    TimeProvider clock) : PageModel, IPortalPage
{
    public PageShell Frame { get; private set; } = null!;

    public EmployeeListView List { get; private set; } = null!;

    /// <summary>The page, or its list alone when a live update or a search asks for it.</summary>
    public async Task<IActionResult> OnGet(EmployeeAddress address, string? relances)
    {
        var caller = HttpContext.Caller();
        var scope = rights.ScopeOf(caller);
        Frame = await frames.Portal(HttpContext, PortalSection.Employees);
        if (Frame.Companies.Count == 0)
            return NotFound();
        // Without a company in the address it is the one that the header shows.
        var company = address.CompanyIn(caller.Portal) ?? (Frame.Company is { } chosen ? $"{caller.Portal}/{chosen.Siren}" : null);
        if (company is not null && Frame.Company is null && (await employees.Establishments(scope, company, HttpContext.RequestAborted)).Count == 0)
            return NotFound();
        var filter = address.Filter(company);
        var (page, counts, establishments) = await employees.List(scope, filter, HttpContext.RequestAborted);
        var signed = company is null ? null : await contracts.Of(scope, company, HttpContext.RequestAborted);
        List = new EmployeeListView(Frame.Path("salaries"), address, filter, counts, page, establishments, signed?.Contracts ?? [], Frame.Topics, clock.GetUtcNow())
        {
            MayInvite = signed?.MayAffiliateOn(Paris.Day(clock.GetUtcNow())) ?? Frame.Affiliates,
            HasSeveral = company is null,
            Company = Frame.Company,
            Reminded = int.TryParse(relances, out var n) ? n : null,
        };
        return HttpContext.IsFragment() ? Partial("_EmployeeListFragment", List) : Page();
    }

    /// <summary>
    /// « Relancer » for those that are chosen: a page of them at once, more as a batch, which is followed; who needs none is passed over.
    /// </summary>
    public async Task<IActionResult> OnPostRelancer([FromForm] List<string>? salarie, EmployeeAddress address, string cle)
    {
        var (caller, reminded) = (HttpContext.Caller(), 0);
        var chosen = (salarie ?? []).Where(id => id.Length is > 0 and <= 64 && !id.Contains(' ')).Distinct().Take(ReminderService.MostChosen).ToList();
        if (chosen.Count > EmployeeAddress.PageSize)
        {
            var begun = await reminders.RemindChosen(caller, operations.For(caller, cle, "remind-chosen", string.Join(' ', chosen)), chosen);
            return begun.Ok ? new SeeOther($"/{caller.Portal}/traitements/{begun.Value}") : NotFound();
        }
        var seen = chosen.Count == 0;
        foreach (var id in chosen)
        {
            var done = await affiliations.Remind(caller, operations.For(caller, cle, $"remind/{id}"), id);
            seen |= done.Refusal is not EmployeeRefusal.NotFound;
            if (done.Ok)
                reminded++;
        }
        if (!seen)
            return NotFound();
        return new SeeOther(QueryText.Of($"/{caller.Portal}/salaries", [.. address.Parts, ("relances", $"{reminded}")]));
    }

    /// <summary>« Relancer tous »: all that are to be reminded, of the company that the address names or of every one; a batch, which is followed.</summary>
    public async Task<IActionResult> OnPostRelancertous(EmployeeAddress address, string cle)
    {
        var caller = HttpContext.Caller();
        var company = address.CompanyIn(caller.Portal);
        if (company is not null && (await employees.Establishments(rights.ScopeOf(caller), company, HttpContext.RequestAborted)).Count == 0)
            return NotFound();
        var begun = await reminders.RemindAll(caller, operations.For(caller, cle, "remind-all", company ?? ""), address.Filter(company));
        return begun.Ok ? new SeeOther($"/{caller.Portal}/traitements/{begun.Value}") : NotFound();
    }
}
