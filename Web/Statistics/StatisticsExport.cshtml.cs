using Grains.Access;
using Grains.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Shared.Tables;

namespace Web.Statistics;

/// <summary>« Exporter »: the period that an address describes, as a file.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
public sealed class StatisticsExportModel(Rights rights, StatisticsReading reading, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnGet()
    {
        var scope = rights.ScopeOf(HttpContext.Caller());
        var filter = StatisticsFilter.Of(Request.Query, Paris.Day(clock.GetUtcNow()));
        if (filter.Fault is not null || await reading.Days(scope, filter, before: false, HttpContext.RequestAborted) is not { } days)
            return NotFound();
        return new TableFile(StatisticsTexts.ExportName, TableFormat.Csv, StatisticsTable.Columns,
            StatisticsTable.Of(filter, days, reading.PortalName, reading.TeamName, reading.FormName));
    }
}
