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

    /// <summary>The one that is being changed, as it stands now; null where one is written anew.</summary>
    public AnnouncementView? Changing { get; private set; }

    /// <summary>Another supervisor wrote it meanwhile: what stands is shown beside what was typed.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>What was just done.</summary>
    public string? Done { get; private set; }

    private Caller Caller => HttpContext.Caller();

    public async Task<IActionResult> OnGet(string? portail, string? fin, string? annonce)
    {
        Done = fin switch
        {
            "publiee" => AnnouncementTexts.Published, "modifiee" => AnnouncementTexts.Changed, "retiree" => AnnouncementTexts.Withdrawn, _ => null,
        };
        var drawn = await Draw(portail, annonce);
        if (Changing is not null)
            Typed = AnnouncementFields.Of(Changing);
        return drawn;
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

    /// <param name="vue">When what was changed had been written, in milliseconds.</param>
    public async Task<IActionResult> OnPostModifier(AnnouncementFields typed, [Verbatim] string? texte, string? portail, string? annonce, long vue, string cle)
    {
        if (portals.Find(portail ?? "") is not { } portal || string.IsNullOrEmpty(annonce))
            return NotFound();
        if (!MayWrite)
            return StatusCode(StatusCodes.Status403Forbidden);
        Typed = typed with { Texte = TypedText.Of(texte) };
        Faults = Typed.Faults();
        if (Faults.Count > 0)
            return await Draw(portail, annonce);
        var (said, seen) = (Typed.Read(), DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(vue, 0, 253_402_300_799_999)));
        var changed = await grains.GetGrain<IAnnouncementGrain>(portal.Slug).Change(
            Caller, operations.For(Caller, cle, "change", annonce, $"{vue}", said.Title, said.Text, $"{said.FromAt:O}", $"{said.ToAt:O}"), annonce, seen, said);
        if (changed.Ok)
            return new SeeOther(QueryText.Of(Address, ("portail", portal.Slug), ("fin", "modifiee")));
        if (changed.Refusal is AnnouncementRefusal.NotAllowed)
            return StatusCode(StatusCodes.Status403Forbidden);
        Faults = [AnnouncementFields.Of(changed.Refusal!.Value)];
        IsChanged = changed.Refusal is AnnouncementRefusal.ChangedMeanwhile;
        var drawn = await Draw(portail, annonce);
        return Changing is null && changed.Refusal is AnnouncementRefusal.NotFound && Listed.All(a => a.Announcement != annonce) ? NotFound() : drawn;
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

    private async Task<IActionResult> Draw(string? slug, string? changing = null)
    {
        if ((slug is null ? portals.Portals[0] : portals.Find(slug)) is not { } portal)
            return NotFound();
        Portal = portal;
        Frame = await frames.Staff(HttpContext);
        Listed = await announcements.All(rights.ScopeOf(Caller), portal.Slug, HttpContext.RequestAborted);
        Changing = MayWrite && changing is not null ? Listed.FirstOrDefault(a => a.Announcement == changing && !a.IsOver(Now)) : null;
        return Page();
    }
}
