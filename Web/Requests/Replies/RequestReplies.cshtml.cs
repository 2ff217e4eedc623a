using Grains.Access;
using Grains.Requests;
using Grains.Requests.Replies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;

namespace Web.Requests.Replies;

/// <summary>The replies that a request can be answered with, filled: what the composer asks for when its list opens.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
public sealed class RequestRepliesModel(Rights rights, RequestQueries requests, CannedReplyQueries replies) : PageModel
{
    public async Task<IActionResult> OnGet(string number)
    {
        var (caller, scope) = (HttpContext.Caller(), rights.ScopeOf(HttpContext.Caller()));
        return await requests.Find(scope, number) is null ? NotFound()
            : Partial("_OfferedReplies", await replies.Offered(scope, caller, number, HttpContext.RequestAborted));
    }
}
