using Grains.Access;
using Grains.Contracts;
using Grains.Employees;
using Grains.Interfaces.Employees;
using Grains.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Companies;
using Web.Papers;
using Web.Security;
using Web.Shared;

namespace Web.Employees.Invite;

/// <summary>
/// « Affilier un salarié »: identity, employment, cover, contact; where the employer types it all, beneficiaries and account. What was typed goes along
/// in the form; nothing is kept before it is sent.
/// </summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
[RequestSizeLimit(16 * 1024)]
public sealed class InviteEmployeeModel(
    Rights rights, ContractQueries contracts, EmployeeQueries employees, AffiliationService affiliations, InvitePreview preview, PageShells frames,
    FormOperations operations, TimeProvider clock) : PageModel, IPortalPage
{
    public PageShell Frame { get; private set; } = null!;

    /// <summary>Null while the company has to be chosen.</summary>
    public InviteView? View { get; private set; }

    /// <summary>Whoever looks at all companies chooses one first.</summary>
    public async Task<IActionResult> OnGet(string? entreprise) =>
        await Draw(entreprise == ChosenCompany.Everything ? null : entreprise, 1, InviteForm.Empty, []);

    /// <param name="aller">Where its button goes: on, or back.</param>
    public async Task<IActionResult> OnPost(string? entreprise, int etape, string? aller, string cle)
    {
        var typed = InviteForm.Read(Request.Form);
        etape = Math.Clamp(etape, 1, typed.Steps);
        if (aller is "retour")
            return await Draw(entreprise, Math.Max(1, etape - 1), typed, []);
        if (aller is "personne")
            return await Draw(entreprise, etape, typed, [], oneMore: true);
        if (await Of(entreprise) is not { } known)
            return NotFound();
        var faults = InviteRules.Check(etape, typed, known, Paris.Day(clock.GetUtcNow()));
        if (faults.Count > 0 || etape < typed.Steps)
            return await Draw(entreprise, faults.Count > 0 ? etape : etape + 1, typed, faults);
        if (aller is "apercu")
            return await Preview(entreprise!, typed);
        // Every step once more: what went along in the form may have been changed on the way.
        for (var step = 1; step < typed.Steps; step++)
        {
            if (InviteRules.Check(step, typed, known, Paris.Day(clock.GetUtcNow())) is { Count: > 0 } earlier)
                return await Draw(entreprise, step, typed, earlier);
        }
        var caller = HttpContext.Caller();
        var employee = InviteRules.Employee($"{caller.Portal}/{entreprise}", typed, known);
        var (operation, source) = (operations.For(caller, cle, "invite", typed.Content), $"{HttpContext.Connection.RemoteIpAddress}");
        var invited = typed.IsTyped
            ? await affiliations.Affiliate(caller, operation, employee, InviteRules.Typed(typed, NameOf(entreprise!), source))
            : await affiliations.Invite(caller, operation, employee);
        return invited.Ok ? new SeeOther($"{Frame.Path("salaries")}/{invited.Value}")
            : invited.Refusal is EmployeeRefusal.NotFound ? NotFound()
            : invited.Refusal is EmployeeRefusal.Homonym && await Namesakes(employee) is { Count: > 0 } namesakes
                ? await Draw(entreprise, typed.Steps, typed, [new("meme", EmployeeTexts.NamesakeAsked)], namesakes)
            : await Draw(entreprise, 1, typed, [new("nom", InviteRules.Sentence(invited.Refusal.Value))]);
    }

    // The mail on the page, the letter as the file that will be printed.
    private async Task<IActionResult> Preview(string siren, InviteForm typed)
    {
        if (typed["courriel"].Length > 0)
        {
            await Draw(siren, typed.Steps, typed, []);
            View = View! with { Mail = await preview.Mail(HttpContext.Caller().Portal, typed, HttpContext.RequestAborted) };
            return Page();
        }
        using var letter = preview.Letter(HttpContext.Caller().Portal, NameOf(siren), typed);
        return File(letter.Bytes(HttpContext), "application/pdf", EmployeeTexts.PreviewFile);
    }

    private async Task<IActionResult> Draw(string? siren, int step, InviteForm typed, IReadOnlyList<Accounts.Profile.FieldFault> faults,
        IReadOnlyList<EmployeeSummary>? namesakes = null, bool oneMore = false)
    {
        var known = await Of(siren);
        Frame ??= await frames.Portal(HttpContext, PortalSection.Employees, KeyOf(siren));
        if (Frame.Companies.Count == 0 || (siren is not null && known is null))
            return NotFound();
        if (known is null && Frame.Companies is [var only])
            return LocalRedirect(QueryText.Of($"{Frame.Path("salaries")}/nouveau", ("entreprise", only.Siren)));
        if (known is not null)
        {
            View = new InviteView(step, typed, faults, known, siren!, $"{Frame.Path("salaries")}/nouveau", FormOperations.NewKey())
            {
                Namesakes = namesakes ?? [],
                OneMore = oneMore,
            };
        }
        if (faults.Count > 0)
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    // Those whom the caller sees.
    private async Task<IReadOnlyList<EmployeeSummary>> Namesakes(NewEmployee employee)
    {
        var seen = new List<EmployeeSummary>();
        foreach (var id in await affiliations.NamesakesOf(HttpContext.Caller(), employee))
        {
            if (await employees.Sheet(rights.ScopeOf(HttpContext.Caller()), id, HttpContext.RequestAborted) is { } sheet)
                seen.Add(sheet.Employee);
        }
        return seen;
    }

    private string NameOf(string siren) => (Frame.Company ?? Frame.Companies.FirstOrDefault(c => c.Siren == siren))?.Name ?? "";

    private string? KeyOf(string? siren) => string.IsNullOrEmpty(siren) ? null : $"{HttpContext.Caller().Portal}/{siren}";

    private async Task<InviteChoices?> Of(string? siren)
    {
        if (string.IsNullOrEmpty(siren))
            return null;
        Frame ??= await frames.Portal(HttpContext, PortalSection.Employees, KeyOf(siren));
        var (scope, company) = (rights.ScopeOf(HttpContext.Caller()), $"{HttpContext.Caller().Portal}/{siren}");
        var places = await employees.Establishments(scope, company, HttpContext.RequestAborted);
        if (places.Count == 0)
            return null;
        var today = Paris.Day(clock.GetUtcNow());
        var signed = (await contracts.Of(scope, company, HttpContext.RequestAborted)).Contracts;
        return new InviteChoices(places, [.. signed.Where(c => c.StatusOn(today) is ContractStatus.Current or ContractStatus.Upcoming && c.Options.Count > 0)]);
    }
}
