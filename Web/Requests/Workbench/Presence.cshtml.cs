using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Live;

namespace Web.Requests.Workbench;

/// <summary>Which colleagues have which request open, for the workbench's live parts.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
public sealed class PresenceModel(PresenceBoard board) : PageModel
{
    public IReadOnlyList<Present> Others { get; private set; } = [];

    public async Task OnGet() => Others = await board.Others(HttpContext.Caller().Account);
}
