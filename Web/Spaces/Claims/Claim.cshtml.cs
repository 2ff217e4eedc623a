using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Profile;
using Web.Companies;
using Web.Security;
using Web.Shared;
using Web.Spaces.Members;

namespace Web.Spaces.Claims;

/// <summary>« Ma société n’a plus d’administrateur »: a member asks to administrate, the others may object; live.</summary>
public sealed class ClaimModel(MemberServices services, SpaceClaimQueries claims, ProofDesk desk) : Members.MemberPage(services)
{
    /// <summary>What waits for a decision, or null.</summary>
    public SpaceClaimSummary? Claim { get; private set; }

    /// <summary>The caller's own objection, or null.</summary>
    public SpaceObjection? Own { get; private set; }

    public IReadOnlyList<FieldFault> Faults { get; private set; } = [];

    /// <summary>As typed.</summary>
    public string Siren { get; private set; } = "";

    public string? Objection { get; private set; }

    public bool Claims => Claim?.Account == Caller.Account;

    public bool MayClaim => Space.Role is SpaceRole.Collaborateur;

    public string Itself => Path("administrateur");

    public string ObjectTo => QueryText.Of(Frame.Path("administrateur"), ("handler", "opposer"), ("espace", Spaces.Count > 1 ? Suffix : null));

    public async Task<IActionResult> OnGet(string? espace)
    {
        if (await Open(espace) is { } refused)
            return refused;
        ViewData["Toast"] = Request.Query["fait"].ToString() switch
        {
            "demande" => ClaimTexts.ToastAsked,
            "oppose" => ClaimTexts.ToastObjected,
            _ => null,
        };
        return HttpContext.IsFragment() ? Partial("_ClaimFragment", this) : Page();
    }

    public async Task<IActionResult> OnPost(string? espace, string? siren, string? numero, string cle)
    {
        if (await Open(espace) is { } refused)
            return refused;
        Siren = siren ?? "";
        if (!MayClaim)
            return Fault("demande", ClaimTexts.NotYours);
        var operation = Operation(cle, "claim", Space.Space, siren, numero);
        if (await desk.Prove(HttpContext, Caller, operation.Step("prove"), siren, numero) is { } fault)
            return Fault("numero", fault);
        return After(await ClaimGrain.Claim(Caller, operation), "demande");
    }

    public async Task<IActionResult> OnPostOpposer(string? espace, [Verbatim] string? opposition, string cle)
    {
        if (await Open(espace) is { } refused)
            return refused;
        Objection = opposition;
        var reason = TypedText.Of(opposition).ReplaceLineEndings(" ").Trim();
        return After(await ClaimGrain.ObjectToClaim(Caller, Operation(cle, "object", Space.Space, reason), reason), "oppose");
    }

    private ISpaceClaimGrain ClaimGrain => Services.Grains.GetGrain<ISpaceClaimGrain>(Space.Space);

    private IActionResult After(Grains.Interfaces.Result<SpaceRefusal> done, string what) => done.Refusal switch
    {
        null => new SeeOther(QueryText.Of(Itself, ("fait", what))),
        SpaceRefusal.NotProven => Fault("siren", ClaimTexts.NotItsCompany),
        SpaceRefusal.Invalid => Fault("demande", ClaimTexts.NotYours),
        SpaceRefusal.AlreadyOpen => Fault("demande", ClaimTexts.AlreadyOpen),
        SpaceRefusal.AlreadyAnswered => Fault("demande", ClaimTexts.AlreadyDecided),
        SpaceRefusal.NoReason => Fault("opposition", ClaimTexts.ObjectionMissing),
        SpaceRefusal.TooMany => Fault("demande", ClaimTexts.EnoughObjections),
        { } other => Refused(other),
    };

    private PageResult Fault(string field, string sentence)
    {
        Faults = [new(field, sentence)];
        // A throttle has said its own.
        if (Response.StatusCode == StatusCodes.Status200OK)
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<IActionResult?> Open(string? espace)
    {
        if (await Enter(espace, administrates: false) is { } refused)
            return refused;
        Claim = (await claims.Waiting(Scope, HttpContext.RequestAborted)).FirstOrDefault(c => c.Space == Space.Space);
        Own = Claim is null ? null : (await claims.Objections(Scope, HttpContext.RequestAborted)).FirstOrDefault(o => o.Space == Space.Space);
        return null;
    }
}
