using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Orleans;
using Silo.Files;
using Web.Accounts;
using Web.Accounts.Session;
using Web.Live;
using Web.Security;
using Web.Shared;

namespace Web.Requests.Thread;

[Authorize(Policy = SessionAuthenticationSetup.Customers)]
public sealed class ThreadModel(ThreadViews views, IGrainFactory grains, FileStore store, FormOperations operations, TypingBoard typing, PageShells frames)
    : ThreadPage(views, grains, store, operations, typing), IPortalPage
{
    private readonly ThreadViews _views = views;

    public PageShell Frame { get; private set; } = null!;

    public ThreadView Thread { get; private set; } = null!;

    public Task<IActionResult> OnGet(long? avant) => Draw(avant, null);

    protected override Task<IActionResult> Again(ComposerDraft draft) => Draw(null, draft);

    private async Task<IActionResult> Draw(long? before, ComposerDraft? draft)
    {
        if (await _views.Read(Caller, Number ?? "", before: before, draft: draft) is not { } thread)
            return NotFound();
        Thread = thread;
        Frame = await frames.Portal(HttpContext, PortalSection.Requests);
        return Page();
    }
}
