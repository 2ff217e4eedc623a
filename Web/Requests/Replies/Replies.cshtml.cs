using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests.Forms;
using Grains.Requests.Replies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Portals;
using Web.Requests.Workbench;
using Web.Security;
using Web.Shared;

namespace Web.Requests.Replies;

/// <summary>« Réponses types »: the back office reads them, supervisors write them.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
[RequestSizeLimit(32 * 1024)]
public sealed class RepliesModel(
    Rights rights, CannedReplyQueries replies, IGrainFactory grains, PortalDirectory portals, WorkbenchTeams teams, FormCatalogue forms,
    FormOperations operations, PageShells frames) : PageModel, IStaffPage
{
    public const string Address = "/gestion/reponses";

    public StaffShell Frame { get; private set; } = null!;

    /// <summary>Slug of the portal that is shown; that of the back office for those of all portals.</summary>
    public string Portal { get; private set; } = "";

    /// <summary>Slug and name, first that of all portals.</summary>
    public IReadOnlyList<(string Slug, string Name)> Portals => [(Caller.StaffPortal, ReplyTexts.AllPortals), .. portals.Portals.Select(p => (p.Slug, p.Name))];

    public IReadOnlyList<(string Key, string Name)> Teams => teams.All;

    /// <summary>Id and title of what a request can be about.</summary>
    public IReadOnlyList<(string Id, string Title)> Forms => [.. forms.All.Select(f => (f.Id, f.Title)).OrderBy(f => f.Title, StringComparer.InvariantCulture)];

    public IReadOnlyList<CannedReplyView> Listed { get; private set; } = [];

    public ReplyFields Typed { get; private set; } = new();

    public IReadOnlyList<ReplyFault> Faults { get; private set; } = [];

    public bool MayWrite => StaffRights.May(By, StaffAct.WriteReplies);

    /// <summary>The one that is being changed, as it stands now; null where one is written anew.</summary>
    public CannedReplyView? Changing { get; private set; }

    /// <summary>Another supervisor wrote it meanwhile: what stands is shown beside what was typed.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>What was just done.</summary>
    public string? Done { get; private set; }

    private Caller By => HttpContext.Caller();

    /// <summary>For which requests it is offered.</summary>
    public string Reach(CannedReplyView one) => string.Join(" · ",
        one.Team.Length == 0 ? ReplyTexts.AllTeams : teams.NameOf(one.Team),
        one.Form.Length == 0 ? ReplyTexts.AllForms : forms.All.FirstOrDefault(f => f.Id == one.Form)?.Title ?? one.Form);

    /// <summary>The page, or its list alone when a live update asks for it.</summary>
    public async Task<IActionResult> OnGet(string? portail, string? fait, string? reponse)
    {
        Done = fait switch { "ajoutee" => ReplyTexts.Added, "modifiee" => ReplyTexts.Changed, "retiree" => ReplyTexts.Removed, _ => null };
        var drawn = await Draw(portail, reponse);
        if (Changing is not null)
            Typed = ReplyFields.Of(Changing);
        return drawn;
    }

    public async Task<IActionResult> OnPost(ReplyFields typed, [Verbatim] string? texte, string? portail, string cle)
    {
        if (Find(portail) is not { } portal)
            return NotFound();
        if (!MayWrite)
            return StatusCode(StatusCodes.Status403Forbidden);
        Typed = typed with { Texte = TypedText.Of(texte) };
        var reply = Typed.Read();
        if (!Exist(reply))
            return NotFound();
        var added = await grains.GetGrain<ICannedReplyGrain>(portal).Add(
            By, operations.For(By, cle, "reply", portal, reply.Title, reply.Text, reply.Team, reply.Form), reply);
        return added.Ok ? Back(portal, "ajoutee") : await Refuse(added.Refusal!.Value, reply, portal, null);
    }

    /// <param name="vue">When what was changed had been written, in milliseconds.</param>
    public async Task<IActionResult> OnPostModifier(ReplyFields typed, [Verbatim] string? texte, string? portail, string? reponse, long vue, string cle)
    {
        if (Find(portail) is not { } portal || string.IsNullOrEmpty(reponse))
            return NotFound();
        if (!MayWrite)
            return StatusCode(StatusCodes.Status403Forbidden);
        Typed = typed with { Texte = TypedText.Of(texte) };
        var (reply, seen) = (Typed.Read(), DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(vue, 0, 253_402_300_799_999)));
        if (!Exist(reply))
            return NotFound();
        var changed = await grains.GetGrain<ICannedReplyGrain>(portal).Change(
            By, operations.For(By, cle, "change-reply", portal, reponse, $"{vue}", reply.Title, reply.Text, reply.Team, reply.Form), reponse, seen, reply);
        return changed.Ok ? Back(portal, "modifiee") : await Refuse(changed.Refusal!.Value, reply, portal, reponse);
    }

    public async Task<IActionResult> OnPostRetirer(string? portail, string? reponse, string cle)
    {
        if (Find(portail) is not { } portal || string.IsNullOrEmpty(reponse))
            return NotFound();
        if (!MayWrite)
            return StatusCode(StatusCodes.Status403Forbidden);
        var removed = await grains.GetGrain<ICannedReplyGrain>(portal).Remove(By, operations.For(By, cle, "remove-reply", portal, reponse), reponse);
        return removed.Ok ? Back(portal, "retiree") : NotFound();
    }

    // The choices of the page; whoever sends another names what there is not. One that is no longer offered may stay where it is.
    private bool Exist(CannedReply reply) =>
        (reply.Team.Length == 0 || teams.Has(reply.Team)) && (reply.Form.Length == 0 || forms.All.Any(f => f.Id == reply.Form));

    private string? Find(string? slug) => slug is null ? null : Portals.Where(p => p.Slug == slug).Select(p => p.Slug).FirstOrDefault();

    private static SeeOther Back(string portal, string done) => new(QueryText.Of(Address, ("portail", portal), ("fait", done)));

    private async Task<IActionResult> Refuse(CannedReplyRefusal refusal, CannedReply reply, string portal, string? changing)
    {
        if (refusal is CannedReplyRefusal.NotAllowed)
            return StatusCode(StatusCodes.Status403Forbidden);
        Faults = [ReplyFields.Of(refusal, reply)];
        IsChanged = refusal is CannedReplyRefusal.ChangedMeanwhile;
        var drawn = await Draw(portal, changing);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return drawn;
    }

    private async Task<IActionResult> Draw(string? slug, string? changing)
    {
        if (Find(slug ?? Caller.StaffPortal) is not { } portal)
            return NotFound();
        Portal = portal;
        Listed = await replies.All(rights.ScopeOf(By), portal, HttpContext.RequestAborted);
        Changing = MayWrite && changing is not null ? Listed.FirstOrDefault(r => r.Reply == changing) : null;
        if (HttpContext.IsFragment())
            return Partial("_ReplyList", this);
        Frame = await frames.Staff(HttpContext);
        return Page();
    }
}
