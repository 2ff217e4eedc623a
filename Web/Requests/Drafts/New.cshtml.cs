using Grains.Interfaces.Requests;
using Microsoft.AspNetCore.Mvc;
using Web.Accounts.Session;
using Web.Documents;
using Web.Shared;

namespace Web.Requests.Drafts;

/// <summary>The first step of a new request; its first save makes the draft, whose own page goes on.</summary>
public sealed class NewModel(FormService service, PageShells frames, Uploads uploads) : FormPage(service, frames, uploads)
{
    public async Task<IActionResult> OnGet(string? entreprise) =>
        await Service.OnlyRequest(HttpContext.Session()) is { } only ? LocalRedirect(only)
        : await Service.Blank(HttpContext.Session(), entreprise) is { } view ? await Draw(view, entreprise)
        : NotFound();

    public async Task<IActionResult> OnPost(string? draft, string? aller, string cle) =>
        await Begun(draft) ?? await Take(draft!, 1, aller, cle, []);

    public async Task<IActionResult> OnPostGarder(string? draft) => await Begun(draft) ?? await Keep(draft!, 1);

    private async Task<IActionResult?> Begun(string? draft)
    {
        if (!FormService.IsDrawn(draft))
            return BadRequest();
        if (await Service.FormFor(HttpContext.Session()) is not { } form)
            return NotFound();
        var begun = await Service.Begin(Caller, draft!, form, Typed(form).GetValueOrDefault("company"));
        return begun.Ok ? null
            : begun.Refusal is RequestRefusal.OnlyOne && await Service.OnlyRequest(HttpContext.Session()) is { } only ? new SeeOther(only)
            : NotFound();
    }
}
