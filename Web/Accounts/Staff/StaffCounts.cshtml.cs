using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Shared;

namespace Web.Accounts.Staff;

/// <summary>What waits beside requests, asked for again by every open page of the back office.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
public sealed class StaffCountsModel(PageShells frames) : PageModel
{
    public async Task<IActionResult> OnGet() => Partial("_StaffCounts", (await frames.Staff(HttpContext)).Waiting);
}
