using Grains.Access;
using Grains.Accounts.Registration;
using Grains.Interfaces.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Portals;
using Web.Security;
using Web.Shared;

namespace Web.Accounts.Registration;

/// <summary>For advisers: the identity documents that wait, and the people who asked to be called.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
[RequestSizeLimit(16 * 1024)]
public sealed class RegistrationQueueModel(Rights rights, RegistrationQueries joining, IGrainFactory grains, FormOperations operations, PageShells frames,
    PortalDirectory portals, TimeProvider clock) : PageModel, IStaffPage
{
    public StaffShell Frame { get; private set; } = null!;

    public IReadOnlyList<IdentitySummary> Identities { get; private set; } = [];

    public IReadOnlyList<ContactSummary> Calls { get; private set; } = [];

    public DateTimeOffset Now => clock.GetUtcNow();

    public string PortalName(string slug) => portals.Find(slug)?.Name ?? slug;

    /// <summary>Whether the reader's role opens a document, or says that a call was made.</summary>
    public bool MayReview => StaffRights.May(HttpContext.Caller(), StaffAct.ReviewIdentity);

    /// <summary>What became of the document just decided.</summary>
    public string? Said { get; private set; }

    public async Task<IActionResult> OnGet(string? fin)
    {
        Said = RegistrationNotice.Of(fin);
        Frame = await frames.Staff(HttpContext);
        var scope = rights.ScopeOf(HttpContext.Caller());
        (Identities, Calls) = (await joining.Identities(scope), await joining.Calls(scope));
        return HttpContext.IsFragment() ? Partial("_RegistrationFragment", this) : Page();
    }

    public async Task<IActionResult> OnPostRappel(string? rappel, string cle)
    {
        var caller = HttpContext.Caller();
        if (!MayReview)
            return StatusCode(StatusCodes.Status403Forbidden);
        if ((await joining.Calls(rights.ScopeOf(caller))).All(c => c.Registration != rappel))
            return new SeeOther("/gestion/inscriptions");
        await grains.GetGrain<IRegistrationGrain>(rappel!).ContactDone(caller, operations.For(caller, cle, "contact-done", rappel));
        return new SeeOther("/gestion/inscriptions");
    }
}

internal static class IdentityLabels
{
    /// <summary>What most refusals say; the form names one by its place, from 1.</summary>
    public static readonly IReadOnlyList<string> Reasons =
        [RegisterTexts.ReasonBlurred, RegisterTexts.ReasonExpired, RegisterTexts.ReasonOtherName, RegisterTexts.ReasonOneSide, RegisterTexts.ReasonKind];

    public static string Kind(IdentityKind kind) => kind switch
    {
        IdentityKind.Passport => RegisterTexts.KindPassport,
        IdentityKind.ResidencePermit => RegisterTexts.KindPermit,
        _ => RegisterTexts.KindCard,
    };
}
