using Grains.Interfaces.Requests;
using Grains.Text;
using Microsoft.AspNetCore.Mvc;
using Web.Accounts.Session;
using Web.Companies;
using Web.Documents;
using Web.Shared;

namespace Web.Requests.Drafts;

/// <summary>The first step of a new request; its first save makes the draft, whose own page goes on.</summary>
public sealed class NewModel(FormService service, PageShells frames, Uploads uploads) : FormPage(service, frames, uploads)
{
    public async Task<IActionResult> OnGet()
    {
        if (await Service.OnlyRequest(HttpContext.Session()) is { } only)
            return LocalRedirect(only);
        await Surround();
        if (Frame.All)
            return LocalRedirect(CompanyPages.Choose(Caller.Portal, CompanyPages.NewRequest));
        if (await Service.Blank(HttpContext.Session(), Frame.Company?.Siren) is not { } view)
            return NotFound();
        Form = view;
        return Page();
    }

    public async Task<IActionResult> OnPost(string? draft, string? aller, string cle) =>
        aller is Later && await IsUntouched(draft) ? new SeeOther(FormService.ListPath(Caller.Portal))
        : await Begun(draft) ?? await Take(draft!, 1, aller, cle, []);

    public async Task<IActionResult> OnPostGarder(string? draft) =>
        await IsUntouched(draft) ? new JsonResult(new { savedAt = FrenchDates.Hour(Service.Now) }) : await Begun(draft) ?? await Keep(draft!, 1);

    // A page that is only looked at leaves nothing behind.
    private async Task<bool> IsUntouched(string? draft) =>
        FormService.IsDrawn(draft) && await Service.FormFor(HttpContext.Session()) is { } form
        && await Service.IsUntouched(HttpContext.Session(), form, Typed(form)) && await Service.Find(Caller, draft!) is null;

    private async Task<IActionResult?> Begun(string? draft)
    {
        if (!FormService.IsDrawn(draft))
            return BadRequest();
        if (await Service.FormFor(HttpContext.Session()) is not { } form)
            return NotFound();
        var begun = await Service.Begin(Caller, draft!, form, Typed(form).GetValueOrDefault("company"));
        // Begun already, longer ago than a repeat is known for: what it has become takes the form, or says where it went.
        return begun.Ok || begun.Refusal is RequestRefusal.AlreadySent ? null
            : begun.Refusal is RequestRefusal.OnlyOne && await Service.OnlyRequest(HttpContext.Session()) is { } only ? new SeeOther(only)
            : NotFound();
    }
}
