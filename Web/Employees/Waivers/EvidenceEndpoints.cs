using Grains.Access;
using Grains.Employees.Evidence;
using Grains.Interfaces;
using Grains.Interfaces.Employees.Evidence;
using Grains.Text;
using Microsoft.Net.Http.Headers;
using Silo.Evidence;
using Web.Accounts.Session;
using Web.Shared;

namespace Web.Employees.Waivers;

/// <summary>An evidence bundle as a file, for who asked for it. The right is asked again while it leaves; when it is lost the connection is cut.</summary>
public static class EvidenceEndpoints
{
    private const int MaxKey = 64;

    public static void MapEvidence(this WebApplication app) =>
        app.MapGet("/{portal:portal}/salaries/dispenses/preuves/{id}", Give).RequireAuthorization(SessionAuthenticationSetup.Customers);

    private static async Task<IResult> Give(HttpContext context, string id, EvidenceService evidence, EvidenceArchive archive)
    {
        var caller = context.Caller();
        if (id.Length > MaxKey)
            return Results.NotFound();
        var opened = await evidence.Open(caller, id);
        if (opened.Refusal is EvidenceRefusal.Hidden)
            return Results.Redirect(QueryText.Of($"/{caller.Portal}/salaries/dispenses", ("fin", WaiverLabels.EvidenceHidden)));
        if (!opened.Ok)
            return Results.NotFound();
        var file = opened.Value;
        var name = new ContentDispositionHeaderValue("attachment");
        name.SetHttpFileName(string.Format(WaiverTexts.EvidenceFile, file.Company.Split('/')[^1], $"{Paris.Day(file.AskedAt):yyyy-MM-dd}"));
        var headers = context.Response.Headers;
        headers.ContentDisposition = name.ToString();
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        headers.CacheControl = "no-store";
        headers.ContentLength = file.Size;
        return Results.Stream(to => Copy(context, caller, id, file, evidence, archive, to), "application/zip");
    }

    private static async Task Copy(HttpContext context, Caller caller, string id, EvidenceFile file, EvidenceService evidence, EvidenceArchive archive, Stream to)
    {
        try
        {
            await archive.CopyTo($"{caller.Portal}/{id}", to, () => evidence.Check(caller, file), context.RequestAborted);
        }
        catch (AccessLostException)
        {
            context.Abort();
        }
    }
}
