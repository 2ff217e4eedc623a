using Grains.Access;
using Grains.CoreSystem;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests.Routing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Profile;
using Web.Accounts.Session;
using Web.Security;
using Web.Shared;

namespace Web.Requests.Routing;

/// <summary>« Routage »: the back office reads which team takes what, supervisors write the rules and have them applied to what is open.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
[RequestSizeLimit(16 * 1024)]
public sealed class RoutingModel(
    Rights rights, RoutingQueries routing, RoutingService service, RoutingChoices choices, IGrainFactory grains, FormOperations operations, PageShells frames)
    : PageModel, IStaffPage
{
    public const string Address = "/gestion/routage";

    public StaffShell Frame { get; private set; } = null!;

    public RoutingChoices Choices => choices;

    public IReadOnlyList<RoutingRuleView> Rules { get; private set; } = [];

    /// <summary>As it was typed.</summary>
    public (string What, string Siren, string Team) Typed { get; private set; } = ("", "", "");

    public IReadOnlyList<FieldFault> Faults { get; private set; } = [];

    /// <summary>How many open requests the rules would send elsewhere; null where it is not asked.</summary>
    public int? Affected { get; private set; }

    /// <summary>What was just done.</summary>
    public string? Done { get; private set; }

    public bool MayWrite => StaffRights.May(By, StaffAct.RouteRequests);

    private Caller By => HttpContext.Caller();

    /// <summary>The page, or its list alone when a live update asks for it.</summary>
    /// <param name="compter">Says how many open requests the rules would move.</param>
    public async Task<IActionResult> OnGet(string? fait, string? compter)
    {
        Done = fait switch { "ajoutee" => RoutingTexts.Added, "montee" => RoutingTexts.Raised, "retiree" => RoutingTexts.Removed, _ => null };
        if (compter == "1" && MayWrite)
            Affected = await routing.Affected(rights.ScopeOf(By), HttpContext.RequestAborted);
        return await Draw();
    }

    public async Task<IActionResult> OnPost(string? quoi, string? siren, string? equipe, string cle)
    {
        if (!MayWrite)
            return StatusCode(StatusCodes.Status403Forbidden);
        Typed = (quoi ?? "", siren ?? "", equipe ?? "");
        // What is no number stays as it was typed, and is refused.
        if (choices.Read(quoi, TypedNumbers.Digits(siren ?? "") ?? (siren ?? "").Trim(), equipe) is not { } rule)
            return NotFound();
        var added = await Grain.Add(By, operations.For(By, cle, "add-route", rule.Form, rule.Domain, rule.Theme, rule.Siren, rule.Team), rule);
        if (added.Ok)
            return Back("ajoutee");
        if (added.Refusal is RoutingRefusal.NotAllowed)
            return StatusCode(StatusCodes.Status403Forbidden);
        Faults = [Fault(added.Refusal.Value, rule)];
        var drawn = await Draw();
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return drawn;
    }

    public Task<IActionResult> OnPostMonter(string? regle, string cle) =>
        Do("montee", () => Grain.Raise(By, operations.For(By, cle, "raise-route", regle), regle ?? ""));

    public Task<IActionResult> OnPostRetirer(string? regle, string cle) =>
        Do("retiree", () => Grain.Remove(By, operations.For(By, cle, "remove-route", regle), regle ?? ""));

    /// <summary>« Appliquer aux demandes ouvertes »: a batch, which is followed.</summary>
    public async Task<IActionResult> OnPostAppliquer(string cle)
    {
        if (!MayWrite)
            return StatusCode(StatusCodes.Status403Forbidden);
        var begun = await service.Apply(By, operations.For(By, cle, "apply-routes"));
        return begun.Ok ? new SeeOther($"/gestion/traitements/{begun.Value}") : NotFound();
    }

    private IRoutingGrain Grain => grains.GetGrain<IRoutingGrain>(Caller.StaffPortal);

    private async Task<IActionResult> Do(string done, Func<Task<Result<RoutingRefusal>>> verb)
    {
        if (!MayWrite)
            return StatusCode(StatusCodes.Status403Forbidden);
        var result = await verb();
        return result.Ok ? Back(done) : result.Refusal is RoutingRefusal.NotAllowed ? StatusCode(StatusCodes.Status403Forbidden) : NotFound();
    }

    private static SeeOther Back(string done) => new(QueryText.Of(Address, ("fait", done)));

    private static FieldFault Fault(RoutingRefusal refusal, RoutingRule rule) => refusal switch
    {
        RoutingRefusal.NoSiren => new("siren", RoutingTexts.FaultSiren),
        RoutingRefusal.Twice => new("quoi", RoutingTexts.FaultTwice),
        RoutingRefusal.TooMany => new("quoi", string.Format(RoutingTexts.FaultMany, RoutingRule.Most)),
        _ => rule.Team.Length == 0 ? new("equipe", RoutingTexts.FaultTeam) : new("quoi", RoutingTexts.FaultEmpty),
    };

    private async Task<IActionResult> Draw()
    {
        Rules = await routing.All(rights.ScopeOf(By), HttpContext.RequestAborted);
        if (HttpContext.IsFragment())
            return Partial("_RoutingList", this);
        Frame = await frames.Staff(HttpContext);
        return Page();
    }
}
