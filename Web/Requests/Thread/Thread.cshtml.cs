using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Silo.Files;
using Web.Accounts.Session;
using Web.Documents;
using Web.Live;
using Web.Security;
using Web.Shared;

namespace Web.Requests.Thread;

[Authorize(Policy = SessionAuthenticationSetup.Customers)]
public sealed class ThreadModel(ThreadViews views, IGrainFactory grains, FileStore store, Uploads uploads, FormOperations operations, TypingBoard typing,
    PageShells frames)
    : ThreadPage(views, grains, store, uploads, operations, typing), IPortalPage
{
    private readonly ThreadViews _views = views;

    public PageShell Frame { get; private set; } = null!;

    public ThreadView Thread { get; private set; } = null!;

    public Task<IActionResult> OnGet(long? avant) => Draw(avant, null);

    /// <summary>Hands in one thing that was asked for.</summary>
    public async Task<IActionResult> OnPostPiece(string cle, string? item, IFormFile? file)
    {
        if (await _views.Find(Caller, Number ?? "") is null)
            return NotFound();
        if (file is null || item is null)
            return await Refuse(new ComposerDraft("", RequestTexts.ErrorNoFile, []));
        await using var content = file.OpenReadStream();
        var taken = await Files.Save(Caller.Account, file.FileName, content, HttpContext.RequestAborted);
        if (!taken.Ok)
            return await Refuse(new ComposerDraft("", Refusals.Words(taken.Refusal.Value, file.FileName), []));
        return await Do((request, by) => request.HandIn(by, Operation(cle, $"piece/{item}", file.FileName, $"{file.Length}"), item, taken.Value.File));
    }

    public Task<IActionResult> OnPostAnnuler(string cle) => Do((request, by) => request.Withdraw(by, Operation(cle, "annuler")));

    /// <summary>« Suivre », or no longer.</summary>
    public Task<IActionResult> OnPostSuivre(string cle, bool suivre) => Do((request, by) => request.Follow(by, Operation(cle, $"suivre/{suivre}"), suivre));

    protected override Task<IActionResult> Again(ComposerDraft draft) => Draw(null, draft);

    private async Task<IActionResult> Draw(long? before, ComposerDraft? draft)
    {
        if (await _views.Read(Caller, Number ?? "", before: before, draft: draft) is not { } thread)
            return NotFound();
        Thread = thread with { Place = ListPlace.Of(Request.Query) };
        Frame = await frames.Portal(HttpContext, PortalSection.Requests, thread.Request.Company);
        return Page();
    }
}
