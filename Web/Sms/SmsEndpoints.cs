using Microsoft.AspNetCore.Mvc;
using Silo.Messaging;

namespace Web.Sms;

public static class SmsEndpoints
{
    /// <summary>
    /// The provider's notices. No cookie and no antiforgery token: the signature over the configured public address is what protects it.
    /// Whatever is not a genuine notice of a message of ours gets one answer, 403.
    /// </summary>
    public static void MapSms(this WebApplication app) =>
        app.MapPost(TwilioNotices.Path, Take).AllowAnonymous().WithMetadata(new RequestSizeLimitAttribute(16 * 1024));

    private static async Task<IResult> Take(HttpContext context, TwilioNotices notices)
    {
        var request = context.Request;
        if (request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true
            || request.Headers["X-Twilio-Signature"] is not [var signature])
            return Refused();
        if (await Fields(context) is not { } fields || !notices.IsGenuine(request.QueryString.Value ?? "", fields, signature))
            return Refused();
        return await notices.Take(request.Query["message"], fields, context.RequestAborted) ? Results.NoContent() : Refused();
    }

    /// <summary>Null for anything but a form, and for one that says something twice: the provider never does.</summary>
    private static async Task<Dictionary<string, string>?> Fields(HttpContext context)
    {
        try
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            return form.All(f => f.Value.Count == 1) ? form.ToDictionary(f => f.Key, f => f.Value[0] ?? "", StringComparer.Ordinal) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static IResult Refused() => Results.StatusCode(StatusCodes.Status403Forbidden);
}
