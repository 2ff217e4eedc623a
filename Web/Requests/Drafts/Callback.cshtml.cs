using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Requests.Callbacks;
using Grains.Requests.Forms;
using Microsoft.AspNetCore.Mvc;
using Web.Accounts.Session;
using Web.Companies;
using Web.Documents;
using Web.Shared;

namespace Web.Requests.Drafts;

/// <summary>« Être rappelé » by one of the company's contacts, or by a team: a request that is written and sent on one page.</summary>
[RequestSizeLimit(16 * 1024)]
public sealed class CallbackModel(FormService service, PageShells frames, Uploads uploads, RequestNumbers numbers) : FormPage(service, frames, uploads)
{
    private const string Contact = "contact";

    /// <summary>One by the same contact is open already.</summary>
    public bool IsOpen { get; private set; }

    public async Task<IActionResult> OnGet(string? contact)
    {
        if (await Service.CallbackFormFor(HttpContext.Session()) is not { } form)
            return NotFound();
        await Surround();
        if (Frame.All)
            return LocalRedirect(CompanyPages.Choose(Caller.Portal, "accueil"));
        var answers = new Dictionary<string, string> { [Contact] = contact ?? "" };
        if (Frame.Company is { } company)
            answers[FormService.CompanyField] = $"{Caller.Portal}/{company.Siren}";
        if (await Service.Offer(Caller, form, answers) is not { } offer)
            return NotFound();
        return await Again(form, answers, offer);
    }

    public async Task<IActionResult> OnPost(string? draft, string cle)
    {
        if (!FormService.IsDrawn(draft))
            return BadRequest();
        if (await Service.CallbackFormFor(HttpContext.Session()) is not { } form)
            return NotFound();
        if (await Sent(draft!) is { } earlier)
            return earlier;
        var typed = Typed(form);
        if (await Service.Offer(Caller, form, typed) is not { } offer)
            return NotFound();
        var faults = FaultsOf(form, typed, offer);
        if (faults.Count > 0)
            return await Again(form, typed, offer, faults);
        var begun = await Service.Begin(Caller, draft!, form, typed.GetValueOrDefault(FormService.CompanyField));
        if (!begun.Ok && begun.Refusal is not RequestRefusal.AlreadySent)
            return NotFound();
        if (!(await Service.Save(Caller, draft!, form, 1, typed, new Dictionary<string, string>())).Ok)
            return await Sent(draft!) ?? NotFound();
        var sent = await Service.Send(Caller, draft!, cle, await numbers.Next(HttpContext.RequestAborted));
        if (sent.Ok)
            return new SeeOther($"{FormService.ListPath(Caller.Portal)}/{sent.Value.Number}/confirmation");
        if (sent.Refusal is not (RequestRefusal.AlreadyAsked or RequestRefusal.SlotGone))
            return await Sent(draft!) ?? NotFound();
        // It would wait among the drafts, for a page that it was never written on.
        await Service.Discard(Caller, draft!, cle);
        IsOpen = sent.Refusal is RequestRefusal.AlreadyAsked;
        return await Again(form, typed, offer, IsOpen ? [] : [new FormFault(form.Slot!, Fault.Unknown)]);
    }

    // A time that is offered no longer is as good as none.
    private List<FormFault> FaultsOf(FormDefinition form, Dictionary<string, string> typed, CallbackOffer offer)
    {
        var faults = form.Faults(typed, Service.Facts).ToList();
        if (faults.All(f => f.Field != form.Slot) && !offer.Has(typed.GetValueOrDefault(form.Slot!.Name)))
            faults.Add(new FormFault(form.Slot!, Fault.Unknown));
        return faults;
    }

    // A page that was kept open, or gone back to, leads to what it has sent.
    private async Task<IActionResult?> Sent(string draft) =>
        await Service.Find(Caller, draft) is { } found && SentAs(found) is { } address ? new SeeOther(address) : null;

    private async Task<IActionResult> Again(
        FormDefinition form, Dictionary<string, string> typed, CallbackOffer offer, IReadOnlyList<FormFault>? faults = null)
    {
        var blank = await Service.Blank(HttpContext.Session(), typed.GetValueOrDefault(FormService.CompanyField)?.Split('/')[^1], form);
        var answers = new Dictionary<string, string>(blank.Answers);
        foreach (var (name, text) in typed)
            answers[name] = text;
        return await Draw(blank with { Answers = answers, Offer = offer, Faults = faults ?? [] });
    }
}
