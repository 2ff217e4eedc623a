using Grains.Access;
using Grains.Interfaces.Accounts;
using Silo.Files;
using Web.Accounts.Session;

namespace Web.Accounts.Identity;

/// <summary>The pages of an identity document: to advisers, while it waits, and to nobody else ever.</summary>
public static class IdentityFiles
{
    public static void MapIdentityFiles(this WebApplication app) =>
        app.MapGet("/gestion/inscriptions/{account}/pieces/{page:int}", Give).RequireAuthorization(SessionAuthenticationSetup.Staff);

    private static async Task<IResult> Give(HttpContext context, string account, int page, IGrainFactory grains, FileStore store)
    {
        // Every role reads the list of who waits.
        if (!StaffRights.May(context.Caller(), StaffAct.ReviewIdentity))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (account.Length > 64 || await grains.GetGrain<IAccountRegistrationGrain>(account).Case(context.Caller()) is not { } open || page < 1
            || page > open.Paper.Files.Count)
            return Results.NotFound();
        var file = open.Paper.Files[page - 1];
        if (await store.Describe(file, context.RequestAborted) is not { } found || !store.MayBeRead(found.Verdict))
            return Results.NotFound();
        // A browser shows it in an <img> all the same; on its own it is a download, and nothing in it runs.
        context.Response.Headers.ContentDisposition = "attachment";
        context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        context.Response.Headers.ContentLength = found.Size;
        return Results.Stream(to => store.CopyTo(file, to, context.RequestAborted), found.Type);
    }
}
