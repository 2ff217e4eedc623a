using Grains.Access;
using Grains.Clients;
using Grains.Employees;
using Grains.Interfaces.Employees;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Employees;
using Web.Employees.List;
using Web.Shared;

namespace Web.Clients;

/// <summary>For advisers whose role reads affiliations: the employees of one company. It is a part of the company's sheet, and each reading is noted there.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
public sealed class StaffEmployeesModel(
    Rights rights, EmployeeReading reading, EmployeeQueries employees, PageShells frames, TimeProvider clock) : PageModel, IStaffPage
{
    public StaffShell Frame { get; private set; } = null!;

    public ClientHit Client { get; private set; } = null!;

    public EmployeeFilter Filter { get; private set; } = null!;

    public EmployeePage List { get; private set; } = null!;

    public EmployeeCounts Counts { get; private set; } = null!;

    public DateTimeOffset Now => clock.GetUtcNow();

    public string? Query => Filter.Search;

    public string? Status => Filter.Status is { } status ? EmployeeLabels.Slug(status) : null;

    public string Path => $"/gestion/salaries/{Client.Client}";

    public async Task<IActionResult> OnGet(string portal, string siren, string? q, string? statut, string? apres)
    {
        if (await reading.Of(HttpContext.Caller(), portal, siren, HttpContext.RequestAborted) is not { } client)
            return NotFound();
        Filter = new EmployeeFilter(client.Client, EmployeeLabels.Of(statut), Search: q, After: apres is { Length: > 0 } ? apres : null, Take: EmployeeAddress.PageSize);
        (List, Counts, _) = await employees.List(rights.ScopeOf(HttpContext.Caller()), Filter, HttpContext.RequestAborted);
        (Client, Frame) = (client, await frames.Staff(HttpContext));
        return Page();
    }

    public string In(EmployeeStatus? status, string? after = null) =>
        QueryText.Of(Path, ("q", Query), ("statut", status is { } one ? EmployeeLabels.Slug(one) : null), ("apres", after));
}
