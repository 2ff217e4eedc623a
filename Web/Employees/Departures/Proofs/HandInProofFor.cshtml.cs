using Grains.Access;
using Grains.Employees;
using Grains.Employees.Departures.Proofs;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Departures;
using Grains.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Documents;
using Web.Security;
using Web.Shared;

namespace Web.Employees.Departures.Proofs;

/// <summary>The employer's part in a leaver's proofs: hands one in that they were given, and asks for it.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
[RequestFormLimits(MultipartBodyLengthLimit = Uploads.FormLimit)]
[RequestSizeLimit(Uploads.FormLimit)]
public sealed class HandInProofForModel(
    Rights rights, EmployeeQueries employees, PortabilityService portability, Uploads uploads, PageShells frames, FormOperations operations) : PageModel, IPortalPage
{
    public PageShell Frame { get; private set; } = null!;

    public string Sheet { get; private set; } = "";

    public string Name { get; private set; } = "";

    public ProofDeposit Deposit { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string id) => await Find(id) is not { } employee ? NotFound()
        : Expected(employee) is { } expected ? Draw(expected, ProofFiles.None) : Back(employee.ProofWaits == 1 ? "justificatif-etude" : "justificatif-rien");

    public async Task<IActionResult> OnPost(string id, string cle)
    {
        if (await Find(id) is not { } employee)
            return NotFound();
        if (Expected(employee) is not { } expected)
            return Back(employee.ProofWaits == 1 ? "justificatif-etude" : "justificatif-rien");
        var caller = HttpContext.Caller();
        var files = await ProofFiles.Take(Request.Form, uploads, caller.Account, HttpContext.RequestAborted);
        if (files.Faults.Count > 0)
            return Draw(expected, files);
        var ids = files.Kept.Select(f => f.File).ToList();
        var done = await portability.HandInFor(caller, operations.For(caller, cle, "portability-proof", string.Join(' ', ids)), id, ids);
        return done.Refusal switch
        {
            EmployeeRefusal.NotFound => NotFound(),
            EmployeeRefusal.Incomplete => Draw(expected, files.Refused(PortabilityTexts.FileMissing)),
            EmployeeRefusal.TooMany => Draw(expected, files.Refused(PortabilityTexts.TooMany)),
            { } refusal => Back(Why(refusal)),
            null => Back("justificatif-remis"),
        };
    }

    public async Task<IActionResult> OnPostRelancer(string id, string cle)
    {
        if (await Find(id) is null)
            return NotFound();
        var caller = HttpContext.Caller();
        var done = await portability.Remind(caller, operations.For(caller, cle, "portability-remind"), id);
        return done.Refusal switch
        {
            EmployeeRefusal.NotFound => NotFound(),
            { } refusal => Back(Why(refusal)),
            null => Back("justificatif-relance"),
        };
    }

    private PageResult Draw(ExpectedProof expected, ProofFiles files)
    {
        Deposit = new ProofDeposit(
            expected, $"{Sheet}/portabilite", PortabilityTexts.ForHelp, string.Format(PortabilityTexts.DueOnFor, FrenchDates.Day(expected.DueOn)), files);
        if (files.Faults.Count > 0)
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<EmployeeSummary?> Find(string id)
    {
        if (await employees.Sheet(rights.ScopeOf(HttpContext.Caller()), id, HttpContext.RequestAborted) is not { Employee: { } employee })
            return null;
        Frame = await frames.Portal(HttpContext, PortalSection.Employees);
        (Sheet, Name) = ($"{Frame.Path("salaries")}/{id}", employee.Name);
        return employee;
    }

    private static ExpectedProof? Expected(EmployeeSummary employee) => employee is { ProofKind: > 0, ProofWaits: 0 }
        ? new ExpectedProof((DepartureEvidence)employee.ProofKind, EmployeeLabels.Day(employee.ProofOn)!.Value) : null;

    private static string Why(EmployeeRefusal refusal) => refusal is EmployeeRefusal.AlreadyDecided ? "justificatif-etude" : "justificatif-rien";

    private SeeOther Back(string outcome) => new(QueryText.Of(Sheet, ("fin", outcome)));
}
