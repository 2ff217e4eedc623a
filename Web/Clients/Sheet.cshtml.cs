using Grains.Access;
using Grains.Clients;
using Grains.Employees;
using Grains.Interfaces.Clients;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Security;
using Web.Shared;

namespace Web.Clients;

/// <summary>For advisers: all that is known of one client. Each reading is noted before anything is shown.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
public sealed class SheetModel(Rights rights, ClientQueries clients, EmployeeQueries employees, IGrainFactory grains, FormOperations operations, PageShells frames, TimeProvider clock)
    : PageModel, IStaffPage
{
    private const int MaxKey = 100;

    public StaffShell Frame { get; private set; } = null!;

    public ClientSheet Sheet { get; private set; } = null!;

    /// <summary>Of a company, for whose role reads them.</summary>
    public SheetEmployees? Employees { get; private set; }

    public DateTimeOffset Now => clock.GetUtcNow();

    public async Task<IActionResult> OnGet(string kind, string? key)
    {
        var (caller, scope) = (HttpContext.Caller(), rights.ScopeOf(HttpContext.Caller()));
        if (ClientAddress.KindOf(kind) is not { } known || key is not { Length: > 0 and <= MaxKey } || await clients.Client(scope, known, key) is null)
            return NotFound();
        var sheet = ClientAddress.KeyOf(known, key);
        var noted = await grains.GetGrain<IClientSheetGrain>(sheet).NoteReading(caller, operations.For(caller, FormOperations.NewKey(), "sheet", sheet));
        if (!noted.Ok || await clients.Sheet(scope, known, key, sheet) is not { } found)
            return NotFound();
        (Sheet, Frame) = (found, await frames.Staff(HttpContext));
        if (known is ClientKind.Company && StaffRights.May(caller, StaffAct.ReadEmployees))
        {
            var (page, counts, _) = await employees.List(scope, new EmployeeFilter(key, Take: SheetEmployees.Most), HttpContext.RequestAborted);
            Employees = new SheetEmployees(key, page, counts, Now);
        }
        return Page();
    }
}
