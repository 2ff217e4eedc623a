using Grains.Access;
using Grains.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Live;
using Web.Requests.Desk;

namespace Web.Requests.Thread;

/// <summary>What a request's page asks for again: the thread since a tick, and who is writing.</summary>
public abstract class ThreadFragments(ThreadViews views, Rights rights, RequestQueries requests, TypingBoard typing) : PageModel
{
    protected abstract string PartialName { get; }

    public async Task<IActionResult> OnGet(string number, string what, long? since)
    {
        var caller = HttpContext.Caller();
        switch (what)
        {
            case "fil":
                return await views.Read(caller, number, since ?? 0) is { } thread ? Partial(PartialName, thread with { Place = ListPlace.Of(Request.Query) })
                    : NotFound();
            case "compte":
                return await views.Read(caller, number, 0) is { AsksAccount: true } of ? Partial("_BankFragment", of) : NotFound();
            case "consulte":
                return await views.Read(caller, number, 0) is { Consulted: not null } looked ? Partial("_ConsultedFragment", looked) : NotFound();
            case "presence":
                return await requests.Find(rights.ScopeOf(caller), number) is { } request
                    ? Partial("_Typing", await typing.Others(request.Request, caller.Account)) : NotFound();
            default:
                return await Else(number, what);
        }
    }

    /// <summary>What one side alone asks for.</summary>
    protected virtual Task<IActionResult> Else(string number, string what) => Task.FromResult<IActionResult>(NotFound());
}

[Authorize(Policy = SessionAuthenticationSetup.Customers)]
public sealed class ThreadFragmentsModel(ThreadViews views, Rights rights, RequestQueries requests, TypingBoard typing)
    : ThreadFragments(views, rights, requests, typing)
{
    protected override string PartialName => "_ThreadFragment";
}

[Authorize(Policy = SessionAuthenticationSetup.Staff)]
public sealed class WorkbenchFragmentsModel(
    ThreadViews views, Rights rights, RequestQueries requests, TypingBoard typing, BesideReading beside) : ThreadFragments(views, rights, requests, typing)
{
    protected override string PartialName => "_WorkbenchThreadFragment";

    protected override async Task<IActionResult> Else(string number, string what) =>
        what is "client" && await beside.Of(HttpContext.Caller(), number, HttpContext.RequestAborted) is { } view
            ? Partial("/Requests/Desk/_BesideFragment.cshtml", view) : NotFound();
}
