using Grains.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Employees.Departures;
using Web.Shared;

namespace Web.Requests.Thread;

[Authorize(Policy = SessionAuthenticationSetup.Customers)]
public sealed class ConfirmationModel(ThreadViews views, DepartureOffers departures, PageShells frames) : PageModel, IPortalPage
{
    public PageShell Frame { get; private set; } = null!;

    public RequestSummary Sent { get; private set; } = null!;

    public DepartureOffer? Departure { get; private set; }

    public async Task<IActionResult> OnGet(string number)
    {
        if (await views.Read(HttpContext.Caller(), number) is not { } view)
            return NotFound();
        Sent = view.Request;
        Departure = await departures.After(HttpContext.Caller(), view.Change, HttpContext.RequestAborted);
        Frame = await frames.Portal(HttpContext, PortalSection.Requests, Sent.Company);
        return Page();
    }
}
