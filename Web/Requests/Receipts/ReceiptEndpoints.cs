using System.Security.Cryptography;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Silo.Files;
using Web.Accounts.Session;
using Web.Papers;
using Web.Portals;
using Web.Requests.Thread;

namespace Web.Requests.Receipts;

/// <summary>The receipt of a sent request, to the customers who may read it. A medical piece is named to its uploader alone.</summary>
public static class ReceiptEndpoints
{
    public static void MapReceipts(this WebApplication app) =>
        app.MapGet("/{portal:portal}/demandes/{number}/recu", Give).RequireAuthorization(SessionAuthenticationSetup.Customers);

    private static async Task<IResult> Give(HttpContext context, string number, ThreadViews views, FileStore files, PortalDirectory portals)
    {
        var caller = context.Caller();
        if (await views.Read(caller, number, before: RequestState.FirstMessage + 1) is not { } view || view.Request.Status is RequestStatus.Draft)
            return Results.NotFound();
        var pieces = new List<ReceivedPiece>();
        foreach (var file in view.SentFiles)
            pieces.Add(file.Masked ? new ReceivedPiece(RequestTexts.VeiledPiece, 0, "") : new(file.Name, file.Size, await HashOf(files, file.File, context.RequestAborted)));
        using var paper = ReceiptPaper.Of(portals.Find(caller.Portal)!, view, pieces);
        return paper.Give(context, string.Format(ReceiptTexts.FileName, number));
    }

    private static async Task<string> HashOf(FileStore files, string file, CancellationToken cancel)
    {
        using var hash = SHA256.Create();
        await using (var through = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
            await files.CopyTo(file, through, cancel);
        return Convert.ToHexStringLower(hash.Hash!);
    }
}
