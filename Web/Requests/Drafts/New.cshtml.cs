using Grains.Interfaces.Requests;
using Grains.Requests.Forms;
using Grains.Text;
using Microsoft.AspNetCore.Mvc;
using Web.Accounts.Session;
using Web.Companies;
using Web.Documents;
using Web.Requests.Catalogue;
using Web.Shared;

namespace Web.Requests.Drafts;

/// <summary>The first step of a new request; its first save makes the draft, whose own page goes on.</summary>
public class NewModel(FormService service, FormOffers offers, PageShells frames, Uploads uploads) : FormPage(service, frames, uploads)
{
    /// <summary>The form that the address names; null for the one that asks whatever.</summary>
    private string? Named => RouteData.Values["formulaire"] as string;

    /// <param name="salarie">Whom it is about, where another form was left for this one.</param>
    /// <param name="depuis">The draft of that one.</param>
    public async Task<IActionResult> OnGet(string? salarie, string? depuis)
    {
        if (Named is null or FormService.Form && await Service.OnlyRequest(HttpContext.Session()) is { } only)
            return LocalRedirect(only);
        await Surround();
        if (Frame.All)
            return LocalRedirect(CompanyPages.Choose(Caller.Portal, Named is null ? CompanyPages.NewRequest : CompanyPages.Forms));
        if (await Asked(Frame.Company?.Siren) is not { } form)
            return NotFound();
        Form = await Service.WithOwnForms(HttpContext.Session(), await Service.Blank(
            HttpContext.Session(), Frame.Company?.Siren, form, Named is null ? null : $"/{Caller.Portal}/{CompanyPages.Forms}/{form.Id}", salarie)
            with { Left = await Service.Left(Caller, depuis) });
        return Page();
    }

    public async Task<IActionResult> OnPost(string? draft, string? aller, string cle) =>
        aller is Later && await IsUntouched(draft) ? new SeeOther(FormService.ListPath(Caller.Portal))
        : await Begun(draft) ?? await Take(draft!, 1, aller, cle, []);

    public async Task<IActionResult> OnPostGarder(string? draft) =>
        await IsUntouched(draft) ? new JsonResult(new { savedAt = FrenchDates.Hour(Service.Now) }) : await Begun(draft) ?? await Keep(draft!, 1);

    // A page that is only looked at leaves nothing behind.
    private async Task<bool> IsUntouched(string? draft) =>
        FormService.IsDrawn(draft) && await Asked() is { } form
        && await Service.IsUntouched(HttpContext.Session(), form, Typed(form)) && await Service.Find(Caller, draft!) is null;

    private async Task<IActionResult?> Begun(string? draft)
    {
        if (!FormService.IsDrawn(draft))
            return BadRequest();
        if (await Asked() is not { } form)
            return await Lost();
        var begun = await Service.Begin(Caller, draft!, form, Typed(form).GetValueOrDefault("company"));
        // Begun already, longer ago than a repeat is known for: what it has become takes the form, or says where it went.
        return begun.Ok || begun.Refusal is RequestRefusal.AlreadySent ? null
            : begun.Refusal is RequestRefusal.OnlyOne && await Service.OnlyRequest(HttpContext.Session()) is { } only ? new SeeOther(only)
            : await Lost(begun.Refusal);
    }

    // Of the company that the form is for: what is posted, or what the page shows.
    private async Task<FormDefinition?> Asked(string? siren = null) => Named is null or FormService.Form ? await Service.FormFor(HttpContext.Session())
        : await offers.Find(HttpContext.Session(), siren ?? Posted(), Named);

    private string? Posted() =>
        Request.HasFormContentType && Request.Form[FormService.CompanyField].ToString().Split('/')[^1] is { Length: > 0 } siren ? siren : null;
}

/// <summary>The same of the form that the address names.</summary>
public sealed class WizardModel(FormService service, FormOffers offers, PageShells frames, Uploads uploads) : NewModel(service, offers, frames, uploads);
