using Grains.Interfaces.Requests;
using Microsoft.AspNetCore.Mvc;
using Web.Accounts;
using Web.Accounts.Session;
using Web.Documents;
using Web.Shared;

namespace Web.Requests.Drafts;

/// <summary>The first step of a new request; its first save makes the draft, whose own page goes on.</summary>
public sealed class NewModel(FormService desk, PageShells frames, Uploads uploads) : FormPage(desk, frames, uploads)
{
    public async Task<IActionResult> OnGet(string? entreprise) =>
        await Desk.OnlyRequest(HttpContext.Session()) is { } only ? LocalRedirect(only)
        : await Desk.Blank(HttpContext.Session(), entreprise) is { } view ? await Draw(view, entreprise)
        : NotFound();

    public async Task<IActionResult> OnPost(string? draft, string? aller, string cle) =>
        await Begun(draft) ?? await Take(draft!, 1, aller, cle, []);

    public async Task<IActionResult> OnPostGarder(string? draft) => await Begun(draft) ?? await Keep(draft!, 1);

    private async Task<IActionResult?> Begun(string? draft)
    {
        if (!FormService.IsDrawn(draft))
            return BadRequest();
        if (await Desk.FormFor(HttpContext.Session()) is not { } form)
            return NotFound();
        var begun = await Desk.Begin(Caller, draft!, form, Typed(form).GetValueOrDefault("company"));
        return begun.Ok ? null
            : begun.Refusal is RequestRefusal.OnlyOne && await Desk.OnlyRequest(HttpContext.Session()) is { } only ? new SeeOther(only)
            : NotFound();
    }
}
