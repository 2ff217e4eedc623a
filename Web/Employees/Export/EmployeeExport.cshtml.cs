using Grains.Employees;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Employees.List;
using Web.Shared.Tables;

namespace Web.Employees.Export;

/// <summary>« Exporter »: the whole of the list that an address describes, as a file.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
public sealed class EmployeeExportModel(EmployeeExport export) : PageModel
{
    public async Task<IActionResult> OnGet(EmployeeAddress address, string? format)
    {
        var caller = HttpContext.Caller();
        var rows = await export.Open(caller, address.Filter(address.CompanyIn(caller.Portal)) with { After = null }, HttpContext.RequestAborted);
        return rows is null ? NotFound() : new TableFile(
            EmployeeTexts.ExportName, format is "xlsx" ? TableFormat.Xlsx : TableFormat.Csv, EmployeeTable.Columns, EmployeeTable.Of(rows));
    }
}
