using Grains.Access;
using Grains.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Shared;

namespace Web.Requests.Thread;

[Authorize(Policy = SessionAuthenticationSetup.Customers)]
public sealed class ConfirmationModel(RequestQueries requests, Rights rights, PageShells frames) : PageModel, IPortalPage
{
    public PageShell Frame { get; private set; } = null!;

    public RequestSummary Sent { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string number)
    {
        if (await requests.Find(rights.ScopeOf(HttpContext.Caller()), number) is not { } sent)
            return NotFound();
        Sent = sent;
        Frame = await frames.Portal(HttpContext, PortalSection.Requests, sent.Company);
        return Page();
    }
}
