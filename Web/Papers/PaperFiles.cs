using Microsoft.Net.Http.Headers;
using Silo.Pdf;
using Web.Portals;

namespace Web.Papers;

/// <summary>Gives out papers of a portal as files.</summary>
public static class PaperFiles
{
    public static PaperSender SenderOf(Portal portal) => PaperSender.Of(portal.Brand, portal.Insurer, portal.ReturnAddress);

    /// <summary>Nothing in it runs, and no browser keeps it.</summary>
    public static IResult Give(this PortalPaper paper, HttpContext context, string name)
    {
        var file = paper.Bytes(context);
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        context.Response.Headers.ContentDisposition = disposition.ToString();
        return Results.Bytes(file, "application/pdf");
    }

    public static byte[] Bytes(this PortalPaper paper, HttpContext context)
    {
        using var file = new MemoryStream();
        paper.Save(file);
        context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return file.ToArray();
    }
}
