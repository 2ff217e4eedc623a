using Microsoft.AspNetCore.Http.Features;

namespace Web.Security;

/// <summary>
/// What a client did wrong is answered as its own mistake and is one line in the log, without a stack: errors that anybody can provoke at will
/// would hide the real ones, and fill the disk.
/// </summary>
public static partial class ClientMistakes
{
    /// <summary>A form that breaks off in the middle is the client's, though it looks like a broken connection to a store.</summary>
    public static IApplicationBuilder UseWholeForms(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (IsCutShort(context, e))
        {
            throw new BadHttpRequestException("The form breaks off.", e);
        }
    });

    /// <summary>Logs the mistake; false when the failure is ours, and to be told with all that is known of it.</summary>
    public static bool Note(HttpContext context, Exception failure, int? status)
    {
        if (status is not (>= 400 and < 500))
            return false;
        Refused(context.RequestServices.GetRequiredService<ILogger<BadHttpRequestException>>(), context.TraceIdentifier, status.Value, failure.GetType().Name);
        return true;
    }

    // What was read whole has its fields; a store's failure is no client's, neither after that nor before, when it is asked who is calling.
    private static bool IsCutShort(HttpContext context, Exception failure) =>
        (failure is InvalidDataException || (failure.GetType() == typeof(IOException) && IsFrameworks(failure))) && context.Request.HasFormContentType
            && context.Features.Get<IFormFeature>()?.Form is null;

    // Where it was thrown: the framework reads bodies, and no store.
    private static bool IsFrameworks(Exception failure) => failure.Source?.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal) is true;

    [LoggerMessage(LogLevel.Warning, "Request {Trace} was refused as {Status}: {Kind}.")]
    private static partial void Refused(ILogger logger, string trace, int status, string kind);
}
