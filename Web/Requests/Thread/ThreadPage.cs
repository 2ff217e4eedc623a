using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Silo.Files;
using Web.Accounts.Session;
using Web.Documents;
using Web.Live;
using Web.Security;
using Web.Shared;

namespace Web.Requests.Thread;

/// <summary>
/// What both sides can do on a request's page; what one side can is on its own page. Each form is one operation: sent twice it is done
/// once. Scripts get JSON, plain forms a redirect, and a refused message comes back with everything that was typed.
/// </summary>
[RequestFormLimits(ValueLengthLimit = 64 * 1024, MultipartBodyLengthLimit = Uploads.FormLimit)]
[RequestSizeLimit(Uploads.FormLimit)]
public abstract class ThreadPage(ThreadViews views, IGrainFactory grains, FileStore store, Uploads uploads, FormOperations operations, TypingBoard typing)
    : PageModel
{
    [FromRoute]
    public string? Number { get; set; }

    protected Caller Caller => HttpContext.Caller();

    protected FileStore Files => store;

    public async Task<IActionResult> OnPostMessage(string cle, [Verbatim] string? text, string[] attachments, List<IFormFile> files, bool repond = false)
    {
        if (await views.Find(Caller, Number ?? "") is not { } seen)
            return NotFound();
        var written = TypedText.Of(text).Trim();
        // Files count by number: offered again after a failure they are attachments, and the message is still the same one.
        var operation = Operation(cle, "message", written, $"{attachments.Length + files.Count}", repond ? "repond" : "");
        var taken = await uploads.TakeAll(files, Caller.Account, HttpContext.RequestAborted);
        string[] linked = [.. attachments, .. taken.Kept.Select(f => f.File)];
        if (taken.Faults.Count > 0)
            return await Refuse(new ComposerDraft(written, string.Join('\n', taken.Faults), await Kept(linked)));
        Result<Posted, RequestRefusal> posted;
        try
        {
            posted = await grains.GetGrain<IRequestGrain>(seen.Request).Post(Caller, operation, new NewMessage(written, linked) { Answers = repond });
        }
        catch (Exception e) when (Failures.StatusOf(e) is StatusCodes.Status503ServiceUnavailable)
        {
            Response.Headers.RetryAfter = "5";
            return await Refuse(new ComposerDraft(written, RequestTexts.ErrorUnavailable, await Kept(linked), cle), StatusCodes.Status503ServiceUnavailable);
        }
        typing.Forget(seen.Request, Caller.Account);
        if (!posted.Ok)
            return Closed(posted.Refusal.Value)
                ?? await Refuse(new ComposerDraft(written, await Why(posted.Refusal.Value), await Kept(linked)));
        return HttpContext.IsFragment() ? new JsonResult(new { key = FormOperations.NewKey(), seq = posted.Value.Seq }) : Back();
    }

    /// <summary>For pages without a script; with one the page says by itself what was read.</summary>
    public Task<IActionResult> OnPostLu(long tick) => Do((request, by) => request.Seen(by, tick, read: true));

    /// <summary>The page with the composer as it was left, and the reason.</summary>
    protected abstract Task<IActionResult> Again(ComposerDraft draft);

    protected OperationId Operation(string key, string step, params ReadOnlySpan<string?> content) => operations.For(Caller, key, step, content);

    /// <param name="kept">What was typed, for the page that a refusal leads back to.</param>
    protected async Task<IActionResult> Do(Func<IRequestGrain, Caller, Task<Result<RequestRefusal>>> verb, KeptText? kept = null)
    {
        if (await views.Find(Caller, Number ?? "") is not { } seen)
            return NotFound();
        return await Answer(await verb(grains.GetGrain<IRequestGrain>(seen.Request), Caller), kept);
    }

    // Who was faster is in the request as it stands now.
    private async Task<string> Why(RequestRefusal refusal) => Refusals.Words(refusal, (await views.Find(Caller, Number ?? ""))?.HandlerName);

    private async Task<IActionResult> Answer(Result<RequestRefusal> result, KeptText? kept)
    {
        if (result.Ok)
            return HttpContext.IsFragment() ? new JsonResult(new { key = FormOperations.NewKey() }) : Back();
        return Closed(result.Refusal!.Value) ?? await Refuse(new ComposerDraft("", await Why(result.Refusal.Value), []) { Aside = kept });
    }

    // A role that answers no requests reads them all: it is forbidden, not unknown. Nothing of what was typed can be sent another way.
    private StatusCodeResult? Closed(RequestRefusal refusal) => refusal switch
    {
        RequestRefusal.NotFound => NotFound(),
        RequestRefusal.NotAllowed when Caller.IsStaff => StatusCode(StatusCodes.Status403Forbidden),
        _ => null,
    };

    private SeeOther Back() => new($"{Request.Path}{QueryWithoutHandler()}");

    private string QueryWithoutHandler() =>
        QueryString.Create(Request.Query.Where(q => q.Key != "handler").SelectMany(q => q.Value, (q, v) => new KeyValuePair<string, string?>(q.Key, v)))
            .ToString();

    // Uploads that were fine are offered again with the text.
    protected async Task<IReadOnlyList<Attachment>> Kept(IEnumerable<string> files)
    {
        var kept = new List<Attachment>();
        foreach (var file in files)
        {
            if (await store.Find(file, Caller.Account) is { } found)
                kept.Add(found);
        }
        return kept;
    }

    protected async Task<IActionResult> Refuse(ComposerDraft draft, int status = StatusCodes.Status422UnprocessableEntity)
    {
        if (HttpContext.IsFragment())
            return new JsonResult(new { message = draft.Fault }) { StatusCode = status };
        var page = await Again(draft);
        Response.StatusCode = status;
        return page;
    }
}
