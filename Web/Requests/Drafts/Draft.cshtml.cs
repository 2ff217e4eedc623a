using Grains.Interfaces.Requests;
using Grains.Requests;
using Microsoft.AspNetCore.Mvc;
using Web.Accounts.StepUp;
using Web.Companies;
using Web.Documents;
using Web.Live;
using Web.Security;
using Web.Shared;

namespace Web.Requests.Drafts;

/// <summary>A request that is not sent yet: its steps, its recapitulation, and « Envoyer ».</summary>
[RequestSizeLimit(Uploads.FormLimit)]
[RequestFormLimits(MultipartBodyLengthLimit = Uploads.FormLimit)]
public sealed class DraftModel(FormService service, PageShells frames, Uploads uploads, RequestNumbers numbers, DraftBoard board) : FormPage(service, frames, uploads)
{
    public async Task<IActionResult> OnGet(string draft, int? etape) => await Service.Find(Caller, draft) switch
    {
        null => NotFound(),
        { Number: not null } sent when HttpContext.IsFragment() => Partial("Together/_SentBy", sent),
        var found when SentAs(found) is { } address => new SeeOther(address),
        var found => await Draw(await Service.Draw(Caller, found, etape) with { Others = await board.Others(found.Request, Caller.Account) }),
    };

    public Task<IActionResult> OnPost(string draft, int etape, string? aller, string cle, List<IFormFile> files) => Take(draft, etape, aller, cle, files);

    public Task<IActionResult> OnPostGarder(string draft, int etape) => Keep(draft, etape);

    public async Task<IActionResult> OnPostRetirer(string draft, string? file)
    {
        if (string.IsNullOrEmpty(file) || await Service.Find(Caller, draft) is not { } found)
            return NotFound();
        if (SentAs(found) is { } address)
            return new SeeOther(address);
        var detached = await Service.Detach(Caller, draft, file);
        return detached.Ok || detached.Refusal is RequestRefusal.FileNotFound
            ? new SeeOther($"{Service.PathOf(Caller, draft)}?etape={(await Service.Definition(found)).FilesStep}")
            : NotFound();
    }

    public async Task<IActionResult> OnPostEnvoyer(string draft, string cle)
    {
        if (await Service.Find(Caller, draft) is not { } found)
            return await Lost();
        // A form sent twice needs no second number; one sent from another tab leads to what was sent.
        if (found.Number is { } number)
            return Confirmed(number);
        // Who was asked, and sends this one, has chosen it.
        if (Others.Count > 0)
            await Service.Save(Caller, draft, await Service.Definition(found), found.Step, new Dictionary<string, string>(), new Dictionary<string, string>(), Others);
        var sent = await Service.Send(Caller, draft, cle, await numbers.Next(HttpContext.RequestAborted));
        if (sent.Ok)
            return Confirmed(sent.Value.Number);
        // What moves money is sent by who has just proved that they are there; the draft waits for them.
        if (sent.Refusal is RequestRefusal.NotProven)
            return new SeeOther(StepUpModel.AddressOf(Caller.Portal, $"{Service.PathOf(Caller, draft)}?etape={(await Service.Definition(found)).Steps.Count + 1}"));
        // Somebody else has just sent it: that is the request.
        if (sent.Refusal is RequestRefusal.AlreadySent && await Service.Find(Caller, draft) is { } other && SentAs(other) is { } where)
            return new SeeOther(where);
        if (sent.Refusal is not (RequestRefusal.Incomplete or RequestRefusal.AnotherActive))
            return await Lost(sent.Refusal);
        var view = await Service.Draw(Caller, found, int.MaxValue);
        if (sent.Refusal is RequestRefusal.AnotherActive)
            return await Ask(view);
        return await Draw(view with { Faults = view.Said.Faults(), MissingPieces = view.Said.Missing(view.Files.Select(f => f.Piece).ToHashSet()) });
    }

    /// <param name="retour">The form that it was left for.</param>
    public async Task<IActionResult> OnPostEffacer(string draft, string cle, string? retour) =>
        await Service.Discard(Caller, draft, cle) is var done && done.Ok
            ? new SeeOther(retour?.StartsWith($"/{Caller.Portal}/{CompanyPages.Forms}/", StringComparison.Ordinal) is true ? retour : FormService.ListPath(Caller.Portal))
        : done.Refusal is RequestRefusal.NotAllowed ? StatusCode(StatusCodes.Status403Forbidden)
        : await Service.Find(Caller, draft) is { } found && SentAs(found) is { } address ? new SeeOther(address)
        : NotFound();

    private SeeOther Confirmed(string number) => new($"{FormService.ListPath(Caller.Portal)}/{number}/confirmation");
}
