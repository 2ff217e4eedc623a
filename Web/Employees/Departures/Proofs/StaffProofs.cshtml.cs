using Grains.Access;
using Grains.Employees.Departures.Proofs;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Departures;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Employees.Invite;
using Web.Security;
using Web.Shared;

namespace Web.Employees.Departures.Proofs;

/// <summary>For advisers whose role reads affiliations: proofs of portability that wait for the insurer.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
[RequestSizeLimit(16 * 1024)]
public sealed class StaffProofsModel(
    Rights rights, ProofQueries queries, PortabilityService portability, PageShells frames, FormOperations operations, TimeProvider clock) : PageModel, IStaffPage
{
    private const int MaxKey = 128;
    private const int MaxDay = 20;

    public StaffShell Frame { get; private set; } = null!;

    public StaffProofsView View { get; private set; } = null!;

    public (string Sentence, bool Done)? Said { get; private set; }

    public async Task<IActionResult> OnGet(string? fin)
    {
        if (!await Draw())
            return NotFound();
        Said = PortabilityLabels.Outcome(fin);
        return HttpContext.IsFragment() ? Partial("_StaffProofsFragment", View) : Page();
    }

    /// <param name="jusquau">« Indemnisé jusqu'au », jj/mm/aaaa; empty where the proof does not say.</param>
    /// <param name="arret">Benefit ended on that day.</param>
    public Task<IActionResult> OnPostAccepter(string? salarie, int justificatif, string? jusquau, string? arret, string cle)
    {
        var (typed, ends) = (jusquau?.Trim() is { Length: <= MaxDay } day ? day : "", arret is not null);
        var typedFault = new ProofFault(salarie ?? "", justificatif, true, typed, ends, PortabilityTexts.UntilWrong);
        return typed.Length > 0 && InviteRules.Day(typed) is null ? Refuse(typedFault)
            : Settle(new ProofDecision(true, Until: InviteRules.Day(typed), Ends: ends), typedFault, cle);
    }

    public Task<IActionResult> OnPostRefuser(string? salarie, int justificatif, [Verbatim] string? explication, string cle)
    {
        var word = TypedText.Of(explication).Trim();
        return Settle(new ProofDecision(false, word), new ProofFault(salarie ?? "", justificatif, false, word, false, PortabilityTexts.RefuseMissing), cle);
    }

    private async Task<IActionResult> Settle(ProofDecision answer, ProofFault typed, string key)
    {
        var caller = HttpContext.Caller();
        if (await Stops(typed) is { } stop)
            return stop;
        var settled = await portability.Settle(
            caller, operations.For(caller, key, "portability-settle", $"{typed.Employee}|{typed.Proof}|{answer}"), typed.Employee, typed.Proof, answer);
        return settled.Refusal switch
        {
            EmployeeRefusal.NotFound => NotFound(),
            EmployeeRefusal.Incomplete => Refused(answer.Accepted ? typed with { Sentence = PortabilityTexts.UntilMissing } : typed),
            EmployeeRefusal.WrongDay => Refused(typed),
            _ => new SeeOther(QueryText.Of("/gestion/portabilite", ("fin", settled.Ok ? "reponse" : "deja"))),
        };
    }

    private async Task<IActionResult> Refuse(ProofFault fault) => await Stops(fault) ?? Refused(fault);

    // Who may read alone is told so; what names nobody leads nowhere.
    private async Task<IActionResult?> Stops(ProofFault typed) =>
        !await Draw() || typed.Employee.Length is 0 or > MaxKey ? NotFound() : View.MayDecide ? null : StatusCode(StatusCodes.Status403Forbidden);

    private PageResult Refused(ProofFault fault)
    {
        View = View with { Fault = fault };
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> Draw()
    {
        if (!StaffRights.May(HttpContext.Caller(), StaffAct.ReadEmployees))
            return false;
        Frame = await frames.Staff(HttpContext);
        var waiting = await queries.Waiting(rights.ScopeOf(HttpContext.Caller()), HttpContext.RequestAborted);
        View = new StaffProofsView(waiting, FormOperations.NewKey(), clock.GetUtcNow(), StaffRights.May(HttpContext.Caller(), StaffAct.DecideProof));
        return true;
    }
}

/// <param name="Operation">The key of the forms that are drawn.</param>
public sealed record StaffProofsView(IReadOnlyList<ProofView> Waiting, string Operation, DateTimeOffset Now, bool MayDecide)
{
    /// <summary>An answer that is refused.</summary>
    public ProofFault? Fault { get; init; }

    public ProofFault? FaultOf(ProofView of, bool accepts) =>
        Fault is { } fault && fault.Employee == of.Employee && fault.Proof == of.Proof && fault.Accepts == accepts ? fault : null;
}

/// <summary>What was typed, with what is wrong in it.</summary>
/// <param name="Typed">The day, or the word.</param>
public sealed record ProofFault(string Employee, int Proof, bool Accepts, string Typed, bool Ends, string Sentence);
