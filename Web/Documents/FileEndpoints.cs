using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Requests.Forms;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Silo.Files;
using Web.Accounts.Session;
using Web.Display;
using Web.Requests.Drafts;

namespace Web.Documents;

/// <summary>Files on their own: sent before a message or a draft links them, and downloaded, the right checked each time.</summary>
public static class FileEndpoints
{
    public static void MapFiles(this WebApplication app)
    {
        Area(app, "/{portal:portal}", SessionAuthenticationSetup.Customers);
        Area(app, $"/{Caller.StaffPortal}", SessionAuthenticationSetup.Staff);
        app.MapPost("/{portal:portal}/demandes/brouillons/{draft}/pieces", AddToDraft).RequireAuthorization(SessionAuthenticationSetup.Customers).Limited();
    }

    private static void Area(WebApplication app, string area, string policy)
    {
        app.MapPost($"{area}/fichiers", Add).RequireAuthorization(policy).Limited();
        app.MapGet($"{area}/fichiers/{{file}}", Give).RequireAuthorization(policy);
    }

    // The server's own limit stands behind the store's, for what surrounds the file.
    private static void Limited(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new RequestSizeLimitAttribute(Uploads.RequestLimit));

    private static Task<IResult> Add(HttpContext context, Uploads uploads, IAntiforgery antiforgery) =>
        Receive(context, uploads, antiforgery, file => Task.FromResult(Stored(file, null)));

    private static Task<IResult> AddToDraft(HttpContext context, string draft, Uploads uploads, IAntiforgery antiforgery, FormService service) =>
        Receive(context, uploads, antiforgery, async file =>
            (await service.Attach(context.Caller(), draft, file.File, file.File, context.Request.Query["piece"].ToString())).Refusal switch
        {
            null => Stored(file, FormView.RemoveAddress(service.PathOf(context.Caller(), draft), file.File)),
            RequestRefusal.TooManyFiles => Refused(UploadLabels.TooMany(), StatusCodes.Status400BadRequest),
            RequestRefusal.TooManyOfPiece => Refused(UploadLabels.TooMany(FormPiece.MaxFiles), StatusCodes.Status400BadRequest),
            _ => Results.NotFound(),
        });

    /// <summary>The token comes in a header: looking for it in the body would read the whole file first.</summary>
    private static async Task<IResult> Receive(HttpContext context, Uploads uploads, IAntiforgery antiforgery, Func<Attachment, Task<IResult>> then)
    {
        if (context.Request.Headers["RequestVerificationToken"].Count != 1 || !await antiforgery.IsRequestValidAsync(context))
            return Results.BadRequest();
        try
        {
            if (await uploads.Receive(context.Request, context.Caller().Account, context.RequestAborted) is not { } taken)
                return Refused(UploadTexts.Missing, StatusCodes.Status400BadRequest);
            return taken.Ok ? await then(taken.Value) : Refused(UploadLabels.For(taken.Refusal.Value), UploadLabels.Status(taken.Refusal.Value));
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

    private static IResult Stored(Attachment file, string? remove) => Results.Json(new { file.File, file.Name, Size = French.Size(file.Size), remove });

    private static IResult Refused(string message, int status) => Results.Json(new { message }, statusCode: status);

    private static async Task<IResult> Give(HttpContext context, string file, Rights rights, ThreadQueries threads, FileStore store)
    {
        if (await threads.File(rights.ScopeOf(context.Caller()), file) is not { } found)
            return Results.NotFound();
        if (!store.MayBeRead((ScanVerdict)found.Scan))
            return Results.NotFound();
        return Inert(context, store, found.File, found.Name, found.Type, found.Size);
    }

    /// <summary>A file, the right to it being checked, as nothing but a download.</summary>
    internal static IResult Inert(HttpContext context, FileStore store, string file, string shown, string type, long size)
    {
        var headers = context.Response.Headers;
        var name = new ContentDispositionHeaderValue("attachment");
        name.SetHttpFileName(shown);
        headers.ContentDisposition = name.ToString();
        // Even opened in a tab the file is nothing but itself: no script, no origin of ours.
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        headers.ContentLength = size;
        return Results.Stream(to => store.CopyTo(file, to, context.RequestAborted), type);
    }
}
