using Microsoft.AspNetCore.Antiforgery;

namespace Web.Security;

/// <summary>A failure is told to a person as a page that says what to do, to a script as a bare status; never with details.</summary>
public static class ProblemPages
{
    public const string Path = "/probleme";

    /// <param name="statusOf">The status of an exception that has one of its own: a store that is away is a 503, not a 500.</param>
    public static IApplicationBuilder UseProblemPages(this IApplicationBuilder app, Func<Exception, int?>? statusOf = null)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = Path,
            CreateScopeForErrors = true,
            StatusCodeSelector = failure => Status(failure) ?? StatusCodes.Status500InternalServerError,
            SuppressDiagnosticsCallback = failed => ClientMistakes.Note(failed.HttpContext, failed.Exception, Status(failed.Exception)),
        });
        app.UseWholeForms();
        return app.UseWhen(WantsPage, pages => pages.UseStatusCodePagesWithReExecute(Path, createScopeForStatusCodePages: true));

        int? Status(Exception failure) => failure switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            // The token was looked for in a form that breaks off.
            AntiforgeryValidationException => StatusCodes.Status400BadRequest,
            _ => statusOf?.Invoke(failure),
        };
    }

    private static bool WantsPage(HttpContext context) => !context.IsFragment() && !context.WebSockets.IsWebSocketRequest;

    /// <summary>Asked by a script of ours that inserts the answer in a page: it wants no page around it.</summary>
    public static bool IsFragment(this HttpContext context) => context.Request.Headers.ContainsKey("X-Fragment");
}
