using Grains.Access;
using Grains.Employees;
using Grains.Interfaces.Employees;
using Grains.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Profile;
using Web.Accounts.Session;
using Web.Employees.Invite;
using Web.Security;
using Web.Shared;

namespace Web.Employees.Edit;

/// <summary>« Modifier les données » of an employee. Who saves after somebody else sees both values, and decides.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
[RequestSizeLimit(16 * 1024)]
public sealed class EditEmployeeModel(
    Rights rights, EmployeeQueries employees, IGrainFactory grains, PageShells frames, FormOperations operations, TimeProvider clock) : PageModel, IPortalPage
{
    public PageShell Frame { get; private set; } = null!;

    public EditView View { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string id) => await Draw(id, null, []);

    /// <param name="lu">What the form was drawn from.</param>
    public async Task<IActionResult> OnPost(string id, string? lu, string cle)
    {
        var typed = EditForm.Typed(Request.Form);
        if (await Grain(id).Identity(HttpContext.Caller()) is not { } stored)
            return NotFound();
        if (EditForm.Carried(lu) is not { } before)
            return await Draw(id, typed, [], meanwhile: true);
        var faults = await FaultsOf(id, typed);
        if (faults.Count > 0)
            return await Draw(id, typed, faults, meanwhile: stored != before);
        var saved = await Grain(id).Correct(
            HttpContext.Caller(), operations.For(HttpContext.Caller(), cle, "correct-data", string.Join('\n', typed.Fields.Values)), before, typed.On(before));
        return saved.Refusal switch
        {
            null => new SeeOther($"/{HttpContext.Caller().Portal}/salaries/{id}"),
            EmployeeRefusal.NotFound => NotFound(),
            EmployeeRefusal.ChangedMeanwhile => await Draw(id, typed, [], meanwhile: true),
            _ => await Draw(id, typed, [new FieldFault("nom", EmployeeTexts.AlreadyKnown)]),
        };
    }

    private async Task<IActionResult> Draw(string id, EditForm? typed, IReadOnlyList<FieldFault> faults, bool meanwhile = false)
    {
        if (await Grain(id).Identity(HttpContext.Caller()) is not { } stored || await Places(id) is not { } places)
            return NotFound();
        Frame = await frames.Portal(HttpContext, PortalSection.Employees);
        View = new EditView($"{Frame.Path("salaries")}/{id}", typed ?? EditForm.Of(stored), stored, places, faults, FormOperations.NewKey()) { Meanwhile = meanwhile };
        if (faults.Count > 0 || meanwhile)
            Response.StatusCode = meanwhile ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<IReadOnlyList<FieldFault>> FaultsOf(string id, EditForm typed)
    {
        var form = new InviteForm(typed.Fields);
        var today = Paris.Day(clock.GetUtcNow());
        return [.. InviteRules.Check(1, form, new InviteChoices([], []), today),
            .. InviteRules.Check(2, form, new InviteChoices(await Places(id) ?? [], []), today).Where(f => f.Field != "college")];
    }

    private async Task<IReadOnlyList<EstablishmentChoice>?> Places(string id)
    {
        var scope = rights.ScopeOf(HttpContext.Caller());
        return await employees.Sheet(scope, id, HttpContext.RequestAborted) is { } sheet
            ? await employees.Establishments(scope, sheet.Employee.Company, HttpContext.RequestAborted) : null;
    }

    private IEmployeeGrain Grain(string id) => grains.GetGrain<IEmployeeGrain>($"{HttpContext.Caller().Portal}/{id}");
}
