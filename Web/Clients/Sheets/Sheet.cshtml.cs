using Grains.Access;
using Grains.Accounts.SignIn;
using Grains.Clients;
using Grains.Employees;
using Grains.Interfaces;
using Grains.Interfaces.Clients;
using Grains.Interfaces.Spaces;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Security;
using Web.Shared;

namespace Web.Clients.Sheets;

/// <summary>
/// For advisers: all that is known of one client. Each reading is noted before anything is shown. The invitation of who has no account yet is sent again
/// from here, to a corrected address.
/// </summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
[RequestSizeLimit(16 * 1024)]
public sealed class SheetModel(
    Rights rights, ClientQueries clients, EmployeeQueries employees, IGrainFactory grains, DerivedSecrets secrets, FormOperations operations, PageShells frames,
    TimeProvider clock) : PageModel, IStaffPage
{
    private const int MaxKey = 100;

    public StaffShell Frame { get; private set; } = null!;

    public ClientSheet Sheet { get; private set; } = null!;

    /// <summary>Of a company, for whose role reads them.</summary>
    public SheetEmployees? Employees { get; private set; }

    /// <summary>Of who was invited and has no account yet.</summary>
    public SheetInvited? Invited { get; private set; }

    public SheetSent Sent { get; private set; } = null!;

    public string? Notice { get; private set; }

    /// <summary>The viewer's role writes to clients.</summary>
    public bool MayWrite => StaffRights.May(Caller, StaffAct.AnswerRequests);

    public DateTimeOffset Now => clock.GetUtcNow();

    private Caller Caller => HttpContext.Caller();

    /// <param name="envois">Where the page of deliveries before ended.</param>
    public async Task<IActionResult> OnGet(string kind, string? key, string? envois, string? fin)
    {
        Notice = fin is "corrige" ? SheetTexts.Corrected : null;
        return await Open(kind, key, envois);
    }

    public async Task<IActionResult> OnPostCorriger(string kind, string? key, string cle, string? courriel, [Verbatim] string? motif)
    {
        if (ClientAddress.KindOf(kind) is not ClientKind.Invited || key is not { Length: <= MaxKey }
            || key.Split('/') is not [var portal, var space, { Length: > 0 } member])
            return NotFound();
        var (email, reason) = (courriel ?? "", TypedText.Of(motif).ReplaceLineEndings(" ").Trim());
        var operation = operations.For(Caller, cle, "correct-invitation", key, email, reason);
        var done = await grains.GetGrain<ISpaceSupportGrain>($"{portal}/{space}")
            .CorrectInvitation(Caller, operation, member, email, reason, secrets.Link(operation));
        switch (done.Refusal)
        {
            case null:
                return new SeeOther($"{Request.Path}?fin=corrige");
            case SpaceRefusal.NotFound:
                return NotFound();
            case SpaceRefusal.NotAdministrator:
                // Every role reads the sheet.
                return StatusCode(StatusCodes.Status403Forbidden);
        }
        var opened = await Open(kind, key, null);
        if (Invited is null)
            return opened;
        Invited = Invited with { Email = email, Reason = reason, Fault = SheetLabels.Fault(done.Refusal.Value) };
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return opened;
    }

    private async Task<IActionResult> Open(string kind, string? key, string? after)
    {
        var (caller, scope) = (Caller, rights.ScopeOf(Caller));
        if (ClientAddress.KindOf(kind) is not { } known || key is not { Length: > 0 and <= MaxKey } || await clients.Client(scope, known, key) is null)
            return NotFound();
        var sheet = ClientAddress.KeyOf(known, key);
        var noted = await grains.GetGrain<IClientSheetGrain>(sheet).NoteReading(caller, operations.For(caller, FormOperations.NewKey(), "sheet", sheet));
        var readsEmployees = StaffRights.May(caller, StaffAct.ReadEmployees);
        if (!noted.Ok || await clients.Sheet(scope, known, key, sheet, after, readsEmployees, HttpContext.RequestAborted) is not { } found)
            return NotFound();
        (Sheet, Frame) = (found, await frames.Staff(HttpContext));
        var title = known is ClientKind.Company ? SheetTexts.DeliveriesOfCompany : SheetTexts.Deliveries;
        Sent = new SheetSent(title, found.Deliveries, ClientAddress.Of(known, key), after, found.Next, Now);
        if (found.Asked is { } asked)
            Invited = new SheetInvited(asked, ClientAddress.Of(known, key), StaffRights.May(caller, StaffAct.CorrectContact), asked.Email, "", null, Now);
        if (known is ClientKind.Company && readsEmployees)
        {
            var (page, counts, _) = await employees.List(scope, new EmployeeFilter(key, Take: SheetEmployees.Most), HttpContext.RequestAborted);
            Employees = new SheetEmployees(key, page, counts, Now);
        }
        return Page();
    }
}
