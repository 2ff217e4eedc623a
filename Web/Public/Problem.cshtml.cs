using System.Diagnostics;
using Grains.Access;
using Grains.Accounts;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Security;
using Web.Shared;
using Web.Spaces.Members;

namespace Web.Public;

/// <summary>
/// Shown in place of a page that failed or was refused; runs again for any method, so it checks no token and changes nothing. Who is signed in
/// stays in their space, with its navigation, unless it is the server that failed.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class ProblemModel(Cookies cookies, PageShells frames, MemberQueries members, Rights rights, TimeProvider clock) : PageModel, IPortalPage, IStaffPage
{
    private static readonly TimeSpan RecentEnd = TimeSpan.FromDays(1);
    private PageShell? _portal;
    private StaffShell? _staff;

    public int Status { get; private set; }

    public ProblemLabels Words { get; private set; } = ProblemLabels.For(404);

    /// <summary>Of the space that the failed page belongs to; the public one otherwise.</summary>
    public string Layout { get; private set; } = "_PublicAccount";

    public bool InSpace => Layout != "_PublicAccount";

    /// <summary>Why a page that was there yesterday may be gone: what the page itself said, or an access that ended within a day, or is suspended.</summary>
    public string? Why { get; private set; }

    /// <summary>Where to go on: the first page of the space, its door when the session is over, or the insurer's page.</summary>
    public string Next { get; private set; } = "/";

    /// <summary>What a person can quote to an adviser, and what we can find in the logs.</summary>
    public string Trace => Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;

    PageShell IPortalPage.Frame => _portal!;

    StaffShell IStaffPage.Frame => _staff!;

    public Task<IActionResult> OnGet() => Show();

    public Task<IActionResult> OnPost() => Show();

    private async Task<IActionResult> Show()
    {
        var failed = HttpContext.Features.Get<IStatusCodeReExecuteFeature>();
        // A person who opens the address itself has no failed page behind them: there is nothing here.
        Status = failed is not null || HttpContext.Features.Get<IExceptionHandlerFeature>() is not null ? Response.StatusCode : StatusCodes.Status404NotFound;
        Response.StatusCode = Status;
        if (Status is 429 or 503 && Response.Headers.RetryAfter.Count == 0)
            Response.Headers.RetryAfter = Status == 429 ? "60" : "5";
        Words = ProblemLabels.For(Status);
        if (HttpContext.IsFragment())
            return new EmptyResult();
        if (HttpContext.Features.Get<SessionFacts>() is { } session && Status < 500 && Status is not 429)
            await StayIn(session);
        else if (Status is 401 && failed is not null && cookies.PortalOf(failed.OriginalPath) is { } portal)
            Next = QueryText.Of($"/{portal}/connexion", ("fin", "session"),
                ("retour", HttpMethods.IsGet(Request.Method) ? failed.OriginalPath + failed.OriginalQueryString : null));
        return Page();
    }

    private async Task StayIn(SessionFacts session)
    {
        if (session.Kind is CallerKind.Staff)
        {
            _staff = await frames.Staff(HttpContext);
            (Layout, Next) = ("_Staff", "/gestion/demandes");
            return;
        }
        _portal = await frames.Portal(HttpContext, PortalSection.None);
        (Layout, Next) = ("_Portal", _portal.Path("accueil"));
        if (Status is 404 && HttpContext.Features.Get<WhyGone>() is { } told)
            Why = told.Sentence;
        else if (Status is 404 && await members.Closed(rights.ScopeOf(session.Caller), HttpContext.RequestAborted) is { } closed
            && (closed.Status is MemberStatus.Suspended || closed.EndsAt <= clock.GetUtcNow() && closed.EndsAt > clock.GetUtcNow() - RecentEnd))
            Why = MemberLabels.Closed(closed, clock.GetUtcNow());
    }
}
