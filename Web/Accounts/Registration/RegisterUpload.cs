using Grains.Accounts.Registration;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Web.Display;
using Web.Documents;

namespace Web.Accounts.Registration;

/// <summary>The files of an identity document, sent by an applicant who has no account yet but was proven in this registration.</summary>
public static class RegisterUpload
{
    public static void MapRegisterUpload(this WebApplication app) =>
        app.MapPost("/{portal:portal}/inscription/fichiers", Add).AllowAnonymous().WithMetadata(new RequestSizeLimitAttribute(Uploads.RequestLimit));

    private static async Task<IResult> Add(HttpContext context, string portal, RegisterCookie cookie, RegistrationService service, Uploads uploads,
        IAntiforgery antiforgery)
    {
        // The token comes in a header: looking for it in the body would read the whole file first.
        if (context.Request.Headers["RequestVerificationToken"].Count != 1 || !await antiforgery.IsRequestValidAsync(context))
            return Results.BadRequest();
        if (cookie.Read(context, portal) is not { } id || await service.Grain(portal, id).View() is not { Proven: not null, SentTo.Length: 0 } kept)
            return Results.NotFound();
        if (kept.Files.Count >= 2)
            return Refused(RegisterTexts.TooManyFiles, StatusCodes.Status400BadRequest);
        try
        {
            if (await uploads.Receive(context.Request, RegistrationService.Uploader(id), context.RequestAborted) is not { } taken)
                return Refused(UploadTexts.Missing, StatusCodes.Status400BadRequest);
            return taken.Ok ? await Kept(context, portal, service, id, taken.Value)
                : Refused(UploadLabels.For(taken.Refusal.Value), UploadLabels.Status(taken.Refusal.Value));
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Refused(UploadLabels.TooLarge, e.StatusCode);
        }
        catch (InvalidDataException)
        {
            return Refused(UploadTexts.Missing, StatusCodes.Status400BadRequest);
        }
    }

    private static async Task<IResult> Kept(HttpContext context, string portal, RegistrationService service, string id, Attachment file) =>
        (await service.Grain(portal, id).Attach(OperationId.Of("paper", file.File), file)).Ok
            ? Results.Json(new { file.File, file.Name, Size = French.Size(file.Size), remove = $"/{portal}/inscription?handler=retirer&file={file.File}" })
            : Refused(RegisterTexts.TooManyFiles, StatusCodes.Status400BadRequest);

    private static IResult Refused(string message, int status) => Results.Json(new { message }, statusCode: status);
}
