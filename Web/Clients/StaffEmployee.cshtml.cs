using Grains.Access;
using Grains.Employees;
using Grains.Interfaces.Employees;
using Grains.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Clients.Sheets;
using Web.Employees.Papers;
using Web.Security;
using Web.Shared;

namespace Web.Clients;

/// <summary>For advisers whose role reads affiliations: one employee of a company, with their papers and what they contest. Each reading is noted on the company's sheet.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
[RequestSizeLimit(16 * 1024)]
public sealed class StaffEmployeeModel(
    Rights rights, EmployeeReading reading, EmployeeQueries employees, AffiliationService affiliations, FormOperations operations, PageShells frames,
    TimeProvider clock) : PageModel, IStaffPage
{
    private const int MaxKey = 64;

    public StaffShell Frame { get; private set; } = null!;

    public EmployeeSheet Sheet { get; private set; } = null!;

    public EmployeeSummary Employee => Sheet.Employee;

    public string Company => $"/gestion/salaries/{Employee.Company}";

    public string Itself => $"{Company}/{Employee.Id}";

    public string Operation { get; } = FormOperations.NewKey();

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>What was written to settle, and is refused.</summary>
    public string? Answer { get; private set; }

    public bool IsSettled { get; private set; }

    public PapersBlock Papers => new(PaperLine.Of(Sheet, Now), Now) { Files = $"{Itself}/pieces" };

    public bool MaySettle => StaffRights.May(HttpContext.Caller(), StaffAct.SettleContest);

    public bool MayCorrect => Employee.Mail.Length > 0 && StaffRights.May(HttpContext.Caller(), StaffAct.CorrectContact);

    public bool IsCorrected { get; private set; }

    /// <summary>What was typed to correct the address, and is refused.</summary>
    public (string Email, string Reason, InvitationFault Fault)? Correction { get; private set; }

    public async Task<IActionResult> OnGet(string portal, string siren, string id, string? fin)
    {
        (IsSettled, IsCorrected) = (fin is "tranchee", fin is "corrige");
        return await Draw(portal, siren, id) ? Page() : NotFound();
    }

    /// <summary>« Trancher »: the contest ends with a word to both.</summary>
    public async Task<IActionResult> OnPostTrancher(string portal, string siren, string id, [Verbatim] string? explication, string cle)
    {
        if (!await Draw(portal, siren, id))
            return NotFound();
        if (!MaySettle)
            return StatusCode(StatusCodes.Status403Forbidden);
        var word = TypedText.Of(explication).Trim();
        var settled = await affiliations.SettleContest(
            HttpContext.Caller(), operations.For(HttpContext.Caller(), cle, "settle", Employee.Employee, word), Employee.Employee, word);
        if (settled.Refusal is EmployeeRefusal.Incomplete)
        {
            (Answer, Response.StatusCode) = (word, StatusCodes.Status422UnprocessableEntity);
            return Page();
        }
        return settled.Refusal is EmployeeRefusal.NotFound ? NotFound() : new SeeOther(settled.Ok ? $"{Itself}?fin=tranchee" : Itself);
    }

    /// <summary>« Corriger et renvoyer »: a new link goes to another address, the former is dead.</summary>
    public async Task<IActionResult> OnPostCorriger(string portal, string siren, string id, string? courriel, [Verbatim] string? motif, string cle)
    {
        if (!await Draw(portal, siren, id))
            return NotFound();
        if (!StaffRights.May(HttpContext.Caller(), StaffAct.CorrectContact))
            return StatusCode(StatusCodes.Status403Forbidden);
        var (email, reason) = (EmailAddress.Kept(courriel), TypedText.Of(motif).ReplaceLineEndings(" ").Trim());
        if (EmailAddress.Check(email) is not null)
            return Again(email, reason, new InvitationFault("courriel", SheetTexts.FaultEmail));
        var done = await affiliations.CorrectEmailByAdviser(
            HttpContext.Caller(), operations.For(HttpContext.Caller(), cle, "correct-email", Employee.Employee, email, reason), Employee.Employee, email, reason);
        return done.Refusal switch
        {
            null => new SeeOther($"{Itself}?fin=corrige"),
            EmployeeRefusal.NotFound => NotFound(),
            EmployeeRefusal.Incomplete => Again(email, reason, new InvitationFault("motif", SheetTexts.FaultReason)),
            _ => Again(email, reason, new InvitationFault("", SheetTexts.FaultOver)),
        };
    }

    private PageResult Again(string email, string reason, InvitationFault fault)
    {
        (Correction, Response.StatusCode) = ((email, reason, fault), StatusCodes.Status422UnprocessableEntity);
        return Page();
    }

    private async Task<bool> Draw(string portal, string siren, string id)
    {
        if (id.Length > MaxKey || await reading.Of(HttpContext.Caller(), portal, siren, HttpContext.RequestAborted) is not { } company
            || await employees.SheetOf(rights.ScopeOf(HttpContext.Caller()), $"{portal}/{id}", HttpContext.RequestAborted) is not { } sheet
            || sheet.Employee.Company != company.Client)
            return false;
        (Sheet, Frame) = (sheet, await frames.Staff(HttpContext));
        return true;
    }
}
