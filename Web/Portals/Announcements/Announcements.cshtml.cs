using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Portals;
using Grains.Portals;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Security;
using Web.Shared;

namespace Web.Portals.Announcements;

/// <summary>The banner and « Nouveautés » of a portal. The back office reads them, supervisors write them.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
[RequestSizeLimit(16 * 1024)]
public sealed class AnnouncementsModel(
    Rights rights, AnnouncementQueries announcements, IGrainFactory grains, PortalDirectory portals, FormOperations operations, PageShells frames,
    TimeProvider clock) : PageModel, IStaffPage
{
    public const string Address = "/gestion/annonces";

    public StaffShell Frame { get; private set; } = null!;

    public Portal Portal { get; private set; } = null!;

    public IReadOnlyList<Portal> Portals => portals.Portals;

    public IReadOnlyList<AnnouncementView> Listed { get; private set; } = [];

    public AnnouncementFields Typed { get; private set; } = new();

    public IReadOnlyList<AnnouncementFault> Faults { get; private set; } = [];

    public DateTimeOffset Now => clock.GetUtcNow();

    public bool MayWrite => StaffRights.May(Caller, StaffAct.Announce);

    /// <summary>What was just done.</summary>
    public string? Done { get; private set; }

    private Caller Caller => HttpContext.Caller();

    public Task<IActionResult> OnGet(string? portail, string? fin)
    {
        Done = fin switch { "publiee" => AnnouncementTexts.Published, "retiree" => AnnouncementTexts.Withdrawn, _ => null };
        return Draw(portail);
    }

    public async Task<IActionResult> OnPost(AnnouncementFields typed, [Verbatim] string? texte, string? portail, string cle)
    {
        if (portals.Find(portail ?? "") is not { } portal)
            return NotFound();
        if (!MayWrite)
            return StatusCode(StatusCodes.Status403Forbidden);
        Typed = typed with { Texte = TypedText.Of(texte) };
        Faults = Typed.Faults();
        if (Faults.Count > 0)
            return await Draw(portail);
        var said = Typed.Read();
        var published = await grains.GetGrain<IAnnouncementGrain>(portal.Slug).Publish(
            Caller, operations.For(Caller, cle, "announce", portal.Slug, said.Title, said.Text, $"{said.FromAt:O}", $"{said.ToAt:O}", $"{said.Kind}"), said);
        if (published.Ok)
            return new SeeOther(QueryText.Of(Address, ("portail", portal.Slug), ("fin", "publiee")));
        if (published.Refusal is AnnouncementRefusal.NotAllowed)
            return StatusCode(StatusCodes.Status403Forbidden);
        Faults = [AnnouncementFields.Of(published.Refusal!.Value)];
        return await Draw(portail);
    }

    public async Task<IActionResult> OnPostRetirer(string? portail, string? annonce, string cle)
    {
        if (portals.Find(portail ?? "") is not { } portal || string.IsNullOrEmpty(annonce))
            return NotFound();
        if (!MayWrite)
            return StatusCode(StatusCodes.Status403Forbidden);
        var withdrawn = await grains.GetGrain<IAnnouncementGrain>(portal.Slug).Withdraw(Caller, operations.For(Caller, cle, "withdraw", annonce), annonce);
        return withdrawn.Ok ? new SeeOther(QueryText.Of(Address, ("portail", portal.Slug), ("fin", "retiree"))) : NotFound();
    }

    private async Task<IActionResult> Draw(string? slug)
    {
        if ((slug is null ? portals.Portals[0] : portals.Find(slug)) is not { } portal)
            return NotFound();
        Portal = portal;
        Frame = await frames.Staff(HttpContext);
        Listed = await announcements.All(rights.ScopeOf(Caller), portal.Slug, HttpContext.RequestAborted);
        return Page();
    }
}
