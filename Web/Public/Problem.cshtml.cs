using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Security;

namespace Web.Public;

/// <summary>Shown in place of a page that failed or was refused; runs again for any method, so it checks no token and changes nothing.</summary>
[IgnoreAntiforgeryToken]
public sealed class ProblemModel : PageModel
{
    public int Status { get; private set; }

    public ProblemLabels Words { get; private set; } = ProblemLabels.For(404);

    /// <summary>What a person can quote to an adviser, and what we can find in the logs.</summary>
    public string Trace => Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;

    public IActionResult OnGet() => Show();

    public IActionResult OnPost() => Show();

    private IActionResult Show()
    {
        var failed = HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null || HttpContext.Features.Get<IExceptionHandlerFeature>() is not null;
        // A person who opens the address itself has no failed page behind them: there is nothing here.
        Status = failed ? Response.StatusCode : StatusCodes.Status404NotFound;
        Response.StatusCode = Status;
        if (Status is 429 or 503 && Response.Headers.RetryAfter.Count == 0)
            Response.Headers.RetryAfter = Status == 429 ? "60" : "5";
        Words = ProblemLabels.For(Status);
        return HttpContext.IsFragment() ? new EmptyResult() : Page();
    }
}
