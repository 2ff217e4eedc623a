using Grains.Access;
using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Security;
using Web.Shared;
using Web.Spaces.Claims;

namespace Web.Spaces;

/// <summary>People who wait for an answer, and where the answers go.</summary>
public sealed record MembershipRequestList(IReadOnlyList<MembershipRequestSummary> People, string Action, DateTimeOffset Now)
{
    /// <summary>What is said below who asks: to an administrator or to an adviser.</summary>
    public string Since { get; init; } = SpaceTexts.ApplicantSince;

    /// <summary>An adviser decides for them: who they are is what can be asked by telephone.</summary>
    public bool ShowsAdministrators { get; init; }

    /// <summary>An empty list says so.</summary>
    public bool SaysNobody { get; init; }

    /// <summary>Whether the reader's role decides.</summary>
    public bool MayDecide { get; init; } = true;
}

/// <summary>What became of an answer just given, from the address that it led to.</summary>
public sealed record AnswerNotice(string? End)
{
    public string? Sentence =>
        End switch { "rejoint" => MemberTexts.InvitationAccepted, "rejoints" => MemberTexts.InvitationsAccepted, "decline" => MemberTexts.InvitationDeclined, "perime" => MemberTexts.InvitationOver, "cabinet" => MandateTexts.NotOfFirm,
            "acces" => SpaceTexts.AdmissionDone, "deja" => SpaceTexts.AdmissionAlready, "motif" => SpaceTexts.RefuseFault,
            "decide" => ClaimTexts.Done, "decide-deja" => ClaimTexts.AlreadyDone, "decide-tot" => ClaimTexts.NotYet,
            "decide-motif" => ClaimTexts.NoReason, "decide-ferme" => ClaimTexts.ClaimantGone, _ => null };

    public bool Done => End is "acces" or "rejoint" or "rejoints" or "decline" or "decide";
}

/// <summary>For advisers: those whom the administrators have left unanswered for as long as the policy says.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
[RequestSizeLimit(16 * 1024)]
public sealed class MembershipRequestsModel(Rights rights, SpaceQueries spaces, SpaceClaimQueries claims, IGrainFactory grains, FormOperations operations, PageShells frames,
    TimeProvider clock) : PageModel, IStaffPage
{
    public StaffShell Frame { get; private set; } = null!;

    public MembershipRequestList People { get; private set; } = null!;

    /// <summary>Who asks to administrate a space whose administrators are gone.</summary>
    public StaffClaims Claims { get; private set; } = null!;

    public AnswerNotice Notice { get; private set; } = new(null);

    /// <summary>The page, or who waits alone when a live update asks for it.</summary>
    public async Task<IActionResult> OnGet(string? fin)
    {
        Notice = new AnswerNotice(fin);
        Frame = await frames.Staff(HttpContext);
        var scope = rights.ScopeOf(HttpContext.Caller());
        Claims = new StaffClaims(await claims.Waiting(scope), await claims.Objections(scope), StaffRights.May(HttpContext.Caller(), StaffAct.DecideClaim),
            clock.GetUtcNow());
        People =
            new MembershipRequestList(await spaces.Waiting(scope), "/gestion/acces", clock.GetUtcNow()) { Since = SpaceTexts.ApplicantUnanswered,
                ShowsAdministrators = true, SaysNobody = Claims.Claims.Count == 0,
                MayDecide = StaffRights.May(HttpContext.Caller(), StaffAct.DecideClaim) };
        return HttpContext.IsFragment() ? Partial("_MembershipRequestsFragment", this) : Page();
    }

    public Task<IActionResult> OnPost(string? espace, string? compte, SpaceRole role, string? reponse, [Verbatim] string? motif, string cle) =>
        MembershipDecision.Give(HttpContext, grains, operations, new MembershipDecision(espace, compte, role, reponse, motif, cle), "/gestion/acces");

    /// <summary>Whether a member administrates their space, whose administrators are gone.</summary>
    public async Task<IActionResult> OnPostAdministrateur(string? espace, string? compte, string? reponse, [Verbatim] string? motif, string cle)
    {
        if (espace is not { Length: > 0 and < 200 } || compte is not { Length: > 0 and < 64 } || reponse is not ("oui" or "non"))
            return BadRequest();
        var (caller, reason) = (HttpContext.Caller(), TypedText.Of(motif).ReplaceLineEndings(" ").Trim());
        var operation = operations.For(caller, cle, "claim", espace, compte, reponse, reason);
        var decided = await grains.GetGrain<ISpaceClaimGrain>(espace).DecideClaim(caller, operation, compte, reponse is "oui", reason);
        return decided.Refusal switch
        {
            SpaceRefusal.NotFound => NotFound(),
            SpaceRefusal.NotAdministrator => StatusCode(StatusCodes.Status403Forbidden),
            var refusal => new SeeOther("/gestion/acces?fin=" + refusal switch
            {
                null => "decide",
                SpaceRefusal.TooSoon => "decide-tot",
                SpaceRefusal.NoReason => "decide-motif",
                SpaceRefusal.Over => "decide-ferme",
                _ => "decide-deja",
            }),
        };
    }
}

/// <summary>The form of <c>_MembershipRequests</c>, as an administrator or an adviser sends it.</summary>
internal sealed record MembershipDecision(string? Space, string? Account, SpaceRole Role, string? Answer, string? Reason, string Key)
{
    public static async Task<IActionResult> Give(HttpContext context, IGrainFactory grains, FormOperations operations, MembershipDecision given, string next)
    {
        var caller = context.Caller();
        if (given.Space is not { Length: > 0 and < 200 } space || given.Account is not { Length: > 0 and < 64 } account
            || given.Role is not (SpaceRole.Administrateur or SpaceRole.Collaborateur))
            return new BadRequestResult();
        // A space of another portal is as unknown as any.
        if (!caller.IsStaff && !space.StartsWith(caller.Portal + "/", StringComparison.Ordinal))
            return new NotFoundResult();
        SpaceRole? role = given.Answer is "oui" ? given.Role : null;
        var reason = TypedText.Of(given.Reason).ReplaceLineEndings(" ").Trim();
        var operation = operations.For(caller, given.Key, "admission", space, account, given.Answer, given.Role.ToString(), reason);
        var decided = await grains.GetGrain<ISpaceGrain>(space).DecideMembership(caller, operation, account, role, reason);
        return decided.Refusal is SpaceRefusal.NotAdministrator && caller.IsStaff ? new StatusCodeResult(StatusCodes.Status403Forbidden)
            : decided.Ok ? new LocalRedirectResult($"{next}?fin=acces")
            : decided.Refusal is SpaceRefusal.AlreadyAnswered ? new LocalRedirectResult($"{next}?fin=deja")
            : decided.Refusal is SpaceRefusal.NoReason ? new LocalRedirectResult($"{next}?fin=motif")
            : decided.Refusal is SpaceRefusal.TooSoon ? new LocalRedirectResult(next)
            : new NotFoundResult();
    }
}
